/** The computer is started again: with its keychain, without it, with none; and people come and go. */
import { rm } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { manualClock } from '#test/given/clock.ts'
import { givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { givenKeychain, noKeychain } from '#test/given/keychain.ts'
import { faultOf } from '#test/given/outcome.ts'
import {
  dana as danaHerself,
  goOnTo,
  numberOf,
  sendNow,
  setUp,
  signIn,
  verifiedContact,
} from '#test/given/walk/walk-steps.ts'

const keychain = givenKeychain()
const clock = manualClock()
const newPassword = 'seven lanterns by the harbour'
let given: GivenApplication
let dana: PersonId
let recoveryCode: string
let fax: FaxView

afterAll(() => given.leave())

const list = async () => (await given.done('faxes.list', { filter: 'all', text: '', limit: 50 })).faxes

/** Ends the application in good order and starts it on the same folder. */
async function startAgain(with_: Parameters<typeof givenApplication>[0] = {}): Promise<void> {
  const { folder } = given
  await given.stop()
  given = await givenApplication({ folder, clock, keychain, ...with_ })
}

test('a fax is delivered and another is on its way when the computer is shut down', async () => {
  given = await givenApplication({ clock, keychain })
  const made = await setUp(given)
  dana = made.personId
  recoveryCode = made.recoveryCode
  const to = numberOf(await verifiedContact(given)).id
  fax = await sendNow(given, to, 'K-1')
  await goOnTo(given, fax.id, 'delivered')
  fax = await sendNow(given, to, 'K-2')
  await goOnTo(given, fax.id, 'sending')
  const before = await list()
  await startAgain()
  const status = await given.done('app.status', {})
  expect(status).toMatchObject({ stage: 'signed-out', lockReason: 'started', sending: 1 })
  await signIn(given, dana)
  expect(await list()).toEqual(before)
})

test('started with its keychain and nobody at the desk, it goes on sending', async () => {
  await startAgain()
  given.events.length = 0
  expect(await given.ask('faxes.list', { filter: 'all', text: '', limit: 5 })).toEqual({
    ok: false,
    fault: { code: 'locked' },
  })
  await goOn(given, async () => (await given.done('app.status', {})).sending === 0)
  expect(new Set(given.events.map(({ name }) => name))).toEqual(new Set(['session.changed']))
  await signIn(given, dana)
  expect((await given.done('faxes.read', { id: fax.id })).state).toMatchObject({ phase: 'delivered' })
  expect((await list()).map(({ state }) => state.phase)).toEqual(['delivered', 'delivered'])
})

test('on a computer that lost its keychain nothing opens by itself; the password opens, and the keychain serves again', async () => {
  const other = givenKeychain()
  await startAgain({ keychain: other })
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'signed-out', sending: 0 })
  expect(given.notes).toContainEqual({ event: 'store.trouble', kind: 'keychain-changed' })
  expect((await given.done('app.status', {})).people.map(({ shortName }) => shortName)).toEqual(['Dana F.'])
  await signIn(given, dana)
  expect(await list()).toHaveLength(2)
  await startAgain({ keychain: other })
  expect(given.notes.filter(({ event }) => event === 'store.opened')).toHaveLength(1)
})

test('the recovery code opens where keychain and password are gone, and sets a new password', async () => {
  await startAgain({ keychain: givenKeychain() })
  const wrong = recoveryCode.replace(/^./, (first) => (first === '0' ? '1' : '0'))
  const recover = { personId: dana, newPassword }
  expect(faultOf(await given.ask('session.recover', { ...recover, code: wrong })).code).toBe('sign-in-refused')
  const status = await given.done('session.recover', { ...recover, code: recoveryCode.toLowerCase() })
  expect(status).toMatchObject({ stage: 'open', session: { person: { id: dana } } })
  await given.done('session.lock', {})
  expect(faultOf(await given.ask('session.signIn', { personId: dana, password: danaHerself.password }))).toMatchObject({
    code: 'sign-in-refused',
  })
  await signIn(given, dana, newPassword)
})

test('without any keychain the store is closed until somebody signs in', async () => {
  await startAgain({ keychain: noKeychain })
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'signed-out', keychain: 'none' })
  expect(faultOf(await given.ask('session.signIn', { personId: dana, password: 'not it, not it, not it' })).code).toBe(
    'sign-in-refused',
  )
  await signIn(given, dana, newPassword)
  const { entries } = await given.done('audit.list', { text: '', action: 'sign-in.refused-before-opening', limit: 5 })
  expect(entries[0]).toMatchObject({
    subject: dana,
    outcome: 'refused',
    details: { way: 'password', fault: 'sign-in-refused' },
  })
})

test('a second person signs in with her own password and rights, and cannot after she was disabled', async () => {
  const password = 'four violet umbrellas indoors'
  const robin = await given.done('people.add', { name: 'Robin Castellane', roles: ['sender'], password })
  await given.done('session.signOut', {})
  await signIn(given, robin.id, password)
  expect(faultOf(await given.ask('people.list', {}))).toEqual({ code: 'forbidden', needs: 'people.manage' })
  expect(await list()).toHaveLength(2)
  await given.done('session.lock', {})
  await signIn(given, dana, newPassword)
  await given.done('people.disable', { id: robin.id })
  await startAgain({ keychain: noKeychain })
  expect((await given.done('app.status', {})).people.map(({ id }) => id)).toEqual([dana])
  expect(faultOf(await given.ask('session.signIn', { personId: robin.id, password })).code).toBe('sign-in-refused')
  await signIn(given, dana, newPassword)
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  expect(given.incidents()).toEqual([])
})

test('who disabled themselves would leave nobody in charge, and may not', async () => {
  expect(faultOf(await given.ask('people.disable', { id: dana }))).toEqual({
    code: 'conflict',
    why: 'last-administrator',
  })
  expect((await given.done('app.status', {})).stage).toBe('open')
})

test('a folder with keys and no store, or a store and no keys, is no new computer', async () => {
  const { folder } = given
  await given.stop()
  await rm(`${folder}/vault.json`)
  given = await givenApplication({ folder, clock, keychain })
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'trouble', trouble: 'keys-missing' })
  const setup = {
    practice: { name: 'X', addressLines: [], phone: '', fax: '', workstation: '' },
    administrator: danaHerself,
  }
  expect((await given.ask('setup.create', setup)).ok).toBe(false)
})
