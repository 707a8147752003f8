/** A file on its way over to main in pieces: one message for all of it would hold up both sides while it is copied. */
import type { Input } from '#app/contract/index.ts'
import type { BroughtId } from '#app/domain/ids.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { documentLimits } from '#app/domain/pages/document.ts'

type Piece = Omit<Input<'documents.bring'>, 'draftId'>
type Rest = Pick<Input<'documents.add'>, 'behind' | 'bytes'>

/**
 * Hands over all but the last piece, one after the other. What is handed over is a copy: a message takes along all of the
 * memory that a part lies in.
 * @returns the last piece and what it comes behind, or the first fault
 */
export async function bring(
  bytes: Uint8Array<ArrayBuffer>,
  hand: (piece: Piece) => Promise<Outcome<{ readonly id: BroughtId }>>,
): Promise<Outcome<Rest>> {
  const { pieceBytes } = documentLimits
  const total = bytes.length
  let behind: { readonly behind?: BroughtId } = {}
  let at = 0
  for (; total - at > pieceBytes; at += pieceBytes) {
    const handed = await hand({ ...behind, total, bytes: bytes.slice(at, at + pieceBytes) })
    if (!handed.ok) return handed
    behind = { behind: handed.value.id }
  }
  return ok({ ...behind, bytes: at === 0 ? bytes : bytes.slice(at) })
}
