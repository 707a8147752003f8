/**
 * Pages that are pictures are read for whom they are about: which, in what order, and when no more need be. Nothing is
 * read here, and what was read is judged elsewhere.
 */
import type { PageFacts } from './legibility.ts'
import { differenceIn, type FactsOf, type Going, type GoingPage } from './page-checks.ts'

/** Of one file, from its first page on: half a minute's work for a usual computer. */
export const pagesReadAtMost = 30

/** Places among all pages, from 0. */
export type Readings = {
  readonly waiting: readonly number[]
  /** Too little could be made out, or they come too late in their file. */
  readonly unread: readonly number[]
}

/**
 * How far it is with the pages that go. Nothing waits once pages were found to differ, none of those somebody said
 * belong together, and no page alone: there is nothing to compare it with.
 */
export function readingsIn(going: Going, factsOf: FactsOf): Readings {
  const asked = going.pages.flatMap((page, at) => (page.included ? [{ page, at }] : []))
  if (asked.length < 2) return { waiting: [], unread: [] }
  const places = (is: PageFacts['reading']): readonly number[] =>
    asked.flatMap(({ page: { documentId, index, left }, at }) => {
      const facts = factsOf(documentId)?.[index]
      return facts?.scan && facts.reading === is && !left?.includes('other-patient') ? [at] : []
    })
  return { waiting: differenceIn(going, factsOf) ? [] : places(undefined), unread: places('unread') }
}

/** The page to read next, if any. */
export function nextToRead(going: Going, factsOf: FactsOf): GoingPage | undefined {
  const [next] = readingsIn(going, factsOf).waiting
  return next === undefined ? undefined : going.pages[next]
}
