/** Hidden parts and repairs of a draft's pages, through the door: asked about, saved, tried, sealed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { madePages, pageSentence } from '#test/given/samples/made.ts'
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

async function added() {
  const { id } = valueOf(await given.call('drafts.create', {}))
  return valueOf(
    await given.call('documents.add', { draftId: id, name: 'two.pdf', bytes: new Uint8Array(madePages(2)) }),
  )
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
