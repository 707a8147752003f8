/** A fax that came in: found on a line, fetched, kept encrypted, opened by a person, and removed at the line if that is chosen. */
import { Buffer } from 'node:buffer'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ReceivedView } from '#app/contract/desk/received.ts'
import { systemNetwork } from '#main/network.ts'
import { givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { fakeServer, type FakeServer } from '#test/given/hylafax/server.ts'
import { sample } from '#test/given/samples/made.ts'
import {
  addContact,
  numberOf,
  readyDraft,
  seal,
  send,
  setUp,
  signIn,
  verifiedContact,
} from '#test/given/walk/walk-steps.ts'

const password = 'a fax server password'
const seconds = 1_776_160_680
const caller = '2025550132'

let server: FakeServer
let given: GivenApplication
beforeEach(async () => {
  server = await fakeServer({ user: 'frontdesk', password })
  given = await givenApplication({ network: systemNetwork })
})
afterEach(async () => {
  await given.leave()
  await server.close()
})

/** A server of the practice, ready to be asked. */
async function connected(): Promise<void> {
  const { id } = await given.done('lines.add', {
    name: 'Office server',
    settings: { kind: 'hylafax', host: '127.0.0.1', port: server.port, user: 'frontdesk', protectedNetwork: false },
    secret: { kind: 'hylafax', password },
  })
  const since = given.clock.now()
  await given.done('lines.agreement', { id, agreement: { kind: 'own-server', operator: 'Ferris IT', since } })
  expect(await given.done('lines.check', { id })).toMatchObject({ standing: 'ready' })
}

const arrives = (file: string, bytes: Uint8Array | undefined, more: object = {}): void =>
  void server.received.push({ file, pages: 1, seconds, caller, bytes, ...more })

const list = () => given.done('received.list', { limit: 50 })
const look = () => given.done('received.look', {})
async function only(): Promise<ReceivedView> {
  const { faxes } = await list()
  const [fax] = faxes
  if (!fax || faxes.length !== 1) throw new Error(`${faxes.length} received faxes`)
  return fax
}

const entriesAbout = async (id: string) => {
  const { entries } = await given.done('audit.list', { text: '', limit: 500 })
  return entries.filter(({ subject }) => subject === id)
}
const pagesOf = (id: string) => given.application.readDocument('inbound', id)

test('a fax is fetched once, kept encrypted, and its pages are for whoever opened it, on record', async () => {
  await setUp(given)
  await connected()
  const pdf = sample('text-1p.pdf')
  arrives('fax000000012.tif', pdf)
  arrives('fax000000013.tif', pdf, { arriving: true })
  await look()
  await look()
  const fax = await only()
  expect(fax).toMatchObject({
    line: 'Office server',
    training: false,
    from: '+12025550132',
    pages: 1,
    at: seconds * 1000,
    state: 'kept',
    incomplete: false,
    lineCopy: 'there',
  })
  expect(await list()).toMatchObject({ unread: 1, silent: [], connected: true })
  expect(await given.documentFiles()).toHaveLength(1)
  expect(server.commands.filter((line) => line.startsWith('RETR'))).toEqual(['RETR recvq/fax000000012.tif'])

  expect(await pagesOf(fax.id)).toMatchObject({ ok: false })
  expect(await given.done('received.open', { id: fax.id })).toMatchObject({ opened: { by: 'Dana F.' } })
  const pages = await pagesOf(fax.id)
  expect(pages.ok && Buffer.compare(pages.value, pdf)).toBe(0)
  expect(await list()).toMatchObject({ unread: 0 })
  const entries = await entriesAbout(fax.id)
  expect(entries.map(({ action }) => action).toSorted()).toEqual([
    'received.noticed',
    'received.open',
    'received.taken-in',
  ])
  expect(JSON.stringify(entries)).not.toContain(caller)
  expect(given.events).toContainEqual({ name: 'received.changed', payload: { unread: 1 } })
  await given.done('session.lock', {})
  expect(await pagesOf(fax.id)).toMatchObject({ ok: false, fault: { code: 'locked' } })
})

test('what a killed process had only written down is fetched by the next one; nothing is there twice', async () => {
  const { personId } = await setUp(given)
  await connected()
  arrives('fax000000012.tif', undefined)
  await look()
  expect(await only()).toMatchObject({ state: 'expected', pages: 1 })
  expect(await list()).toMatchObject({ unread: 0, silent: [] })
  await given.stop()
  server.received.splice(0)
  arrives('fax000000012.tif', sample('text-1p.pdf'))
  given = await givenApplication({
    network: systemNetwork,
    folder: given.folder,
    clock: given.clock,
    keychain: given.keychain,
  })
  await signIn(given, personId)
  await look()
  expect(await only()).toMatchObject({ state: 'kept' })
})

test('what cannot be read is shown as such, stays at the line, and can be tried again', async () => {
  await setUp(given)
  await connected()
  await given.done('receiving.change', { removeAtLine: true })
  server.wishes.mayRemove = true
  arrives('fax000000012.tif', Buffer.from('no pages at all'), { error: 'No carrier', caller: 'FRONT OFFICE' })
  await look()
  const fax = await only()
  expect(fax).toMatchObject({ state: 'unreadable', refusal: 'unknown-kind', incomplete: true, station: 'FRONT OFFICE' })
  expect(fax.from).toBeUndefined()
  expect(server.received).toHaveLength(1)
  server.received.splice(0)
  arrives('fax000000012.tif', sample('text-1p.pdf'))
  expect(await given.done('received.again', { id: fax.id })).toMatchObject({ state: 'kept', lineCopy: 'removed' })
  expect(server.received).toEqual([])
  expect(await given.ask('received.again', { id: fax.id })).toMatchObject({ fault: { code: 'not-found' } })
})

test('a server that will not remove its copy is said to keep it; one that does not answer is said to be silent', async () => {
  await setUp(given)
  await connected()
  await given.done('receiving.change', { removeAtLine: true })
  arrives('fax000000012.tif', sample('text-1p.pdf'))
  await look()
  expect(await only()).toMatchObject({ state: 'kept', lineCopy: 'stays' })
  server.wishes.breakAt = 'RCVFMT'
  await look()
  expect(await list()).toMatchObject({ silent: ['Office server'] })
  server.wishes.breakAt = ''
  await look()
  expect(await list()).toMatchObject({ silent: [] })
})

test('a received fax proves where a number leads; a sample of the training line proves nothing', async () => {
  await setUp(given)
  await connected()
  arrives('fax000000012.tif', sample('text-1p.pdf'))
  await look()
  const { id } = await only()
  const known = numberOf(await addContact(given, '+1 202 555 0132'))
  const other = numberOf(await addContact(given, '+1 202 555 0133'))
  expect((await only()).sender?.organisation).toBe('Harborlight Cardiology')
  const { sender } = await only()
  // The contact itself tells of the fax, so that it can be confirmed there as well.
  const told = await given.done('contacts.read', { id: sender?.id ?? '' })
  expect(numberOf(told).received).toMatchObject({ id, pages: 1 })
  const differs = await given.ask('contacts.verifyByReceived', { numberId: other.id, receivedId: id })
  expect(differs).toMatchObject({ fault: { code: 'conflict' } })
  const verified = await given.done('contacts.verifyByReceived', { numberId: known.id, receivedId: id })
  expect(numberOf(verified).standing).toBe('verified')
})

test('the training line sends a sample back to whoever faxes a number that replies', async () => {
  await setUp(given)
  const contact = await verifiedContact(given, '+1 202 555 0118')
  const numberId = numberOf(contact).id
  await send(given, await seal(given, await readyDraft(given, numberId, 'Case reply', sample('text-1p.pdf'))))
  await goOn(given, async () => (await list()).faxes[0]?.state === 'kept')
  const fax = await only()
  expect(fax).toMatchObject({ training: true, from: '+12025550118', pages: 1 })
  await look()
  await only()
  const proof = await given.ask('contacts.verifyByReceived', { numberId, receivedId: fax.id })
  expect(proof).toMatchObject({ fault: { code: 'not-found' } })
})
