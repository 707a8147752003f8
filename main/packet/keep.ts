/**
 * Putting bytes away and fetching them: an encrypted file first, its row after, so that a row never points at nothing
 * and a refusal leaves nothing behind.
 */
import { DocumentId, makeId, type PersonId } from '#app/domain/ids.ts'
import { fail, notFound, type Outcome } from '#app/domain/outcome.ts'
import { sha256Of } from '../digest.ts'
import type { Chance } from '../ports.ts'
import { findDocument, type DocumentRow } from '../store/faxes/documents.ts'
import type { DocumentFiles } from '../store/files.ts'
import type { ReadStore } from '../store/store.ts'

type Kind = DocumentRow['kind']
type Facts = {
  readonly kind: Kind
  readonly name: string
  readonly pages: readonly object[]
  /** `system`: taken out of the scanner's folder, by nobody. */
  readonly by: PersonId | 'system'
  readonly at: number
}

type KeepParts = { readonly files: DocumentFiles; readonly chance: Chance }
export type KeptRow = DocumentRow & { readonly id: DocumentId }

/** Writes `bytes` into a new encrypted file; answers the row that the caller enters, or the file is an orphan. */
export async function writeBytes(
  { files, chance }: KeepParts,
  bytes: Uint8Array,
  { kind, name, pages, by, at }: Facts,
): Promise<KeptRow> {
  const id = makeId(DocumentId, 'document', chance.bytes(10).toString('hex'))
  const key = chance.bytes(32)
  const sha256 = await sha256Of(bytes)
  await files.write(id, bytes, key)
  const common = { id, kind, name, bytes: bytes.byteLength, sha256, key }
  return { ...common, pages: JSON.stringify(pages), added_at: at, added_by: by }
}

/**
 * Writes `bytes` into a new encrypted file, then lets `enter` write its row. Whatever becomes of that, a file without a
 * row is gone again. Throws what the disk throws; `storeTrouble` has names for it.
 */
export async function keepBytes<T>(
  { files, chance }: KeepParts,
  bytes: Uint8Array,
  facts: Facts,
  enter: (row: KeptRow) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const row = await writeBytes({ files, chance }, bytes, facts)
  let entered = false
  try {
    const outcome = await enter(row)
    entered = outcome.ok
    return outcome
  } finally {
    if (!entered) await files.destroy(row.id)
  }
}

/** The bytes of a document of this kind. Faults: not-found, also once it is destroyed; store damaged, unreadable. */
export async function bytesOf(
  files: DocumentFiles,
  read: ReadStore,
  id: string,
  kind: Kind,
): Promise<Outcome<Uint8Array>> {
  const parsed = DocumentId.safeParse(id)
  const row = parsed.success ? await findDocument(read, parsed.data) : undefined
  if (!parsed.success || row?.kind !== kind || !row.key) return notFound
  const bytes = await files.read(parsed.data, row.key)
  // The row is there and the file is not: that is damage, not somebody's wrong question.
  return bytes.ok || bytes.fault.code !== 'not-found' ? bytes : fail({ code: 'store', kind: 'damaged' })
}
