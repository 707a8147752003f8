import { expect, test } from 'vitest'
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import {
  differenceIn,
  findingsIn,
  findingsOn,
  leftIn,
  pageChecks,
  withPageChecks,
  type Going,
  type GoingPage,
} from '#app/domain/pages/page-checks.ts'
import type { Check } from '#app/domain/fax/preflight.ts'

const box = { left: 0.1, top: 0.1, width: 0.3, height: 0.02 }
const nobody = { names: [], births: [], records: [] }
const pale: PageFacts = {
  text: [{ box, sizePt: 6, shade: 0xc8, characters: 40, digits: 0, decimals: 0 }],
  inkShare: 0.03,
  identity: { ...nobody, names: ['Pat Testcase'] },
  searchable: true,
}
const other: PageFacts = { ...pale, text: [], identity: { ...nobody, names: ['Robin Sampleton'] } }
const facts = [pale, other]
const page = (index: number, more: Partial<GoingPage> = {}): GoingPage => ({
  documentId: 'one',
  index,
  included: true,
  ...more,
})
const going = (...pages: GoingPage[]): Going => ({ pages, quality: 'fine' })
const known = (id: string): readonly PageFacts[] | undefined => (id === 'one' ? facts : undefined)

test('what is open on the pages that go is a check to look at, behind the number of pages', () => {
  const all = going(page(0), page(1))
  expect(pageChecks(all, known).map(({ result }) => result)).toEqual(['hard-to-read', 'pages-differ'])
  expect(pageChecks(all, known).every(({ verdict }) => verdict === 'look')).toBe(true)
  const others: readonly Check[] = [
    { name: 'pages', result: 'pages-chosen', verdict: 'passed' },
    { name: 'cover', result: 'cover-included', verdict: 'passed' },
  ]
  const names = withPageChecks(others, all, known).map(({ name }) => name)
  expect(names).toEqual(['pages', 'legibility', 'one-patient', 'cover'])
})

test('pages that are left out, repaired or not measured raise nothing', () => {
  expect(pageChecks(going(page(0, { included: false }), page(1)), known)).toEqual([])
  expect(pageChecks(going(page(0, { repairs: { darken: true } })), known)).toEqual([])
  expect(pageChecks(going({ ...page(0), documentId: 'two' }), known)).toEqual([])
})

test('a photograph is said on its page, and nothing is to be looked at for it', () => {
  const photo: PageFacts = { ...pale, text: [], photograph: { box: { ...box, height: 0.4 }, bytes: 20_000 } }
  const all = going(page(0))
  expect(findingsOn(all, () => [photo], 0)).toMatchObject([{ finding: { kind: 'photograph' } }])
  expect(findingsIn(all, () => [photo])).toEqual([])
  expect(pageChecks(all, () => [photo])).toEqual([])
  expect(findingsOn(going(page(0, { left: ['photograph'] })), () => [photo], 0)).toEqual([])
})

test('what was left as it is does not come back; the same on another page does', () => {
  const left = page(0, { left: ['grey-text'] })
  expect(findingsIn(going(left), known)).toEqual([])
  expect(findingsIn(going(left, page(0)), known)).toMatchObject([{ at: 1, finding: { kind: 'grey-text' } }])
  expect(leftIn(going(page(1, { included: false, left: ['dark'] }), left))).toEqual(['1 grey-text'])
})

test('pages said to belong together stay so; a further patient is said', () => {
  const together = [page(0, { left: ['other-patient'] }), page(1, { left: ['other-patient'] })]
  expect(differenceIn(going(...together), known)).toBeUndefined()
  expect(differenceIn(going(...together, page(1)), known)).toMatchObject({ field: 'name', at: [2] })
})
