/** Words hidden on all pages of a draft: what is said of it is what was done. */
import { expect, test } from 'vitest'
import { ChosenPage } from '#app/contract/desk/drafts.ts'
import { FoundWords } from '#app/contract/desk/pages.ts'
import type { PageBox } from '#app/domain/pages/page-marks.ts'
import { beginEditing, edit, type Edit } from '#renderer/screens/send/editor/draft-editor.ts'
import { addBox } from '#renderer/screens/send/pages/hiding/boxes.ts'
import { covering } from '#renderer/screens/send/pages/hiding/covering.ts'

const documentId = `document_${'1'.padStart(20, '0')}`
const page = (index: number, boxes?: readonly PageBox[], included = true): ChosenPage =>
  ChosenPage.parse({ documentId, index, turn: 0, included, ...(boxes ? { boxes } : {}) })
const rows = (count: number, left = 0.1): PageBox[] =>
  Array.from({ length: count }, (_, at) => ({ left, top: at / 400, width: 0.2, height: 0.002 }))
const found = (...pages: Partial<FoundWords['pages'][number]>[]): FoundWords[] => [
  FoundWords.parse({ documentId, pages: pages.map((own) => ({ boxes: [], all: true, searchable: true, ...own })) }),
]

test('found once more, nothing is added: what is hidden is counted, not found again', () => {
  const wanted = found({ boxes: rows(3) }, { boxes: rows(2) })
  const first = covering([page(0), page(1)], wanted)
  expect(first).toMatchObject({ count: 5, onPages: 2, beyond: 0, unsearched: 0 })
  const marked = [0, 1].map((at) => page(at, first.marked[at]?.marks.boxes))
  expect(covering(marked, wanted)).toEqual({ ...first, marked: [] })
  expect(covering([page(0, [{ left: 0, top: 0, width: 1, height: 1 }])], found({ boxes: rows(3) })).marked).toEqual([])
})

test('what a page has no room for is not counted, and its page is said', () => {
  const full = covering([page(0, rows(199, 0.5))], found({ boxes: rows(3) }))
  expect(full.marked[0]?.marks.boxes).toHaveLength(200)
  expect(full).toMatchObject({ count: 1, onPages: 1, beyond: 1 })
})

test('what main could not cover or search is said of pages that go', () => {
  const wanted = found({ boxes: rows(1), all: false }, { searchable: false })
  expect(covering([page(0), page(1)], wanted)).toMatchObject({ count: 1, onPages: 1, beyond: 1, unsearched: 1 })
  expect(covering([page(0, undefined, false), page(1, undefined, false)], wanted)).toMatchObject({
    count: 1,
    beyond: 0,
    unsearched: 0,
  })
})

test('a page full of boxes takes one that is drawn around some of them, and no other', () => {
  const { documentId: id } = page(0)
  let editor = beginEditing({
    pages: [{ documentId: id, index: 0, turn: 0, included: true, boxes: rows(200) }],
    numberId: null,
    cover: { included: true, from: '', reference: '', message: '' },
    purpose: null,
    quality: 'fine',
    lineId: null,
  })
  const desk = { store: { getState: () => ({ editor }) }, edit: (change: Edit) => void (editor = edit(editor, change)) }
  expect(addBox(desk, 0)).toBeUndefined()
  expect(addBox(desk, 0, { left: 0.5, top: 0.9, width: 0.1, height: 0.1 })).toBeUndefined()
  expect(editor.content.pages[0]?.boxes).toHaveLength(200)
  expect(addBox(desk, 0, { left: 0, top: 0, width: 1, height: 0.25 })).toBe(101)
})
