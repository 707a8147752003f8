/** Pages are judged once, however often the screen asks, and anew as soon as anything they are judged by is another. */
import { expect, test } from 'vitest'
import { ChosenPage, type DraftContent } from '#app/contract/desk/drafts.ts'
import { DocumentId } from '#app/domain/ids.ts'
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import { beginEditing, edit } from '#renderer/screens/send/editor/draft-editor.ts'
import { differenceOf, findingsOf, readingsOf } from '#renderer/screens/send/pages/findings/findings.ts'

const documentId = DocumentId.parse(`document_${'0'.repeat(20)}`)
const box = { left: 0.1, top: 0.1, width: 0.3, height: 0.02 }
const small = { box, sizePt: 5, shade: 0xc8, characters: 40, digits: 0, decimals: 0 }
const pageOf = (name: string): PageFacts => ({
  text: [small],
  inkShare: 0.03,
  identity: { names: [name], births: [], records: [] },
  searchable: true,
})
const measured = [pageOf('Pat Testcase'), pageOf('Robin Sampleton')]
const content: DraftContent = {
  pages: measured.map((_, index) => ChosenPage.parse({ documentId, index, turn: 0, included: true })),
  numberId: null,
  cover: { included: true, from: '', reference: '', message: '' },
  purpose: null,
  quality: 'fine',
  lineId: null,
}
const editor = beginEditing(content)
const facts = new Map([[documentId, measured]])

test('what is typed on the cover sheet has no page judged again', () => {
  const typed = edit(editor, { do: 'cover', change: { message: 'As discussed' } })
  for (const judge of [findingsOf, differenceOf, readingsOf]) {
    const judged = judge({ editor, facts })
    expect(judged).toBeDefined()
    expect(judge({ editor: typed, facts })).toBe(judged)
  }
})

test('a page left out, another quality and what was measured have all pages judged again', () => {
  const atOf = (state: Parameters<typeof findingsOf>[0]) => findingsOf(state).map(({ at }) => at)
  expect(atOf({ editor, facts })).toEqual([0, 1])
  expect(atOf({ editor: edit(editor, { do: 'include', at: 0, included: false }), facts })).toEqual([1])
  expect(differenceOf({ editor: edit(editor, { do: 'include', at: 0, included: false }), facts })).toBeUndefined()
  const black = new Map([[documentId, measured.map((page) => ({ ...page, text: [{ ...small, shade: 0 }] }))]])
  const coarse = edit(editor, { do: 'quality', quality: 'standard' })
  expect(atOf({ editor: coarse, facts: black })).toEqual([0, 1])
  expect(atOf({ editor: edit(coarse, { do: 'quality', quality: 'fine' }), facts: black })).toEqual([])
  expect(atOf({ editor, facts: new Map() })).toEqual([])
  const clear = measured.map((page, index) => (index === 0 ? { ...page, text: [] } : page))
  expect(atOf({ editor, facts: new Map([[documentId, clear]]) })).toEqual([1])
})
