/**
 * What the pages of documents were measured to be, while somebody works on them: in memory only, for facts say whom
 * pages are about, and gone when the session ends.
 */
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import type { FactsOf } from '#app/domain/pages/page-checks.ts'

export type Measured = {
  readonly factsOf: FactsOf
  /** Begins a measurement; call what it answers with the facts. A session that ended meanwhile keeps nothing. */
  readonly expect: (documentId: string) => (facts: readonly PageFacts[]) => void
  readonly forget: () => void
}

/** More than one draft has. */
const documentsAtMost = 200

export function createMeasured(): Measured {
  const known = new Map<string, readonly PageFacts[]>()
  let era = 0
  return {
    factsOf: (documentId) => known.get(documentId),
    expect(documentId) {
      const begun = era
      return (facts) => {
        if (begun !== era) return
        known.set(documentId, facts)
        for (const oldest of [...known.keys()].slice(0, -documentsAtMost)) known.delete(oldest)
      }
    },
    forget() {
      era += 1
      known.clear()
    },
  }
}
