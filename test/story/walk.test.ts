/**
 * A clinic's morning on a computer it has just been given: the whole application under plain Node, through the door,
 * in the order in which it happens. Each test takes up where the one before it stopped.
 */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { DraftView, SealedPacket } from '#app/contract/desk/drafts.ts'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { givenMorning } from '#test/given/clock.ts'
import { givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import {
  addContact,
  bookOf,
  change,
  dana,
  goOnTo,
  numberOf,
  practice,
  seal,
  verify,
} from '#test/given/walk/walk-steps.ts'
import { readPages } from '#test/unit/documents/look.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let given: GivenApplication
let desktop: string
let contact: ContactView
let draft: DraftView
let sealed: SealedPacket
let fax: FaxView

beforeAll(async () => {
  desktop = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-desktop-'))
  given = await givenApplication({ askWhereToSave: async (name) => path.join(desktop, name) })
})
afterAll(async () => {
  await given.leave()
  await rm(desktop, { recursive: true })
})

// pdf.js takes no Buffer.
const pagesOf = (bytes: Uint8Array) => readPages(new Uint8Array(bytes))

const packetNow = async (): Promise<Uint8Array> => valueOf(await given.application.readDocument('packet', draft.id))

test('at first start there is nothing but set-up', async () => {
  const status = await given.done('app.status', {})
  expect(status).toMatchObject({ stage: 'setup', people: [], sending: 0, keychain: 'stand-in' })
  expect(await given.ask('drafts.create', {})).toEqual({ ok: false, fault: { code: 'locked' } })
})

test('the practice is set up in one go, and its first person is at the desk', async () => {
  const made = await given.done('setup.create', { practice, administrator: dana })
  expect(made.recoveryGroups).toHaveLength(8)
  expect(made.status).toMatchObject({ stage: 'open', practice: practice.name, session: { recoveryConfirmed: false } })
  const again = await given.ask('setup.create', { practice, administrator: dana })
  expect(again).toEqual({ ok: false, fault: { code: 'conflict', why: 'already-set-up' } })
  expect(await given.ask('setup.confirmRecovery', { group: 3, text: 'AAAA' })).toEqual({
    ok: false,
    fault: { code: 'conflict', why: 'recovery-code-differs' },
  })
  await given.done('setup.confirmRecovery', { group: 3, text: made.recoveryGroups[3]?.toLowerCase() ?? '' })
  expect((await given.done('app.status', {})).session?.recoveryConfirmed).toBe(true)
})

test('a contact is added; nobody has verified the number yet', async () => {
  contact = await addContact(given)
  expect(numberOf(contact)).toMatchObject({ e164: '+12025550142', standing: 'unverified' })
})

test('a ten-page scan is dropped, and all its pages are there', async () => {
  const { id: draftId } = await given.done('drafts.create', {})
  const bytes = new Uint8Array(sample('referral-10p.pdf'))
  draft = await given.done('documents.add', { draftId, name: 'C:\\scans\\referral.pdf', bytes })
  expect(draft.content.pages).toHaveLength(10)
  const [document] = draft.documents
  expect(document).toMatchObject({ name: 'referral.pdf', sha256: sha256(bytes) })
  expect(valueOf(await given.application.readDocument('original', document?.id ?? ''))).toEqual(Buffer.from(bytes))
})

test('pages are left out and turned, a cover is written, the purpose is named', async () => {
  const pages = draft.content.pages
    .filter((_, index) => index !== 4)
    .map((page, index) => Object.assign(page, { included: index !== 8, turn: index === 1 ? 90 : 0 }))
  const cover = { included: true, from: '', reference: 'R.K. 4471', message: 'As discussed by telephone.' }
  draft = await change(given, draft, { pages, cover, purpose: 'treatment', numberId: numberOf(contact).id })
  expect(draft.pagesTotal).toBe(9)
  expect(draft.recipient?.organisation).toBe('Harborlight Cardiology')
  const sheet = Buffer.from(valueOf(await given.application.readDocument('cover', `${draft.id}-1-600x800`)))
  expect([sheet.toString('latin1', 1, 4), sheet.readUInt32BE(16)]).toEqual(['PNG', 600])
})

test('a number that nobody verified stops the fax', async () => {
  expect(draft.checks).toContainEqual({ name: 'recipient', result: 'recipient-unverified', verdict: 'stop' })
  sealed = await seal(given, draft)
  const { id, revision } = draft
  expect(await given.ask('faxes.send', { id, revision, sha256: sealed.sha256 })).toEqual({
    ok: false,
    fault: { code: 'stopped', stops: ['recipient-unverified'] },
  })
})

test('a call-back verifies it; a number heard differently would not', async () => {
  const call = {
    numberId: numberOf(contact).id,
    called: '202 555 0140',
    foundOn: 'website' as const,
    spokeWith: 'Noor, referrals desk',
  }
  expect(await given.ask('contacts.verifyByCallBack', { ...call, heard: '202 555 0143' })).toEqual({
    ok: false,
    fault: { code: 'conflict', why: 'number-heard-differs' },
  })
  contact = await verify(given, contact)
  expect(numberOf(contact)).toMatchObject({ standing: 'verified', byShortName: 'Dana F.', at: givenMorning })
  draft = await given.done('drafts.open', { id: draft.id })
  expect(draft.checks.filter(({ verdict }) => verdict === 'stop')).toEqual([])
})

test('what is previewed is what was sealed, byte for byte', async () => {
  sealed = await seal(given, draft)
  expect(sealed).toMatchObject({ faxId: draft.id, revision: draft.revision, pages: 9 })
  const bytes = await packetNow()
  expect([sha256(bytes), bytes.length]).toEqual([sealed.sha256, sealed.bytes])
  const pages = await pagesOf(bytes)
  expect(pages).toHaveLength(9)
  // Prepared pages are dots: what was turned lies there as it will be printed.
  expect(pages.map(({ width, height }) => width > height)).toEqual([0, 0, 1, 0, 0, 0, 0, 0, 0].map(Boolean))
})

test('other bytes than the previewed ones are not sent', async () => {
  const { id, revision } = draft
  expect(await given.ask('faxes.send', { id, revision, sha256: sha256(Buffer.from('other')) })).toEqual({
    ok: false,
    fault: { code: 'conflict', why: 'packet-differs' },
  })
})

test('sent, and taken back within ten seconds: the draft is there as it was, and nothing was dialled', async () => {
  const { id, revision } = draft
  fax = await given.done('faxes.send', { id, revision, sha256: sealed.sha256 })
  expect(fax).toMatchObject({ reference: 'FD-00001', state: { phase: 'held' }, training: true })
  given.clock.advance(9_000)
  await given.done('faxes.undo', { id })
  expect(await given.done('drafts.open', { id })).toMatchObject({ revision, content: draft.content })
  expect((await given.done('faxes.list', { filter: 'all', text: '', limit: 10 })).faxes).toEqual([])
  given.clock.advance(60_000)
  expect(await bookOf(given)).toEqual([])
})

test('sent again, it is delivered while the page is told of every step', async () => {
  const { id, revision } = draft
  given.events.length = 0
  fax = await given.done('faxes.send', { id, revision, sha256: sealed.sha256 })
  fax = await goOnTo(given, fax.id, 'delivered')
  expect(fax).toMatchObject({
    state: { phase: 'delivered', pages: 9 },
    attempts: [{ outcome: 'delivered', pagesSent: 9 }],
  })
  expect(await given.ask('faxes.undo', { id })).toEqual({ ok: false, fault: { code: 'conflict', why: 'already-gone' } })
  const told = given.events.flatMap((event) => (event.name === 'fax.changed' ? [event.payload.fax.state] : []))
  expect([...new Set(told.map(({ phase }) => phase))]).toEqual([
    'held',
    'queued',
    'submitting',
    'accepted',
    'sending',
    'delivered',
  ])
  const counted = told.flatMap((state) => (state.phase === 'sending' ? [state.pagesSent] : []))
  expect(counted).toEqual(counted.toSorted((a, b) => a - b))
})

test('the line received exactly what was sealed and seen', async () => {
  const book = await bookOf(given)
  expect(book.map(({ e164, sha256: digest }) => [e164, digest])).toEqual([['+12025550142', sealed.sha256]])
  expect(book[0]?.line_reference).toBe(fax.attempts[0]?.lineReference)
  expect(fax.packet.sha256).toBe(sealed.sha256)
  expect(sha256(await packetNow())).toBe(sealed.sha256)
  const { entries } = await given.done('audit.list', { text: fax.reference, limit: 50 })
  const started = entries.find(({ action }) => action === 'fax.attempt-started')
  expect(started?.details['sha256']).toBe(sealed.sha256)
})

test('the confirmation report says so on paper, and that nothing left the building', async () => {
  const report = await given.done('reports.confirmation', { faxId: fax.id })
  expect(report.fileName).toBe('faxdesk-confirmation-FD-00002.pdf')
  expect(await given.done('reports.save', { id: report.id })).toEqual({ saved: true })
  const saved = await readFile(path.join(desktop, report.fileName))
  expect(valueOf(await given.application.readDocument('report', report.id))).toEqual(saved)
  const text = (await pagesOf(saved)).map((page) => page.text).join(' ')
  for (const part of ['Harborlight Cardiology', 'R.K. 4471', '9 of 9 pages confirmed', 'TRAINING'])
    expect(text).toContain(part)
  expect(text.replaceAll(' ', '')).toContain(sealed.sha256)
})

test('the audit report covers the morning and ends in a signed checkpoint', async () => {
  const now = given.clock.now()
  const report = await given.done('reports.make', { from: givenMorning, to: now + 1 })
  const pages = await pagesOf(valueOf(await given.application.readDocument('report', report.id)))
  expect(pages).toHaveLength(report.pages)
  const text = pages.map((page) => page.text).join(' ')
  for (const part of ['Chain verified', 'Dana F.', 'FD-00002', 'Queued a fax', 'Checkpoint'])
    expect(text).toContain(part)
  const { lastCheckpoint } = await given.done('audit.list', { text: '', limit: 1 })
  expect(text.replaceAll(' ', '')).toContain(lastCheckpoint?.signature)
})

test('the chain of the record holds, refusals included', async () => {
  expect(await given.done('audit.verify', {})).toMatchObject({ result: 'intact' })
  const { entries, total } = await given.done('audit.list', { text: '', limit: 500 })
  expect(entries).toHaveLength(total)
  const of = (action: string, outcome: string) =>
    entries.filter((entry) => entry.action === action && entry.outcome === outcome)
  expect(of('faxes.send', 'refused')).toHaveLength(2)
  expect(of('faxes.undo', 'done')).toHaveLength(1)
  expect(of('faxes.undo', 'refused')).toHaveLength(1)
  expect(of('contacts.verifyByCallBack', 'refused')).toHaveLength(1)
  expect(of('fax.delivered', 'done').map(({ actor }) => actor.kind)).toEqual(['system'])
  expect(given.incidents()).toEqual([])
})

test('an untouched desk locks by itself after ten minutes', async () => {
  await given.done('session.touch', {})
  given.clock.advance(9 * 60_000)
  expect((await given.done('app.status', {})).stage).toBe('open')
  given.clock.advance(60_000)
  await goOn(given, async () => (await given.done('app.status', {})).stage === 'locked')
  expect(await given.done('app.status', {})).toMatchObject({ lockReason: 'idle' })
  expect(given.seen.locks).toBe(1)
})
