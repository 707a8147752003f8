/**
 * Files that are brought over piece by piece: one of each draft, in memory only and never in a log, whole once its last
 * piece is there. What nobody goes on with is thrown away: on discarding, at the end of a session, and after a while.
 */
import type { Output, Parsed } from '#app/contract/index.ts'
import { BroughtId, makeId, type FaxId } from '#app/domain/ids.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Chance, Clock, Undo } from '../../ports.ts'

export type Pieces = {
  /** Keeps a piece behind those before it. Faults: document too-large and called-off; invalid, for more than was told. */
  readonly keep: (piece: Parsed<'documents.bring'>) => Outcome<Output<'documents.bring'>>
  /** What was brought, with its last piece: forgotten here, whatever is answered. Faults as above. */
  readonly whole: (draftId: FaxId, behind: BroughtId | undefined, last: Uint8Array) => Outcome<Uint8Array>
  /** Throws away what was brought for one draft, or for all. */
  readonly forget: (draftId?: FaxId) => void
}

/** How long the next piece may take, in ms. */
export const pieceWithinMs = 60_000
/** Files under way at once: each may take as much memory as a document may have bytes. */
const filesAtMost = 3

type Brought = { readonly id: BroughtId; readonly bytes: Uint8Array; readonly filled: number; readonly off: Undo }

export function createPieces({ clock, chance }: { readonly clock: Clock; readonly chance: Chance }): Pieces {
  // The one that got a piece last stands last.
  const all = new Map<FaxId, Brought>()

  function forget(draftId: FaxId): void {
    all.get(draftId)?.off()
    all.delete(draftId)
  }

  function begun(total: number): Outcome<Omit<Brought, 'off'>> {
    if (total > documentLimits.bytesAtMost) return fail({ code: 'document', refusal: 'too-large' })
    const id = makeId(BroughtId, 'brought', chance.bytes(10).toString('hex'))
    return ok({ id, bytes: new Uint8Array(total), filled: 0 })
  }

  function known(draftId: FaxId, id: BroughtId): Outcome<Brought> {
    const brought = all.get(draftId)
    return brought?.id === id ? ok(brought) : fail({ code: 'document', refusal: 'called-off' })
  }

  return {
    keep({ draftId, behind, total, bytes: piece }) {
      const brought = behind ? known(draftId, behind) : begun(total)
      if (!brought.ok) return brought
      const { id, bytes, filled } = brought.value
      if (total !== bytes.length || filled + piece.length >= total) return fail({ code: 'invalid', issues: ['bytes'] })
      bytes.set(piece, filled)
      forget(draftId)
      const off = clock.after(pieceWithinMs, () => forget(draftId))
      all.set(draftId, { id, bytes, filled: filled + piece.length, off })
      const [longest] = all.keys()
      if (all.size > filesAtMost && longest) forget(longest)
      return ok({ id })
    },
    whole(draftId, behind, last) {
      if (!behind) return ok(last)
      const brought = known(draftId, behind)
      if (!brought.ok) return brought
      forget(draftId)
      const { bytes, filled } = brought.value
      if (filled + last.length !== bytes.length) return fail({ code: 'invalid', issues: ['bytes'] })
      bytes.set(last, filled)
      return ok(bytes)
    },
    forget: (draftId) => (draftId ? forget(draftId) : [...all.keys()].forEach(forget)),
  }
}
