/** The desk is locked: nothing answers and nothing is told, while deliveries go on. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract, type OperationName } from '#app/contract/index.ts'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { Sha256, type PersonId } from '#app/domain/ids.ts'
import { flushed, givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import {
  change,
  droppedDraft,
  goOnTo,
  numberOf,
  sendNow,
  setUp,
  signIn,
  verifiedContact,
} from '#test/given/walk/walk-steps.ts'

let given: GivenApplication
let dana: PersonId
let draft: DraftView
let fax: FaxView

beforeAll(async () => {
  given = await givenApplication()
  dana = (await setUp(given)).personId
  const to = numberOf(await verifiedContact(given)).id
  draft = await change(given, await droppedDraft(given), { numberId: to })
  fax = await sendNow(given, to, 'K-1')
  await goOnTo(given, fax.id, 'sending')
})
afterAll(() => given.leave())

const names = Object.keys(contract) as OperationName[]

/** Everything a locked desk may still be asked; each of them is tried below. */
const answering = [
  'app.status',
  'setup.create',
  'session.signIn',
  'session.recover',
  'preferences.read',
  'preferences.change',
]

test('locked by a key: the page is to be torn down, and the record knows who asked', async () => {
  await given.done('session.lock', {})
  expect(given.seen.locks).toBe(1)
  given.events.length = 0
  const status = await given.done('app.status', {})
  expect(status).toMatchObject({ stage: 'locked', lockReason: 'asked', lockedPerson: dana, sending: 1 })
  expect(status.session).toBeUndefined()
})

test('no operation answers but those that open, and none of these tells anything of a fax', async () => {
  const answered: string[] = []
  for (const name of names) {
    const outcome = await given.application.call(name, {}, true)
    if (outcome.ok || outcome.fault.code !== 'locked') answered.push(name)
    const said = JSON.stringify(outcome)
    for (const secret of [fax.reference, fax.id, fax.recipient.organisation, fax.recipient.e164, draft.id])
      expect(said).not.toContain(secret)
  }
  expect(answered.toSorted()).toEqual(answering.toSorted())
})

test('names that are no operation are not told from those that are', async () => {
  for (const name of ['', 'faxes.steal', '__proto__', 'constructor', 7, undefined, null, {}])
    expect(await given.application.call(name, {}, true)).toEqual({ ok: false, fault: { code: 'locked' } })
})

test('no bytes are read, whatever is asked for', async () => {
  const kinds = [
    'original',
    'cover',
    'thumb',
    'sealed',
    'received',
    'packet',
    'inbound',
    'report',
    'store',
    '__proto__',
  ]
  const ids = [fax.id, draft.id, draft.documents[0]?.id ?? '', `${fax.id}-1-60x90`, `${draft.id}-1-60x90`]
  for (const kind of kinds)
    for (const id of [...ids, '../store.db'])
      expect(faultOf(await given.application.readDocument(kind, id))).toEqual({ code: 'locked' })
})

test('deliveries go on, and nothing is told but a count', async () => {
  await goOn(given, async () => (await given.done('app.status', {})).sending === 0)
  expect(new Set(given.events.map(({ name }) => name))).toEqual(new Set(['session.changed', 'preferences.changed']))
  for (const { name, payload } of given.events) if (name === 'session.changed') expect(payload).toEqual({})
})

test('unlocked, everything is as it was left, and the fax has arrived', async () => {
  const status = valueOf(
    await given.ask('session.signIn', { personId: dana, password: 'correct horse battery staple' }),
  )
  expect(status).toMatchObject({ stage: 'open', sending: 0, session: { person: { id: dana } } })
  expect(await given.done('drafts.open', { id: draft.id })).toMatchObject({
    content: draft.content,
    revision: draft.revision,
  })
  expect((await given.done('faxes.read', { id: fax.id })).state.phase).toBe('delivered')
})

test('what was tried while locked is in the record, by nobody', async () => {
  const { entries } = await given.done('audit.list', { text: '', limit: 500 })
  const locked = entries.filter(({ details, outcome }) => outcome === 'refused' && details['fault'] === 'locked')
  expect(new Set(locked.map(({ actor }) => actor.kind))).toEqual(new Set(['nobody']))
  const tried = new Set<string>(locked.map(({ action }) => action))
  expect(names.filter((name) => !tried.has(name)).toSorted()).toEqual(answering.toSorted())
  expect(tried.has('door.unknown')).toBe(true)
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
})

test.each([
  ['system-lock', 'system-lock'],
  ['suspend', 'suspend'],
  ['shutdown', 'suspend'],
] as const)('the system says %s, and the desk locks', async (event, reason) => {
  given.power(event)
  expect(await given.done('app.status', {})).toMatchObject({ stage: 'locked', lockReason: reason })
  await signIn(given, dana)
})

test('what was copied out of the page leaves the clipboard with the lock, and nothing else does', async () => {
  const given = await givenApplication()
  await setUp(given)
  const digest = createHash('sha256').update('Harborlight Cardiology +1 202 555 0142').digest('hex')
  await given.done('session.copied', { sha256: Sha256.parse(digest) })
  given.seen.clipboard = 'Harborlight Cardiology\r\n+1 202 555 0142 '
  given.application.lock()
  await flushed()
  expect(given.seen.clipboard).toBe('')
  given.seen.clipboard = 'from another program'
  given.application.lock()
  await flushed()
  expect(given.seen.clipboard).toBe('from another program')
  await given.leave()
})
