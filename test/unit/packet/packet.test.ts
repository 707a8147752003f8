/** What a person puts together: drafts of one's own, originals whole or not at all, and one sealed PDF a revision. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { roughCallMs } from '#app/domain/pages/rendition.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { dana, givenDesk, noor, readyDraft, type Given } from '../delivery/given.ts'

let given: Given
const page = sample('text-1p.pdf')

beforeAll(async () => {
  given = await givenDesk()
})
beforeEach(() => given.be(dana))
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

const create = async (): Promise<DraftView> => valueOf(await given.call('drafts.create', {}))
const add = (draftId: FaxId, bytes: Uint8Array, name = 'scan.pdf') =>
  given.call('documents.add', { draftId, name, bytes: new Uint8Array(bytes) })
const documents = () => given.store.read.selectFrom('document').selectAll().execute()
const bytesOf = () => given.desk.packet.bytes
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

test('a dropped file becomes pages of the draft, encrypted on disk, byte for byte what was dropped', async () => {
  const draft = await create()
  expect(draft).toMatchObject({ revision: 1, pagesTotal: 1, content: { pages: [], quality: 'fine' } })
  const added = valueOf(await add(draft.id, sample('referral-10p.pdf'), 'C:\\scans\\refer\u0007ral.pdf'))
  expect(added).toMatchObject({ revision: 2, pagesTotal: 11, documents: [{ name: 'referral.pdf' }] })
  expect(added.content.pages.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(added.estimateMs).toBe(roughCallMs(11, 'fine'))
  const results = ['no-recipient', 'pages-chosen', 'cover-included', 'no-purpose', 'line-training']
  expect(added.checks.map(({ result }) => result)).toEqual(results)
  const [document] = added.documents
  const read = valueOf(await bytesOf().readOriginal(document?.id ?? '', dana))
  expect(sha(read)).toBe(document?.sha256)
  expect(sha(read)).toBe(sha(sample('referral-10p.pdf')))
  const more = valueOf(await add(draft.id, page))
  expect(more).toMatchObject({ revision: 3, pagesTotal: 12 })
})

test('a file that is no good leaves nothing behind: no pages, no row, no file, and the reason', async () => {
  const { id } = await create()
  const before = { files: (await given.files()).length, rows: (await documents()).length }
  const bad = ['empty.pdf', 'not-a-pdf.pdf', 'encrypted-password.pdf', 'truncated.pdf'] as const
  const refusals = ['empty', 'unknown-kind', 'encrypted', undefined]
  for (const [nth, name] of bad.entries()) {
    const outcome = await add(id, sample(name))
    if (name === 'truncated.pdf' && outcome.ok) continue
    const fault = faultOf(outcome)
    expect(fault).toMatchObject({ code: 'document' })
    if (refusals[nth]) expect(fault).toMatchObject({ refusal: refusals[nth] })
  }
  const draft = valueOf(await given.call('drafts.open', { id }))
  expect((await given.files()).length - before.files).toBe(draft.documents.length)
  expect((await documents()).length - before.rows).toBe(draft.documents.length)
})

test('a draft cannot grow beyond what it can hold', async () => {
  const { id } = await create()
  const many = madePages(300)
  for (let nth = 0; nth < 3; nth += 1) valueOf(await add(id, many))
  const full = await add(id, madePages(101))
  expect(faultOf(full)).toEqual({ code: 'document', refusal: 'too-many-pages' })
  const draft = valueOf(await given.call('drafts.open', { id }))
  expect(draft.content.pages).toHaveLength(900)
  expect(draft.checks).toContainEqual({ name: 'pages', result: 'too-many-pages', verdict: 'stop' })
  const sealed = await given.call('packet.seal', { id, revision: draft.revision })
  expect(faultOf(sealed)).toEqual({ code: 'stopped', stops: ['too-many-pages'] })
})

test('a draft is its author’s own: to anyone else it does not exist, nor do its pages', async () => {
  const draft = await readyDraft(given, page, '+12025550161')
  const { id, revision, content } = draft
  given.be(noor)
  const tries = [
    await given.call('drafts.open', { id }),
    await given.call('drafts.save', { id, revision, content }),
    await given.call('drafts.discard', { id }),
    await given.call('packet.seal', { id, revision }),
    await add(id, page),
  ]
  for (const outcome of tries) expect(faultOf(outcome)).toEqual({ code: 'not-found' })
  expect(valueOf(await given.call('drafts.list', {})).drafts).toEqual([])
  expect(await bytesOf().readOriginal(draft.documents[0]?.id ?? '', noor)).toMatchObject({ ok: false })
  expect(await bytesOf().readPacket(id, noor)).toMatchObject({ ok: false })
})

test('an edit begun from an older revision changes nothing', async () => {
  const draft = await readyDraft(given, page, '+12025550162')
  const { id, content } = draft
  const stale = await given.call('drafts.save', {
    id,
    revision: draft.revision - 1,
    content: { ...content, purpose: null },
  })
  expect(faultOf(stale)).toEqual({ code: 'conflict', why: 'changed-meanwhile' })
  expect(valueOf(await given.call('drafts.open', { id })).content.purpose).toBe('treatment')
})

test('a draft cannot be given pages of another draft, nor pages that are not there', async () => {
  const other = await readyDraft(given, page, '+12025550163')
  const draft = await readyDraft(given, page, '+12025550164')
  const { id, revision, content } = draft
  const [own] = content.pages
  if (!own) throw new Error('no page')
  for (const pages of [other.content.pages, [{ ...own, index: 1 }]]) {
    const outcome = await given.call('drafts.save', { id, revision, content: { ...content, pages } })
    expect(faultOf(outcome)).toEqual({ code: 'invalid', issues: ['content.pages'] })
  }
  const without = valueOf(await given.call('drafts.save', { id, revision, content: { ...content, pages: [] } }))
  expect(without.documents).toEqual([])
  const back = await given.call('drafts.save', { id, revision: without.revision, content })
  expect(valueOf(back).content.pages).toEqual(content.pages)
})

test('what is sealed once is sealed: the same packet again, until an edit breaks the seal and destroys it', async () => {
  const draft = await readyDraft(given, page, '+12025550165')
  const { id, revision } = draft
  const first = valueOf(await given.call('packet.seal', { id, revision }))
  expect(first).toMatchObject({ pages: 2, revision })
  const bytes = valueOf(await bytesOf().readPacket(id, dana))
  expect(sha(bytes)).toBe(first.sha256)
  expect(valueOf(await given.call('packet.seal', { id, revision }))).toEqual(first)
  const same = valueOf(await given.call('drafts.save', { id, revision, content: draft.content }))
  expect(same.revision).toBe(revision)
  expect(valueOf(await bytesOf().readPacket(id, dana))).toEqual(bytes)
  const [before] = await packetsOf(id)
  const cover = { ...draft.content.cover, reference: 'IS 2210' }
  const edited = valueOf(await given.call('drafts.save', { id, revision, content: { ...draft.content, cover } }))
  expect(await bytesOf().readPacket(id, dana)).toMatchObject({ ok: false })
  expect(await given.files()).not.toContain(before)
  expect((await documents()).map((row) => row.id)).not.toContain(before)
  const second = valueOf(await given.call('packet.seal', { id, revision: edited.revision }))
  expect(second.sha256).not.toBe(first.sha256)
})

const packetsOf = async (id: FaxId) =>
  (await given.store.read.selectFrom('fax').select('packet_id').where('id', '=', id).execute()).map(
    (row) => row.packet_id,
  )

test('a packet sealed yesterday is sealed anew: its cover sheet has a date', async () => {
  const { id, revision } = await readyDraft(given, page, '+12025550166')
  const first = valueOf(await given.call('packet.seal', { id, revision }))
  given.clock.advance(24 * 60 * 60_000)
  const next = valueOf(await given.call('packet.seal', { id, revision }))
  expect(next.sha256).not.toBe(first.sha256)
  expect(sha(valueOf(await bytesOf().readPacket(id, dana)))).toBe(next.sha256)
})

test('pages left out stay out, turned ones are turned, and without a cover there is none', async () => {
  const draft = valueOf(await add((await create()).id, sample('referral-10p.pdf')))
  const pages = draft.content.pages.map((one, nth) => ({ ...one, included: nth < 2, turn: 90 as const }))
  const cover = { ...draft.content.cover, included: false }
  const content = { ...draft.content, pages, cover }
  const saved = valueOf(await given.call('drafts.save', { id: draft.id, revision: draft.revision, content }))
  expect(saved).toMatchObject({ pagesTotal: 2, estimateMs: roughCallMs(2, 'fine') })
  const sealed = valueOf(await given.call('packet.seal', { id: draft.id, revision: saved.revision }))
  expect(sealed.pages).toBe(2)
})

test('a discarded draft can be taken back for ten minutes; then keys, files and names are gone', async () => {
  const draft = await readyDraft(given, page, '+12025550167')
  const { id, revision } = draft
  valueOf(await given.call('packet.seal', { id, revision }))
  const [packet] = await packetsOf(id)
  const original = draft.documents[0]?.id ?? ''
  valueOf(await given.call('drafts.discard', { id }))
  expect(faultOf(await given.call('drafts.open', { id }))).toEqual({ code: 'not-found' })
  expect(await bytesOf().readOriginal(original, dana)).toMatchObject({ ok: false })
  given.clock.advance(9 * 60_000)
  expect(valueOf(await given.call('drafts.restore', { id })).content).toEqual(draft.content)
  valueOf(await given.call('drafts.discard', { id }))
  given.clock.advance(10 * 60_000)
  await expect.poll(() => given.files()).not.toContain(original)
  expect(await given.files()).not.toContain(packet)
  const rows = (await documents()).map((row) => row.id)
  expect(rows).not.toContain(original)
  expect(rows).not.toContain(packet)
  expect(faultOf(await given.call('drafts.restore', { id }))).toEqual({ code: 'not-found' })
  const destroyed = (await given.entries()).filter(({ action }) => action === 'document.destroyed')
  expect(destroyed.map(({ subject }) => subject)).toEqual(expect.arrayContaining([original, packet]))
})

test('pages taken out of a draft are destroyed with it, and what a killed process left is removed at start', async () => {
  const draft = await readyDraft(given, page, '+12025550168')
  const { id, revision, content } = draft
  valueOf(await given.call('drafts.save', { id, revision, content: { ...content, pages: [] } }))
  valueOf(await given.call('drafts.discard', { id }))
  await given.open().packet.start()
  expect(await given.files()).not.toContain(draft.documents[0]?.id)
  expect(new Set(await given.files())).toEqual(new Set((await documents()).map((row) => row.id)))
})

test('a full disk while sending: the fax is not queued, the draft is kept with its seal, and the fault says so', async () => {
  const { id, revision } = await readyDraft(given, page, '+12025550169')
  const { sha256 } = valueOf(await given.call('packet.seal', { id, revision }))
  const full = Object.assign(new Error('full'), { code: 'SQLITE_FULL' })
  let disk: 'full' | 'room' = 'full'
  const desk = given.open({
    ...given.store,
    write: (work) =>
      given.store.write(async (tx) => {
        const value = await work(tx)
        if (disk === 'full') throw full
        return value
      }),
  })
  const outcome = await desk.call('faxes.send', { id, revision, sha256 })
  expect(faultOf(outcome)).toEqual({ code: 'store', kind: 'full' })
  expect(valueOf(await given.call('drafts.open', { id })).revision).toBe(revision)
  disk = 'room'
  expect(valueOf(await desk.call('faxes.send', { id, revision, sha256 })).state.phase).toBe('held')
  given.notes.length = 0
})

test('the cover sheet is drawn from the draft as saved, before it is sealed', async () => {
  const draft = await readyDraft(given, page, '+12025550170')
  const coverOf = async ({ id }: DraftView) => valueOf(await bytesOf().readCover(`${id}-1-600x800`, dana))
  const cover = await coverOf(draft)
  expect(Buffer.from(cover.subarray(1, 4)).toString('latin1')).toBe('PNG')
  const bare = await coverOf(await create())
  expect(bare.length).toBeGreaterThan(1000)
  expect(bare).not.toEqual(cover)
})

test('a protected file is opened with its password, which is in no entry, no row and no file name', async () => {
  const { id } = await create()
  const locked = new Uint8Array(sample('encrypted-password.pdf'))
  const open = (password: string) =>
    given.call('documents.add', { draftId: id, name: 'x.pdf', bytes: locked, password })
  expect(faultOf(await open('not-it-either'))).toEqual({ code: 'document', refusal: 'wrong-password' })
  const added = valueOf(await open('open-sesame-42'))
  expect(added.content.pages).toHaveLength(2)
  const kept = valueOf(await bytesOf().readOriginal(added.documents[0]?.id ?? '', dana))
  expect(Buffer.from(kept).includes('/Encrypt')).toBe(false)
  const entries = await given.store.read.selectFrom('audit_entry').selectAll().execute()
  const said = JSON.stringify([entries, (await documents()).map(({ key: _key, ...row }) => row)])
  expect(said).not.toContain('sesame')
  expect(said).not.toContain('not-it-either')
})
