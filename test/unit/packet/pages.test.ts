/** Hidden parts and repairs of a draft's pages, through the door: asked about, saved, tried, sealed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { differenceIn } from '#app/domain/pages/page-checks.ts'
import { scanPdf, writtenPage } from '#test/given/made/legible.ts'
import { madePages, pageSentence } from '#test/given/samples/made.ts'
import { greyPage, scrawl, worn } from '#test/given/made/scanned.ts'
import { startTools } from '#test/bench/documents/kinds.ts'
import { dana, givenDesk, noor, type Given } from '../delivery/given.ts'
import { readPages } from '../documents/look.ts'

let given: Given
beforeAll(async () => {
  given = await givenDesk()
})
beforeEach(() => given.be(dana))
afterAll(async () => {
  expect(given.incidents()).toEqual([])
  await given.close()
})

async function added(pdf: Uint8Array = madePages(2)) {
  const { id } = valueOf(await given.call('drafts.create', {}))
  return valueOf(await given.call('documents.add', { draftId: id, name: 'two.pdf', bytes: new Uint8Array(pdf) }))
}

test('words are found, hidden, and not in the sealed packet any more', async () => {
  const draft = await added()
  const { documents } = valueOf(await given.call('pages.find', { draftId: draft.id, text: 'sheet NUMBER 2' }))
  const boxes = documents[0]?.pages[1]?.boxes ?? []
  expect(boxes).toHaveLength(1)
  const pages = draft.content.pages.map((page) => (page.index === 1 ? { ...page, boxes } : page))
  const content = { ...draft.content, pages, cover: { ...draft.content.cover, included: false } }
  const { revision } = valueOf(await given.call('drafts.save', { id: draft.id, revision: draft.revision, content }))
  valueOf(await given.call('packet.seal', { id: draft.id, revision }))
  const bytes = valueOf(await given.desk.packet.bytes.readPacket(draft.id, dana))
  const sealed = await readPages(new Uint8Array(bytes))
  expect(sealed).toHaveLength(2)
  for (const [index, { text }] of sealed.entries()) expect(text).not.toContain(pageSentence(index))
  const trial = valueOf(await given.desk.packet.bytes.readTrial(`${draft.id}-1`, dana))
  expect(Buffer.from(trial.subarray(1, 4)).toString('latin1')).toBe('PNG')
})

test('pages are measured for their author alone, and what was looked for is in no entry', async () => {
  const draft = await added()
  const [document] = draft.documents
  if (!document) throw new Error('no document')
  const asked = { draftId: draft.id, documentId: document.id }
  expect(valueOf(await given.call('pages.facts', asked)).pages).toHaveLength(2)
  valueOf(await given.call('pages.find', { draftId: draft.id, text: 'Quellenbrink' }))
  const entries = await given.store.read.selectFrom('audit_entry').selectAll().execute()
  expect(JSON.stringify(entries)).not.toContain('Quellenbrink')
  given.be(noor)
  expect(faultOf(await given.call('pages.facts', asked))).toMatchObject({ code: 'not-found' })
  expect(faultOf(await given.desk.packet.bytes.readTrial(`${draft.id}-0`, noor))).toMatchObject({ code: 'not-found' })
})

test('scans are read for their author alone, kept in memory until the session ends, and named in no entry', async () => {
  const tools = await startTools()
  const page = (lines: string[]) => greyPage(tools, writtenPage(lines, { sizePt: 11, grey: 0 }))
  const draft = await added(
    scanPdf(
      worn(page(['Patient: Dana Testcase', 'DOB: 01/09/1961', 'Seen for a cough.']), { seed: 1 }),
      scrawl(),
      worn(page(['Patient: Robin Sampleton', 'DOB: 04/17/1988', 'Blood was drawn.']), { seed: 2 }),
    ),
  )
  const [document] = draft.documents
  if (!document) throw new Error('no document')
  const asked = { draftId: draft.id, documentId: document.id }
  const read = (index: number) => given.call('pages.read', { ...asked, index })
  expect(faultOf(await read(0))).toMatchObject({ code: 'not-found' })
  valueOf(await given.call('pages.facts', asked))
  const pages = [valueOf(await read(0)), valueOf(await read(1)), valueOf(await read(2))].map((one) => one.page)
  expect(pages.map(({ reading }) => reading)).toEqual(['read', 'unread', 'read'])
  expect(pages[2]?.identity).toMatchObject({ names: ['Robin Sampleton'], births: ['1988-04-17'] })
  expect(differenceIn(draft.content, given.desk.packet.factsOf)).toEqual({ field: 'birth', at: [2], scanned: true })
  const entries = await given.store.read.selectFrom('audit_entry').selectAll().execute()
  expect(JSON.stringify(entries)).not.toContain('Sampleton')
  given.be(noor)
  expect(faultOf(await read(0))).toMatchObject({ code: 'not-found' })
  given.be(dana)
  await given.desk.packet.sessionEnded()
  expect(given.desk.packet.factsOf(document.id)).toBeUndefined()
  expect(faultOf(await read(0))).toMatchObject({ code: 'not-found' })
})

test('a page being read is let go when its draft is discarded', async () => {
  const draft = await added(scanPdf(scrawl(), scrawl()))
  const [document] = draft.documents
  if (!document) throw new Error('no document')
  const asked = { draftId: draft.id, documentId: document.id }
  valueOf(await given.call('pages.facts', asked))
  const reading = given.call('pages.read', { ...asked, index: 0 })
  valueOf(await given.call('drafts.discard', { id: draft.id }))
  expect(faultOf(await reading)).toMatchObject({ code: 'document', refusal: 'called-off' })
})
