/** Signing in with a phone: set up, asked for, used once, guessed slowly, lost and taken away. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#app/domain/ids.ts'
import { codeOf, stepAt } from '#main/people/second-factor/totp.ts'
import { proofHoldsMs } from '#main/door/door.ts'
import { danasPassword, givenDesk, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const halfMinute = 30_000
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

let desk: GivenDesk
let me: PersonId

beforeEach(async () => {
  desk = await givenDesk()
  me = valueOf(await desk.setUp()).status.session?.person.id as PersonId
})
afterEach(() => desk.leave())

/** What an authenticator app does with the secret that was typed into it. */
function phoneOf(secret: string): () => string {
  const bits = Array.from(secret, (letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
  return () => codeOf(bytes, stepAt(desk.clock.now()))
}

/** The phone and the backup codes of a person who has just set them up. */
async function enrolled() {
  const phone = phoneOf(valueOf(await desk.call('secondFactor.begin', {})).secret)
  const { backupCodes } = valueOf(await desk.call('secondFactor.confirm', { code: phone() }))
  // The code that confirmed is used up.
  desk.clock.advance(halfMinute)
  return { phone, backupCodes }
}

const signIn = (code?: string, password = danasPassword) =>
  desk.call('session.signIn', { personId: me, password, ...(code === undefined ? {} : { code }) })
const lock = () => desk.call('session.lock', {})
const acts = async () => (await desk.record()).map(({ action, outcome, details }) => `${action} ${outcome} ${details}`)

test('from set-up on, the password alone does not open the desk', async () => {
  const { phone } = await enrolled()
  expect(valueOf(await desk.call('app.status', {})).session?.secondFactor).toBe('on')
  await lock()
  expect(faultOf(await signIn())).toEqual({ code: 'code-needed' })
  expect(faultOf(await desk.call('people.list', {}))).toEqual({ code: 'locked' })
  expect(valueOf(await signIn(phone())).stage).toBe('open')
  expect((await acts()).filter((act) => !act.startsWith('people.list')).slice(-2)).toEqual([
    'sign-in.code-asked done []',
    'session.signIn done [["code","app"],["unlocked",true]]',
  ])
})

test('a code opens once: seen over a shoulder, it opens nothing', async () => {
  const { phone } = await enrolled()
  await lock()
  const code = phone()
  valueOf(await signIn(code))
  await lock()
  expect(faultOf(await signIn(code))).toMatchObject({ code: 'sign-in-refused' })
  desk.clock.advance(halfMinute)
  valueOf(await signIn(phone()))
})

test('the right code with a wrong password opens nothing, and does not tell which was wrong', async () => {
  const { phone } = await enrolled()
  await lock()
  expect(faultOf(await signIn(phone(), 'not the password at all'))).toMatchObject({ code: 'sign-in-refused' })
})

test('guessing codes is slowed like guessing passwords, and every try is in the record', async () => {
  await enrolled()
  await lock()
  const waits: number[] = []
  for (let tries = 0; tries < 5; tries += 1) {
    const fault = faultOf(await signIn('000000'))
    if (fault.code !== 'sign-in-refused') throw new Error(fault.code)
    waits.push(fault.waitMs)
    desk.clock.advance(fault.waitMs)
  }
  expect(waits).toEqual([0, 0, 2000, 4000, 8000])
  // The right password in between starts nothing over.
  expect(faultOf(await signIn())).toEqual({ code: 'code-needed' })
  expect(faultOf(await signIn('000000'))).toMatchObject({ waitMs: 16_000 })
  expect((await acts()).filter((act) => act.startsWith('session.signIn refused'))).toHaveLength(6)
})

test('a backup code opens once each, however it is typed, and the record counts what is left', async () => {
  const { backupCodes } = await enrolled()
  expect(backupCodes).toHaveLength(10)
  expect(new Set(backupCodes).size).toBe(10)
  await lock()
  const [first = '', second = ''] = backupCodes
  valueOf(await signIn(first.toLowerCase().replace('-', ' ')))
  expect((await acts()).at(-1)).toContain('["backupCodesLeft",9]')
  await lock()
  expect(faultOf(await signIn(first))).toMatchObject({ code: 'sign-in-refused' })
  valueOf(await signIn(second))
})

test('nothing changes before the first code from the phone, and a wrong one is refused', async () => {
  const begun = valueOf(await desk.call('secondFactor.begin', {}))
  expect(begun.uri).toContain(`secret=${begun.secret}`)
  expect(faultOf(await desk.call('secondFactor.confirm', { code: '000000' }))).toEqual({
    code: 'conflict',
    why: 'code-differs',
  })
  await lock()
  valueOf(await signIn())
  const late = await desk.call('secondFactor.confirm', { code: phoneOf(begun.secret)() })
  expect(faultOf(late)).toEqual({ code: 'conflict', why: 'code-differs' })
})

test('setting it up and turning it off take a proof of who it is', async () => {
  desk.clock.advance(proofHoldsMs)
  expect(faultOf(await desk.call('secondFactor.begin', {}))).toEqual({ code: 'proof-needed' })
  valueOf(await desk.call('session.prove', { password: danasPassword }))
  await enrolled()
  desk.clock.advance(proofHoldsMs)
  expect(faultOf(await desk.call('secondFactor.remove', {}))).toEqual({ code: 'proof-needed' })
  valueOf(await desk.call('session.prove', { password: danasPassword }))
  valueOf(await desk.call('secondFactor.remove', {}))
  await lock()
  valueOf(await signIn())
})

test('where the practice asks for codes, who must have one is told, and cannot turn it off', async () => {
  valueOf(await desk.call('settings.change', { requireCodes: true }))
  expect(valueOf(await desk.call('app.status', {})).session?.secondFactor).toBe('due')
  await enrolled()
  expect(faultOf(await desk.call('secondFactor.remove', {}))).toEqual({
    code: 'conflict',
    why: 'code-required',
  })
  expect(faultOf(await desk.call('people.resetSecondFactor', { id: me }))).toMatchObject({ code: 'conflict' })
})

test('an administrator helps after a lost phone; so does the printed key', async () => {
  const password = 'seventeen green lanterns'
  const noor = valueOf(await desk.call('people.add', { name: 'Noor Iyer', roles: ['administrator'], password }))
  await enrolled()
  const listed = valueOf(await desk.call('people.list', {})).people
  expect(listed.filter(({ secondFactor }) => secondFactor).map(({ id }) => id)).toEqual([me])
  valueOf(await desk.call('session.signIn', { personId: noor.id, password }))
  valueOf(await desk.call('people.resetSecondFactor', { id: me }))
  valueOf(await signIn())
  expect((await acts()).some((act) => act.startsWith('people.resetSecondFactor done'))).toBe(true)
})

test('no secret and no code is in the record, the log or an event', async () => {
  const begun = valueOf(await desk.call('secondFactor.begin', {}))
  const phone = phoneOf(begun.secret)
  const used = phone()
  const { backupCodes } = valueOf(await desk.call('secondFactor.confirm', { code: used }))
  const said = JSON.stringify([await desk.record(), desk.notes, desk.events])
  for (const secret of [begun.secret, used, ...backupCodes]) expect(said).not.toContain(secret)
})
