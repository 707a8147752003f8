import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonView } from '#app/contract/people/people.ts'
import { PersonId } from '#app/domain/ids.ts'
import type { Role } from '#app/domain/rights.ts'
import { proofHoldsMs } from '#main/door/door.ts'
import { commonPasswords, judgePassword } from '#main/people/proof/judge-password.ts'
import { vaultFileIn } from '#main/vault/vault-file.ts'
import { phone } from '#test/given/phone.ts'
import { danasPassword, givenDesk, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const password = 'seventeen green lanterns'
const nobody = PersonId.parse(`person_${'0'.repeat(20)}`)

let desk: GivenDesk
let dana: PersonId
beforeEach(async () => {
  desk = await givenDesk()
  const { status } = valueOf(await desk.setUp())
  dana = status.session?.person.id ?? nobody
})
afterEach(() => desk.leave())

const add = (name: string, roles: Role[] = ['sender']) => {
  desk.clock.advance(1000)
  return desk.call('people.add', { name, roles, password })
}
const people = async (): Promise<readonly PersonView[]> => valueOf(await desk.call('people.list', {})).people
const faces = async () => {
  const known = valueOf(await desk.vault.faces())
  return known.map(({ id }) => id)
}
const signIn = (personId: PersonId, typed: string) => desk.call('session.signIn', { personId, password: typed })
const lastEntry = async () => (await desk.record()).at(-1)

test('a person who is added can sign in at once, under a short name of their own', async () => {
  const first = valueOf(await add('Dora Fox'))
  const second = valueOf(await add('Dana Fox', ['sender', 'sender', 'administrator']))
  expect(first).toMatchObject({ name: 'Dora Fox', shortName: 'Dora F.', initials: 'DF', tint: 2, roles: ['sender'] })
  expect(second).toMatchObject({ shortName: 'Dana Fo.', tint: 3, roles: ['sender', 'administrator'] })
  expect(await lastEntry()).toMatchObject({
    actor: dana,
    subject: second.id,
    details: '[["roles","sender administrator"]]',
  })
  const { session } = valueOf(await signIn(second.id, password))
  expect(session?.person.name).toBe('Dana Fox')
  expect((await people()).map(({ shortName }) => shortName)).toEqual(['Dana F.', 'Dora F.', 'Dana Fo.'])
})

test('a name that is taken is refused, however it is typed, and leaves no key behind', async () => {
  expect(faultOf(await add('  dana   FAIRWEATHER'))).toEqual({ code: 'conflict', why: 'name-taken' })
  const both = await Promise.all([add('Noor Iyer'), add('Noor Iyer')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await faces()).toHaveLength(2)
  expect(await people()).toHaveLength(2)
})

test('a weak password is refused for a new person as for the first', async () => {
  const weak = { name: 'Noor Iyer', roles: ['sender' as const], password: 'password password' }
  expect(faultOf(await desk.call('people.add', weak))).toEqual({ code: 'password-refused', why: 'too-common' })
})

test('only who manages people may list, add, change or disable them', async () => {
  const noor = valueOf(await add('Noor Iyer'))
  valueOf(await signIn(noor.id, password))
  const tries = [
    await desk.call('people.list', {}),
    await add('Tom Aster'),
    await desk.call('people.changeRoles', { id: noor.id, roles: ['administrator'] }),
    await desk.call('people.disable', { id: dana }),
  ]
  for (const refused of tries) expect(faultOf(refused)).toEqual({ code: 'forbidden', needs: 'people.manage' })
})

test('the last administrator stays one, and stays enabled', async () => {
  const sender = { id: dana, roles: ['sender' as const] }
  const lastOne = { code: 'conflict', why: 'last-administrator' }
  expect(faultOf(await desk.call('people.changeRoles', sender))).toEqual(lastOne)
  expect(faultOf(await desk.call('people.disable', { id: dana }))).toEqual(lastOne)
  const noor = valueOf(await add('Noor Iyer', ['administrator']))
  valueOf(await desk.call('people.disable', { id: noor.id }))
  expect(faultOf(await desk.call('people.changeRoles', sender))).toEqual(lastOne)
  expect((await people()).find(({ id }) => id === dana)?.roles).toContain('administrator')
  expect(await faces()).toEqual([dana])
})

test('roles changed while signed in count from the next call on', async () => {
  valueOf(await add('Noor Iyer', ['administrator']))
  const changed = valueOf(await desk.call('people.changeRoles', { id: dana, roles: ['sender'] }))
  expect(changed.roles).toEqual(['sender'])
  expect(await lastEntry()).toMatchObject({
    details: '[["after","sender"],["before","administrator privacy-officer sender"]]',
  })
  expect(faultOf(await desk.call('people.list', {}))).toEqual({ code: 'forbidden', needs: 'people.manage' })
})

test('a disabled person keeps the name in the record and loses the key at once', async () => {
  const noor = valueOf(await add('Noor Iyer'))
  const disabled = valueOf(await desk.call('people.disable', { id: noor.id }))
  expect(disabled.disabledAt).toBe(desk.clock.now())
  expect(await faces()).toEqual([dana])
  expect((await people()).map(({ name }) => name)).toContain('Noor Iyer')
  expect(valueOf(await desk.call('app.status', {})).people.map(({ id }) => id)).toEqual([dana])
  expect(faultOf(await desk.call('people.disable', { id: noor.id }))).toEqual({ code: 'conflict', why: 'already-gone' })
  expect(faultOf(await desk.call('people.disable', { id: nobody }))).toEqual({ code: 'not-found' })
})

test('who disables themselves is signed out', async () => {
  valueOf(await add('Noor Iyer', ['administrator']))
  valueOf(await desk.call('people.disable', { id: dana }))
  expect(valueOf(await desk.call('app.status', {}))).toMatchObject({ stage: 'signed-out' })
  expect(faultOf(await signIn(dana, danasPassword)).code).toBe('sign-in-refused')
})

test('a key left behind by a kill between store and vault is gone after the next opening', async () => {
  const noor = valueOf(await add('Noor Iyer'))
  const stray = { id: nobody, shortName: 'Stray', initials: 'S', tint: 1 }
  valueOf(await desk.vault.setPassword(desk.desk.keys(), stray, password))
  valueOf(await desk.call('people.disable', { id: noor.id }))
  const face = { id: noor.id, shortName: noor.shortName, initials: noor.initials, tint: noor.tint }
  valueOf(await desk.vault.setPassword(desk.desk.keys(), face, password))
  const { folder, clock } = desk
  await desk.stop()
  desk = await givenDesk({ folder, clock, seed: 'again' })
  expect(faultOf(await signIn(noor.id, password)).code).toBe('sign-in-refused')
  expect(await faces()).toEqual([dana])
})

test('a changed password works at once and the old one no longer does', async () => {
  const next = 'three striped umbrellas'
  const wrong = await desk.call('people.changePassword', { current: 'not the right password', next })
  expect(faultOf(wrong).code).toBe('sign-in-refused')
  const weak = await desk.call('people.changePassword', { current: danasPassword, next: 'short' })
  expect(faultOf(weak)).toEqual({ code: 'password-refused', why: 'too-short' })
  valueOf(await desk.call('people.changePassword', { current: danasPassword, next }))
  valueOf(await desk.call('session.lock', {}))
  expect((await signIn(dana, danasPassword)).ok).toBe(false)
  expect((await signIn(dana, next)).ok).toBe(true)
})

test('guessing the own password to change it is slowed like any other guess', async () => {
  const guess = () =>
    desk.call('people.changePassword', { current: 'not the right password', next: 'three striped umbrellas' })
  await guess()
  await guess()
  expect(faultOf(await guess())).toEqual({ code: 'sign-in-refused', waitMs: 2000 })
})

/** The sealed key that lies in the vault's file for a person, as it stands there. */
async function wrapOf(id: PersonId): Promise<string> {
  const { vault } = JSON.parse(await readFile(vaultFileIn(desk.folder), 'utf8')) as {
    readonly vault: {
      readonly people: readonly { readonly face: { readonly id: string }; readonly wrap: { readonly sealed: string } }[]
    }
  }
  const person = vault.people.find(({ face }) => face.id === id)
  if (!person) throw new Error('nobody of that id has a key')
  return person.wrap.sealed
}

/** Every file of the data folder that holds the text. */
async function filesWith(text: string): Promise<readonly string[]> {
  const names = await readdir(desk.folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of names.filter((one) => one.isFile())) {
    const bytes = await readFile(path.join(entry.parentPath, entry.name))
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'base64'))) found.push(entry.name)
  }
  return found
}

