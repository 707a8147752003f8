/** Putting a report away while it is printed: an encrypted file that grows, its row once it is whole. */
import { createHash } from 'node:crypto'
import { DocumentId, makeId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { Chance } from '../ports.ts'
import type { DocumentRow } from '../store/faxes/documents.ts'
import type { DocumentFiles } from '../store/files.ts'

type Facts = Pick<DocumentRow, 'name' | 'added_at' | 'added_by'>

/**
 * Lets `fill` write a new file, then `enter` its row. When either answers a fault or throws (a full disk, say) the file
 * is gone again.
 */
export async function keepStream<F, T>(
  { files, chance }: { readonly files: DocumentFiles; readonly chance: Chance },
  facts: Facts,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<Outcome<F>>,
  enter: (row: DocumentRow, filled: F) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const id = makeId(DocumentId, 'document', chance.bytes(10).toString('hex'))
  const key = chance.bytes(32)
  const hash = createHash('sha256')
  const file = await files.begin(id, key)
  let bytes = 0
  let entered = false
  try {
    const filled = await fill(async (chunk) => {
      hash.update(chunk)
      bytes += chunk.length
      await file.write(chunk)
    })
    if (!filled.ok) return filled
    await file.finish()
    const sha256 = hash.digest('hex')
    const outcome = await enter({ ...facts, id, kind: 'report', bytes, sha256, key, pages: '[]' }, filled.value)
    entered = outcome.ok
    return outcome
  } finally {
    if (!entered) {
      await file.discard()
      await files.destroy(id)
    }
  }
}
