import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ChosenPage, type DraftContent } from '#app/contract/desk/drafts.ts'
import {
  beginEditing,
  changedBy,
  chosenCount,
  edit,
  type Edit,
  type Editor,
  type PageEdit,
} from '#renderer/screens/send/editor/draft-editor.ts'

const document = (n: number) => `document_${n.toString(16).padStart(20, '0')}`

const page: fc.Arbitrary<ChosenPage> = fc
  .record({
    documentId: fc.nat(3).map(document),
    index: fc.nat(20),
    turn: fc.constantFrom(0, 90, 180, 270),
    included: fc.boolean(),
  })
  .map((value) => ChosenPage.parse(value))

const emptyContent: DraftContent = {
  pages: [],
  numberId: null,
  cover: { included: true, from: '', reference: '', message: '' },
  purpose: null,
  quality: 'fine',
  lineId: null,
}
const content: fc.Arbitrary<DraftContent> = fc
  .array(page, { maxLength: 12 })
  .map((pages) => ({ ...emptyContent, pages }))

const at = fc.integer({ min: -1, max: 13 })
const choice: fc.Arbitrary<PageEdit | Extract<Edit, { do: 'quality' }>> = fc.oneof(
  fc.record({ do: fc.constant('quality' as const), quality: fc.constantFrom('standard' as const, 'fine' as const) }),
  fc.record({ do: fc.constant('include' as const), at, included: fc.boolean() }),
  fc.record({ do: fc.constant('include-all' as const), included: fc.boolean() }),
  fc.record({ do: fc.constant('turn' as const), at, by: fc.constantFrom(90 as const, 270 as const) }),
  fc.record({ do: fc.constant('move' as const), from: at, to: at }),
  fc.record({ do: fc.constant('duplicate' as const), at }),
)

const after = (editor: Editor, edits: readonly Edit[]): Editor => edits.reduce(edit, editor)
const times = (count: number, what: Edit): readonly Edit[] => Array.from({ length: count }, () => what)

test('taking back every choice gives the pages, and how finely they go, as they were', () => {
  fc.assert(
    fc.property(content, fc.array(choice, { maxLength: 40 }), (start, edits) => {
      const done = after(beginEditing(start), edits)
      const back = after(done, times(done.past.length, { do: 'undo' }))
      expect(back.content).toEqual(start)
    }),
  )
})

test('one undo takes back exactly the last choice, and redo does it again', () => {
  fc.assert(
    fc.property(content, fc.array(choice, { maxLength: 20 }), choice, (start, edits, last) => {
      const before = after(beginEditing(start), edits)
      const done = edit(before, last)
      fc.pre(done !== before)
      const back = edit(done, { do: 'undo' })
      expect(back.content).toEqual(before.content)
      expect(edit(back, { do: 'redo' }).content).toEqual(done.content)
    }),
  )
})

test('no choice loses or invents a page: only a duplicate makes more of one that is there', () => {
  const named = (editor: Editor) =>
    [...new Set(editor.content.pages.map(({ documentId, index }) => `${documentId} ${index}`))].toSorted()
  const step = fc.oneof(choice, fc.constantFrom<Edit>({ do: 'undo' }, { do: 'redo' }))
  fc.assert(
    fc.property(content, fc.array(step, { maxLength: 40 }), (start, steps) => {
      const begun = beginEditing(start)
      expect(named(after(begun, steps))).toEqual(named(begun))
    }),
  )
})

test('pages that arrive later come last and survive every undo', () => {
  fc.assert(
    fc.property(
      content,
      fc.array(choice, { maxLength: 10 }),
      fc.array(page, { minLength: 1, maxLength: 4 }),
      (start, edits, more) => {
        const grown = edit(after(beginEditing(start), edits), { do: 'grow', pages: more })
        const back = after(grown, times(grown.past.length, { do: 'undo' }))
        expect(back.content.pages).toEqual([...start.pages, ...more])
      },
    ),
  )
})

test('an edit that changes nothing leaves nothing to undo', () => {
  const start: DraftContent = fc.sample(
    content.filter(({ pages }) => pages.length > 1),
    { seed: 7, numRuns: 1 },
  )[0] as DraftContent
  const editor = beginEditing(start)
  const [first] = start.pages
  expect(edit(editor, { do: 'include', at: 0, included: first?.included ?? true })).toBe(editor)
  expect(edit(editor, { do: 'move', from: 0, to: -1 })).toBe(editor)
  expect(edit(editor, { do: 'turn', at: 99, by: 90 })).toBe(editor)
  expect(edit(editor, { do: 'undo' })).toBe(editor)
})

test('four turns to the right, or one right and one left, are none', () => {
  const start = fc.sample(
    content.filter(({ pages }) => pages.length > 0),
    { seed: 3, numRuns: 1 },
  )[0] as DraftContent
  const editor = beginEditing(start)
  expect(after(editor, times(4, { do: 'turn', at: 0, by: 90 })).content).toEqual(start)
  expect(
    after(editor, [
      { do: 'turn', at: 0, by: 90 },
      { do: 'turn', at: 0, by: 270 },
    ]).content,
  ).toEqual(start)
})

test('a duplicate stands right behind its page, turned as it is, and goes or stays by itself', () => {
  fc.assert(
    fc.property(content, at, (start, place) => {
      fc.pre(start.pages[place] !== undefined)
      const { pages } = edit(beginEditing(start), { do: 'duplicate', at: place }).content
      expect(pages.toSpliced(place + 1, 1)).toEqual(start.pages)
      expect(pages[place + 1]).toEqual(start.pages[place])
      const without = after(beginEditing(start), [
        { do: 'duplicate', at: place },
        { do: 'include', at: place + 1, included: false },
      ]).content.pages
      expect(without[place]).toEqual(start.pages[place])
    }),
  )
})

test('only included pages count', () => {
  fc.assert(
    fc.property(content, ({ pages }) => {
      expect(chosenCount(pages)).toBe(pages.filter(({ included }) => included).length)
    }),
  )
})

test('what was left as it is stays with the page, can be taken back, and is looked at again in a coarser quality', () => {
  const [first] = fc.sample(page, { numRuns: 1, seed: 1 })
  if (!first) throw new Error('no page')
  const start = beginEditing({ ...emptyContent, pages: [first, first] })
  const done = after(start, [
    { do: 'leave', pages: [0], kind: 'small-text' },
    { do: 'leave', pages: [0, 1], kind: 'other-patient' },
  ])
  expect(done.content.pages.map(({ left }) => left)).toEqual([['small-text', 'other-patient'], ['other-patient']])
  expect(edit(done, { do: 'leave', pages: [1], kind: 'other-patient' })).toBe(done)
  const coarser = edit(done, { do: 'quality', quality: 'standard' })
  expect([changedBy(done, 'undo'), changedBy(coarser, 'undo'), changedBy(coarser, 'redo')]).toEqual([
    'pages',
    'quality',
    undefined,
  ])
  expect(changedBy(edit(coarser, { do: 'undo' }), 'redo')).toBe('quality')
  expect(edit(coarser, { do: 'undo' }).content).toEqual(done.content)
  expect(coarser.content.pages.map(({ left }) => left)).toEqual([['other-patient'], ['other-patient']])
  expect(edit(coarser, { do: 'quality', quality: 'fine' }).content.pages).toEqual(coarser.content.pages)
  expect(after(done, times(2, { do: 'undo' })).content).toEqual(start.content)
})