test('disabling, a changed password and a new recovery key leave no byte of the old wrap in any file', async () => {
  const noor = valueOf(await add('Noor Iyer'))
  const noors = await wrapOf(noor.id)
  expect(await filesWith(noors)).toEqual(['vault.json'])
  valueOf(await desk.call('people.disable', { id: noor.id }))
  expect(await filesWith(noors)).toEqual([])
  const danas = await wrapOf(dana)
  valueOf(await desk.call('people.changePassword', { current: danasPassword, next: 'three striped umbrellas' }))
  expect(await filesWith(danas)).toEqual([])
  const sealed = async () =>
    (
      JSON.parse(await readFile(vaultFileIn(desk.folder), 'utf8')) as {
        vault: { recovery: { wrap: { sealed: string } } }
      }
    ).vault.recovery.wrap.sealed
  const old = await sealed()
  valueOf(await desk.call('setup.newRecoveryCode', {}))
  expect(await sealed()).not.toBe(old)
  expect(await filesWith(old)).toEqual([])
})

test('who must have codes is let in for nothing but setting them up', async () => {
  valueOf(await desk.call('settings.change', { requireCodes: true }))
  valueOf(await desk.call('session.lock', {}))
  expect(valueOf(await signIn(dana, danasPassword)).session).toMatchObject({ secondFactor: 'first', rights: [] })
  for (const name of ['people.list', 'settings.read', 'session.stand', 'people.changePassword'] as const)
    expect(faultOf(await desk.call(name, {}))).toEqual({ code: 'codes-due' })
  const { secret } = valueOf(await desk.call('secondFactor.begin', {}))
  valueOf(await desk.call('secondFactor.confirm', { code: phone(secret, desk.clock.now()) }))
  expect(valueOf(await desk.call('app.status', {})).session?.rights).toContain('people.manage')
  valueOf(await desk.call('people.list', {}))
})

