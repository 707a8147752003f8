/** Files of a draft that were sent before: a calm line, so that nobody sends the same pages twice without knowing. */
import type { BecameOfSent, SentBefore } from '#app/contract/desk/drafts.ts'
import { FaxState } from '#app/domain/fax/fax.ts'
import { DocumentId } from '#app/domain/ids.ts'
import { attemptsOf } from '../store/faxes/attempts.ts'
import { findDocuments, type DocumentRow } from '../store/faxes/documents.ts'
import type { FaxRow } from '../store/faxes/faxes.ts'
import { sentWith } from '../store/faxes/originals.ts'
import type { ReadStore } from '../store/store.ts'
import { chosenPages, readContent } from './content.ts'

/** For each of the draft's documents the last fax with a page of the same file that may have arrived, if there is one. */
export async function sentBefore(
  db: ReadStore,
  draft: FaxRow,
  documents: readonly DocumentRow[],
  training: boolean,
): Promise<readonly SentBefore[]> {
  const found: SentBefore[] = []
  for (const { id, sha256 } of documents) {
    const last = await lastWith(db, sha256, training)
    if (!last || last.fax.sent_at === null) continue
    const { sent_at: at, organisation: to, person_id: by } = last.fax
    found.push({ documentId: DocumentId.parse(id), at, to, mine: by === draft.person_id, became: last.became })
  }
  return found
}

/** Pages that were left out did not go: only a fax with a page of the file counts. */
async function lastWith(
  db: ReadStore,
  sha256: string,
  training: boolean,
): Promise<{ readonly fax: FaxRow; readonly became: BecameOfSent } | undefined> {
  for (const fax of await sentWith(db, sha256, training)) {
    const went = [...new Set(chosenPages(readContent(fax.content)).map(({ documentId }) => documentId))]
    if (!(await findDocuments(db, went)).some((document) => document.sha256 === sha256)) continue
    const became = await becameOf(db, fax)
    if (became) return { fax, became }
  }
  return undefined
}

/** What the recipient may have of it; undefined when no page went through. */
async function becameOf(db: ReadStore, fax: FaxRow): Promise<BecameOfSent | undefined> {
  const state = FaxState.parse(JSON.parse(fax.state))
  const partly = (through: number): BecameOfSent | undefined =>
    through > 0 ? { is: 'partly', through, pages: fax.pages } : undefined
  switch (state.phase) {
    case 'draft':
      return undefined
    case 'uncertain':
      return { is: 'unknown' }
    case 'failed':
      // Seen to at the moment it failed: a person asked, and heard that nothing had come.
      if (state.reason === 'answer-lost' && fax.handled_at !== state.at) return { is: 'unknown' }
      return partly(state.pagesSent)
    case 'cancelled':
      return partly(Math.max(0, ...(await attemptsOf(db, fax.id)).map((attempt) => attempt.pages_sent)))
    case 'delivered':
      return { is: 'arrived' }
    default:
      return { is: 'going' }
  }
}
