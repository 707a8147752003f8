/**
 * What the pages of documents were measured to be, while somebody works on them: in memory only, for facts say whom
 * pages are about, and gone when the session ends.
 */
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import type { FactsOf } from '#app/domain/pages/page-checks.ts'
import type { MeasuredPage, RenditionPage } from '../../documents/service/protocol.ts'

export type Measured = {
  readonly factsOf: FactsOf
  /** The dots of a page that is a picture, until it was read. */
  readonly dotsOf: (documentId: string, index: number) => RenditionPage | undefined
  /** Begins a measurement; call what it answers with the pages, for their facts. A session that ended meanwhile keeps nothing. */
  readonly expect: (documentId: string) => (pages: readonly MeasuredPage[]) => readonly PageFacts[]
  /** What a page was read to be. */
  readonly read: (documentId: string, index: number, page: PageFacts) => void
  readonly forget: () => void
}

/** More than one draft has. */
const documentsAtMost = 200
/** Documents whose pages still may be read; of each, a few megabytes wait. */
const unreadAtMost = 12

type Known = { readonly pages: readonly PageFacts[]; readonly dots: Map<number, RenditionPage> }

export function createMeasured(): Measured {
  const known = new Map<string, Known>()
  let era = 0
  const keep = (documentId: string, measured: Known): void => {
    known.set(documentId, measured)
    for (const oldest of [...known.keys()].slice(0, -documentsAtMost)) known.delete(oldest)
    const waiting = [...known.values()].filter(({ dots }) => dots.size > 0)
    for (const { dots } of waiting.slice(0, -unreadAtMost)) dots.clear()
  }
  return {
    factsOf: (documentId) => known.get(documentId)?.pages,
    dotsOf: (documentId, index) => known.get(documentId)?.dots.get(index),
    expect(documentId) {
      const begun = era
      return (measured) => {
        const dots = new Map(measured.flatMap((page, at) => (page.dots ? [[at, page.dots] as const] : [])))
        const pages = measured.map(factsOf)
        if (begun === era) keep(documentId, { pages, dots })
        return pages
      }
    },
    read(documentId, index, page) {
      const measured = known.get(documentId)
      if (!measured) return
      measured.dots.delete(index)
      known.set(documentId, { ...measured, pages: measured.pages.with(index, page) })
    },
    forget() {
      era += 1
      known.clear()
    },
  }
}

/** A picture that did not come along will not be read. */
function factsOf({ dots, ...page }: MeasuredPage): PageFacts {
  return page.scan && !dots ? { ...page, reading: 'unread' } : page
}