test('a proof holds for two minutes, by password or code, and a wrong one proves nothing', async () => {
  const robin = { name: 'Robin Castellane', roles: ['sender' as const], password }
  desk.clock.advance(proofHoldsMs - 1)
  const first = valueOf(await desk.call('people.add', robin))
  desk.clock.advance(1)
  const disable = () => desk.call('people.disable', { id: first.id })
  expect(faultOf(await disable())).toEqual({ code: 'proof-needed' })
  expect(faultOf(await desk.call('session.prove', { code: '000000' })).code).toBe('sign-in-refused')
  expect(faultOf(await disable())).toEqual({ code: 'proof-needed' })
  valueOf(await desk.call('session.prove', { password: danasPassword }))
  desk.clock.jump(-60_000)
  expect(faultOf(await disable())).toEqual({ code: 'proof-needed' })
  desk.clock.jump(60_000)
  valueOf(await disable())
  const proofs = (await desk.record()).filter(({ action }) => action === 'session.prove')
  expect(proofs.map(({ outcome }) => outcome)).toEqual(['refused', 'done'])
})

test('a desk locked for as long as the practice allows signs out, and forgets where one stood', async () => {
  valueOf(await desk.call('settings.change', { signOutMinutes: 30 }))
  valueOf(await desk.call('session.stand', { screen: 'settings', part: 'you' }))
  valueOf(await desk.call('session.lock', {}))
  desk.clock.advance(29 * 60_000)
  expect(valueOf(await desk.call('app.status', {})).stage).toBe('locked')
  valueOf(await signIn(dana, danasPassword))
  expect(valueOf(await desk.call('app.status', {})).session?.stood).toEqual({ screen: 'settings', part: 'you' })
  valueOf(await desk.call('session.lock', {}))
  // Asleep: no timer ran.
  desk.clock.jump(30 * 60_000)
  expect(valueOf(await desk.call('app.status', {}))).toMatchObject({ stage: 'signed-out' })
  expect(valueOf(await signIn(dana, danasPassword)).session).not.toHaveProperty('stood')
  expect((await desk.record()).map(({ action }) => action)).toContain('session.ended')
})

test('the block-list refuses what everybody tries, dressed up or doubled, and leaves passphrases alone', async () => {
  expect((await commonPasswords()).size).toBeGreaterThan(30_000)
  const judged = async (typed: string) => (await judgePassword(typed, 'Dana Fairweather')).ok
  const bad = [
    'qwertyuiop123456',
    'P4ssw0rdP4ssw0rd',
    'monkeydragon1234',
    'trustno1trustno1',
    '1qaz2wsx3edc4rfv',
    'iloveyoufaxdesk1',
    'basketball2026!!!',
  ]
  for (const typed of bad) expect([typed, await judged(typed)]).toEqual([typed, false])
  for (const typed of [danasPassword, 'seven quiet herons wading', 'three striped umbrellas', password])
    expect([typed, await judged(typed)]).toEqual([typed, true])
})
