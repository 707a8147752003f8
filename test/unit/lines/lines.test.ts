/** Configured lines through the door: nothing secret comes out, and no fax goes over a line that may not carry it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LineView } from '#app/contract/lines.ts'
import { lineStanding, type Agreement } from '#app/domain/fax/line.ts'
import { fakeServer, type FakeServer } from '#test/given/hylafax/server.ts'
import { givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { faultOf } from '#test/given/outcome.ts'
import {
  lookInto,
  numberOf,
  readyDraft,
  seal,
  send,
  setUp,
  verifiedContact,
  change,
} from '#test/given/walk/walk-steps.ts'
import { systemNetwork } from '#main/network.ts'

const day = 24 * 60 * 60_000
const password = 'lantern-wharf-99'
let given: GivenApplication
let server: FakeServer

beforeEach(async () => {
  server = await fakeServer({ user: 'clinic', password })
  given = await givenApplication({ network: systemNetwork })
  await setUp(given)
})
afterEach(async () => {
  await given.leave()
  await server.close()
})

const settings = (part: { readonly host?: string; readonly user?: string } = {}) =>
  ({ kind: 'hylafax', host: '127.0.0.1', port: server.port, user: 'clinic', protectedNetwork: false, ...part }) as const
const secret = { kind: 'hylafax', password } as const
const add = (): Promise<LineView> => given.done('lines.add', { name: 'Office server', settings: settings(), secret })
const own = (part: { readonly expiresAt?: number } = {}) =>
  ({ kind: 'own-server', operator: 'Ferris IT', since: given.clock.now() - day, ...part }) as const

async function ready(agreement = own()): Promise<LineView> {
  const { id } = await add()
  await given.done('lines.agreement', { id, agreement })
  return given.done('lines.check', { id })
}

test('a new line carries nothing until an agreement is recorded and a check has passed', async () => {
  const line = await add()
  expect(line).toMatchObject({ kind: 'hylafax', training: false, standing: 'no-agreement', agreementStanding: 'none' })
  const agreed = await given.done('lines.agreement', { id: line.id, agreement: own() })
  expect(agreed).toMatchObject({ standing: 'unchecked', agreementStanding: 'valid' })
  expect(await given.done('lines.check', { id: line.id })).toMatchObject({ standing: 'ready', check: { findings: [] } })
  expect((await given.done('lines.list', {})).lines.map(({ name }) => name)).toEqual(['Training line', 'Office server'])
})

test('credentials go in and never come out: no answer, no entry, no log, nothing readable on disk', async () => {
  const line = await ready()
  const answers = [line, await given.done('lines.list', {}), await given.done('lines.change', { id: line.id, secret })]
  expect(JSON.stringify(answers)).not.toContain(password)
  const entries = await given.done('audit.list', { text: '', limit: 200 })
  expect(JSON.stringify(entries)).not.toContain(password)
  expect(JSON.stringify(entries)).not.toContain('127.0.0.1')
  for (const file of ['store.db', 'store.db-wal', 'faxdesk.log'])
    expect((await readFile(path.join(given.folder, file)).catch(() => Buffer.alloc(0))).includes(password)).toBe(false)
  const stored = await lookInto(given, (db) => db.prepare('select secret from line').get() as { secret: string })
  expect(stored.secret).toContain(password)
})

test('“we are a conduit” is refused with its reason, and so is an agreement that does not fit', async () => {
  const { id } = await add()
  const fault = async (agreement: Parameters<typeof given.done<'lines.agreement'>>[1]['agreement']) =>
    faultOf(await given.ask('lines.agreement', { id, agreement }))
  expect(await fault({ kind: 'conduit', company: 'QuickFaxr' })).toEqual({ code: 'conflict', why: 'conduit-refused' })
  expect(await fault(own({ expiresAt: given.clock.now() - 2 * day }))).toEqual({
    code: 'conflict',
    why: 'agreement-differs',
  })
})

test('what a check finds stops the line until it is mended and checked again', async () => {
  const { id } = await ready()
  await given.done('lines.change', { id, secret: { kind: 'hylafax', password: 'not this one' } })
  expect(await given.done('lines.check', { id })).toMatchObject({
    standing: 'stopped',
    check: { findings: [{ finding: 'sign-in-refused', verdict: 'stop' }] },
  })
  await given.done('lines.change', { id, settings: settings({ host: '192.0.2.7' }) })
  const before = server.sessions()
  expect(await given.done('lines.check', { id })).toMatchObject({
    check: { findings: [{ finding: 'not-protected', verdict: 'stop' }] },
  })
  expect(server.sessions()).toBe(before)
})

test('a fax is stopped before it is queued when the agreement has ended', async () => {
  const { id } = await ready(own({ expiresAt: given.clock.now() + 180_000 }))
  const contact = await verifiedContact(given)
  const draft = await change(given, await readyDraft(given, numberOf(contact).id), { lineId: id })
  expect(draft.checks.at(-1)).toEqual({ name: 'line', result: 'line-ready', verdict: 'passed' })
  const sealed = await seal(given, draft)
  given.clock.jump(240_000)
  const { faxId, revision, sha256 } = sealed
  expect(faultOf(await given.ask('faxes.send', { id: faxId, revision, sha256 }))).toEqual({
    code: 'stopped',
    stops: ['agreement-expired'],
  })
})

test('an agreement that ends while a fax waits stops it at the last gate: nothing of it reaches the server', async () => {
  const { id } = await ready(own({ expiresAt: given.clock.now() + 5_000 }))
  const contact = await verifiedContact(given)
  const draft = await change(given, await readyDraft(given, numberOf(contact).id), { lineId: id })
  const fax = await send(given, await seal(given, draft))
  await goOn(given, async () => (await given.done('faxes.read', { id: fax.id })).state.phase === 'failed')
  expect((await given.done('faxes.read', { id: fax.id })).state).toMatchObject({ reason: 'line-not-allowed' })
  // It may have been asked what came in, while the agreement held.
  expect(server.uploads).toEqual([])
  expect(server.commands.filter((line) => line.startsWith('J'))).toEqual([])
})

test('a line with unfinished faxes stays; a removed one loses its credentials and keeps its name', async () => {
  const { id } = await ready()
  const contact = await verifiedContact(given)
  const draft = await change(given, await readyDraft(given, numberOf(contact).id), { lineId: id })
  const fax = await send(given, await seal(given, draft))
  expect(faultOf(await given.ask('lines.remove', { id }))).toEqual({ code: 'conflict', why: 'line-in-use' })
  await given.done('faxes.cancel', { id: fax.id })
  await given.done('lines.remove', { id })
  expect((await given.done('lines.list', {})).lines).toHaveLength(1)
  expect((await given.done('faxes.read', { id: fax.id })).line).toMatchObject({ name: 'Office server' })
  expect(await lookInto(given, (db) => db.prepare('select secret from line').get())).toEqual({ secret: null })
})

test('a sender reads lines and changes none', async () => {
  const { id } = await add()
  const sender = await given.done('people.add', {
    name: 'Noor Iyer',
    roles: ['sender'],
    password: 'seventeen green lanterns',
  })
  await given.done('session.signIn', { personId: sender.id, password: 'seventeen green lanterns' })
  expect((await given.done('lines.list', {})).lines).toHaveLength(2)
  for (const name of ['lines.remove', 'lines.check'] as const)
    expect(faultOf(await given.ask(name, { id }))).toMatchObject({ code: 'forbidden' })
})

test('standing goes by the clock, kind by kind', () => {
  const check = { at: 1, findings: [] }
  const baa: Agreement = { kind: 'baa', company: 'Cirrus Fax', practice: 'Dana Ferris', signedAt: 100, expiresAt: 200 }
  expect(lineStanding({ kind: 'phaxio', agreement: baa, check }, 99)).toBe('no-agreement')
  expect(lineStanding({ kind: 'phaxio', agreement: baa, check }, 100)).toBe('ready')
  expect(lineStanding({ kind: 'phaxio', agreement: baa, check }, 200)).toBe('agreement-expired')
  const server: Agreement = { kind: 'own-server', operator: 'Ferris IT', since: 100 }
  expect(lineStanding({ kind: 'phaxio', agreement: server, check }, 150)).toBe('no-agreement')
  expect(lineStanding({ kind: 'hylafax', agreement: server, check }, 150)).toBe('ready')
})
