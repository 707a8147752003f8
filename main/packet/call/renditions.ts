/**
 * Renditions of sealed packets, made once for each packet and quality and kept while somebody works on them: the call
 * time and the pages shown come from the same bytes. In memory only; a packet's own bytes give the same rendition again.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import type { DocumentService } from '../../documents/client.ts'
import type { Rendition } from '../../documents/rows.ts'

/** Hears of the rendition of a packet. */
export type OnPages = (sha256: string, quality: Quality, made: Rendition) => void

export type Renditions = {
  /** The rendition of a packet with this SHA-256, made now unless it is kept. */
  readonly of: (sha256: string, quality: Quality, bytes: Uint8Array) => Promise<Outcome<Rendition>>
  /** The rendition, if it is kept. */
  readonly kept: (sha256: string, quality: Quality) => Rendition | undefined
  /** Begins to wait for a rendition that is made elsewhere; call what it answers to have it kept. */
  readonly expect: () => OnPages
  readonly forget: () => void
}

/** A person goes back and forth between two at most. */
const keptAtMost = 2

export function createRenditions(documents: Pick<DocumentService, 'rendition'>): Renditions {
  const known = new Map<string, Rendition>()
  let era = 0
  const nameOf = (sha256: string, quality: Quality): string => `${sha256} ${quality}`
  return {
    expect() {
      const begun = era
      return (sha256, quality, made) => begun === era && keep(known, nameOf(sha256, quality), made)
    },
    kept: (sha256, quality) => known.get(nameOf(sha256, quality)),
    async of(sha256, quality, bytes) {
      const name = nameOf(sha256, quality)
      const before = known.get(name)
      if (before) return ok(before)
      const begun = era
      // Somebody looks at one of these pages meanwhile.
      const made = await documents.rendition(bytes, quality, { urgency: 'strip' })
      // What was begun before a lock must not stay in memory after it.
      if (made.ok && begun === era) keep(known, name, made.value)
      return made
    },
    forget() {
      era += 1
      known.clear()
    },
  }
}

function keep(known: Map<string, Rendition>, name: string, rendition: Rendition): void {
  known.set(name, rendition)
  for (const oldest of [...known.keys()].slice(0, -keptAtMost)) known.delete(oldest)
}
