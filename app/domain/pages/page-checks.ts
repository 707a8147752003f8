/**
 * What is to be looked at on the pages that go, as one person chose and marked them: what may not be readable, and
 * whether all are about one patient. Page and main side ask the same questions of the same facts; nothing here stops a fax.
 */
import { z } from 'zod'
import type { Check } from '../fax/preflight.ts'
import type { Quality } from '../../contract/desk/drafts.ts'
import { findingKinds, judge, remarkKinds, type Finding, type PageFacts } from './legibility.ts'
import { differing, type Difference } from './one-patient.ts'
import type { Repairs } from './page-marks.ts'

/** What a person has seen on a page and leaves as it is. */
export const LeftKind = z.enum([...findingKinds, 'other-patient'])
export type LeftKind = z.infer<typeof LeftKind>

export type GoingPage = {
  readonly documentId: string
  readonly index: number
  readonly included: boolean
  readonly repairs?: Repairs | undefined
  readonly left?: readonly LeftKind[] | undefined
}
export type Going = { readonly pages: readonly GoingPage[]; readonly quality: Quality }

/** The facts of a document's pages in order; undefined while they are not measured. */
export type FactsOf = (documentId: string) => readonly PageFacts[] | undefined

/** `at` is the page's place among all places, from 0. */
export type PageFinding = { readonly at: number; readonly finding: Finding }

/** What is to be said of one page, unless it was left as it is; the worst first. */
export function findingsOn({ pages, quality }: Going, factsOf: FactsOf, at: number): readonly PageFinding[] {
  const page = pages[at]
  const own = page?.included ? factsOf(page.documentId)?.[page.index] : undefined
  if (!page || !own) return []
  return judge(own, quality, page.repairs)
    .filter(({ kind }) => !page.left?.includes(kind))
    .map((finding) => ({ at, finding }))
}

const remarks: readonly string[] = remarkKinds
/** Whether something may not be readable; other findings only say what becomes of a picture. */
export const isTrouble = ({ finding }: PageFinding): boolean => !remarks.includes(finding.kind)

/** What may not be readable on all pages that go, in their order. */
export const findingsIn = (going: Going, factsOf: FactsOf): readonly PageFinding[] =>
  going.pages.flatMap((_, at) => findingsOn(going, factsOf, at)).filter(isTrouble)

/** Pages that go and may be about somebody else, by their places, unless somebody has said that they belong together. */
export function differenceIn({ pages }: Going, factsOf: FactsOf): Difference | undefined {
  const going = pages.flatMap((page, at) => (page.included ? [{ page, at }] : []))
  const known = going.map(({ page }) => factsOf(page.documentId)?.[page.index])
  const found = differing(known.map((one) => one && { ...one.identity, scanned: one.reading === 'read' }))
  const at = (found?.at ?? []).flatMap((place) => going[place]?.at ?? [])
  const strange = at.filter((place) => !pages[place]?.left?.includes('other-patient'))
  if (!found || strange.length === 0) return undefined
  return { ...found, at: strange }
}

/** What a person looks at before sending; nothing where there is nothing to see. */
export function pageChecks(going: Going, factsOf: FactsOf): readonly Check[] {
  const hard = findingsIn(going, factsOf).length > 0
  const differ = differenceIn(going, factsOf) !== undefined
  return [
    ...(hard ? [{ name: 'legibility', result: 'hard-to-read', verdict: 'look' } as const] : []),
    ...(differ ? [{ name: 'one-patient', result: 'pages-differ', verdict: 'look' } as const] : []),
  ]
}

/** All checks in the order people read them: what is on the pages comes right behind how many there are. */
export const withPageChecks = (checks: readonly Check[], going: Going, factsOf: FactsOf): readonly Check[] =>
  behindPages(checks, pageChecks(going, factsOf))

/** The same with what the pages say when that is known already. */
export function behindPages(checks: readonly Check[], more: readonly Check[]): readonly Check[] {
  const behind = checks.findIndex(({ name }) => name === 'pages') + 1
  return checks.toSpliced(behind, 0, ...more)
}

/** For the record: what was left as it is, as "3 small-text", pages that go counted from 1. */
export function leftIn({ pages }: Pick<Going, 'pages'>): readonly string[] {
  return pages
    .filter(({ included }) => included)
    .flatMap(({ left = [] }, at) => left.map((kind) => `${at + 1} ${kind}`))
}
