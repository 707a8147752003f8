/** Files of a draft that were sent before: a calm line, so that nobody sends the same pages twice without knowing. */
import type { SentBefore } from '#app/contract/desk/drafts.ts'
import { DocumentId } from '#app/domain/ids.ts'
import { findDocuments, type DocumentRow } from '../store/faxes/documents.ts'
import type { FaxRow } from '../store/faxes/faxes.ts'
import { sentWith } from '../store/faxes/originals.ts'
import type { ReadStore } from '../store/store.ts'
import { chosenPages, readContent } from './content.ts'

/** For each of the draft's documents the last fax with a page of the same file, if there is one. */
export async function sentBefore(
  db: ReadStore,
  draft: FaxRow,
  documents: readonly DocumentRow[],
  training: boolean,
): Promise<readonly SentBefore[]> {
  const found: SentBefore[] = []
  for (const { id, sha256 } of documents) {
    const fax = await lastWith(db, sha256, training)
    if (!fax || fax.sent_at === null) continue
    const mine = fax.person_id === draft.person_id
    found.push({ documentId: DocumentId.parse(id), at: fax.sent_at, to: fax.organisation, mine })
  }
  return found
}

/** Pages that were left out did not go: only a fax with a page of the file counts. */
async function lastWith(db: ReadStore, sha256: string, training: boolean): Promise<FaxRow | undefined> {
  for (const fax of await sentWith(db, sha256, training)) {
    const went = [...new Set(chosenPages(readContent(fax.content)).map(({ documentId }) => documentId))]
    if ((await findDocuments(db, went)).some((document) => document.sha256 === sha256)) return fax
  }
  return undefined
}
