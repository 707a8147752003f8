/** What is said about the pages that go, in their order. Judged anew with every choice: a repair makes a finding go. */
import { useEffect } from 'react'
import type { DocumentId } from '#app/domain/ids.ts'
import type { Check } from '#app/domain/fax/preflight.ts'
import { withCoverCut, type CoverField } from '#app/domain/pages/cover.ts'
import type { Repair } from '#app/domain/pages/legibility.ts'
import {
  behindPages,
  differenceIn,
  findingsIn,
  findingsOn,
  pageChecks,
  type FactsOf,
  type Going,
  type GoingPage,
  type PageFinding,
} from '#app/domain/pages/page-checks.ts'
import type { Difference } from '#app/domain/pages/one-patient.ts'
import { nextToRead, readingsIn, type Readings } from '#app/domain/pages/reading.ts'
import { pagePictures } from '#renderer/parts/pages/page-pictures.ts'
import type { Compose } from '../../compose.ts'
import { numberOf, type ComposeState } from '../../compose-state.ts'
import { useCompose } from '../../useCompose.ts'

type Known = Pick<ComposeState, 'editor' | 'facts'>

const factsOf =
  ({ facts }: Pick<Known, 'facts'>): FactsOf =>
  (documentId) =>
    facts.get(documentId as DocumentId)

export const findingsAt = (state: Known, at: number): readonly PageFinding[] =>
  findingsOn(state.editor.content, factsOf(state), at)

/**
 * Judges all pages once for all who ask, and again only when the pages, how finely they go, or their facts are others:
 * every change of the fax in hand asks, and there may be hundreds of pages. What was judged goes with its facts.
 */
function judgedOnce<T>(judge: (going: Going, facts: FactsOf) => T): (state: Known) => T {
  const known = new WeakMap<Known['facts'], Going & { readonly judged: T }>()
  return (state) => {
    const { pages, quality } = state.editor.content
    const last = known.get(state.facts)
    if (last?.pages === pages && last.quality === quality) return last.judged
    const judged = judge({ pages, quality }, factsOf(state))
    known.set(state.facts, { pages, quality, judged })
    return judged
  }
}

export const findingsOf: (state: Known) => readonly PageFinding[] = judgedOnce(findingsIn)

export const differenceOf: (state: Known) => Difference | undefined = judgedOnce(differenceIn)

/** How far it is with the scans among the pages that go. */
export const readingsOf: (state: Known) => Readings = judgedOnce(readingsIn)

const nextOf: (state: Known) => GoingPage | undefined = judgedOnce(nextToRead)

/** What the pages say among the checks. */
const pageChecksOf: (state: Known) => readonly Check[] = judgedOnce(pageChecks)

/** Main's checks, and between them what the pages now say: they change with every repair, before anything is saved. */
export const checksOf = (state: Known & Pick<ComposeState, 'view' | 'cover'>): readonly Check[] =>
  withCoverCut(behindPages(state.view.checks, pageChecksOf(state)), cutIn(state))

/** Fields that do not stand whole on the cover sheet as it was last drawn. */
export const cutIn = ({ cover }: Pick<ComposeState, 'cover'>): readonly CoverField[] =>
  cover?.at === 'drawn' ? cover.shortened : []

/** Numbers of pages as people count them, from 1 among those that go. */
export const numbersOf = ({ editor }: Known, places: readonly number[]): readonly number[] =>
  [...new Set(places)].flatMap((at) => numberOf(editor, at) ?? [])

/** Said once for all pages that go: they belong together, whoever they are about. */
export function leaveTogether(compose: Compose): void {
  const { pages } = compose.store.getState().editor.content
  const going = pages.flatMap(({ included }, at) => (included ? [at] : []))
  compose.edit({ do: 'leave', pages: going, kind: 'other-patient' })
}

/** Has every document of the draft measured as it comes, behind its first small pictures: those are looked at. */
export function useMeasured(compose: Compose): void {
  const ids = useCompose(compose, ({ view }) => view.documents.map(({ id }) => id).join(' '))
  useEffect(() => {
    let over = false
    void pagePictures.quiet().then(() => {
      const { view, facts } = compose.store.getState()
      if (!over) for (const { id } of view.documents) if (!facts.has(id)) void compose.measure(id)
    })
    return () => {
      over = true
    }
  }, [compose, ids])
}

/** Has scans read one after the other, while this screen is open and as long as the answer is not known. */
export function useReading(compose: Compose): void {
  const next = useCompose(compose, (state) => {
    const page = nextOf(state)
    return page && `${page.documentId} ${page.index}`
  })
  useEffect(() => {
    const [documentId, index] = next?.split(' ') ?? []
    if (documentId !== undefined) void compose.read(documentId as DocumentId, Number(index))
  }, [compose, next])
}

/** Does what a finding offers; every part of it can be undone. */
export function mend(compose: Compose, at: number, repair: Repair): void {
  const { editor, facts } = compose.store.getState()
  const page = editor.content.pages[at]
  if (!page) return
  if (repair === 'fine') return compose.edit({ do: 'quality', quality: 'fine' })
  const own = facts.get(page.documentId)?.[page.index]
  const more = {
    darken: { darken: true as const },
    invert: { invert: true as const },
    straighten: { straighten: -(own?.scan?.skewDeg ?? 0) },
    enlarge: own?.ink ? { enlarge: own.ink } : {},
  }[repair]
  compose.edit({ do: 'mark', pages: [{ at, marks: { repairs: { ...page.repairs, ...more } } }] })
}

/** Stands on the page of the next finding, after this one; round and round. */
export function nextFinding(compose: Compose): boolean {
  const state = compose.store.getState()
  const all = findingsOf(state)
  const now = state.place.kind === 'page' ? state.place.at : -1
  const next = all.find(({ at }) => at > now) ?? all[0]
  if (!next) return false
  compose.stand({ kind: 'page', at: next.at })
  return true
}
