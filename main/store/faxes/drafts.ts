/** Drafts as rows: whose they are, what was taken in for them, and how they end without having been sent. */
import { z } from 'zod'
import type { FaxCounts } from '#app/contract/desk/faxes.ts'
import { DocumentId, FaxId } from '#app/domain/ids.ts'
import { countFaxes } from './fax-lists.ts'
import type { FaxRow } from './faxes.ts'
import type { ReadStore, WriteStore } from '../store.ts'

/** A person's drafts that were not discarded, the last changed first. */
export const draftsOf = (db: ReadStore, personId: string): Promise<readonly FaxRow[]> =>
  db
    .selectFrom('fax')
    .selectAll()
    .where('phase_group', '=', 'draft')
    .where('person_id', '=', personId)
    .orderBy('changed_at', 'desc')
    .execute()

/** How many faxes lie on each heap, as one person sees it: of drafts, only their own. */
export async function countsFor(db: ReadStore, personId: string): Promise<FaxCounts> {
  const row = await db
    .selectFrom('fax_count')
    .select('faxes')
    .where('phase_group', '=', 'draft')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return { ...(await countFaxes(db, personId)), drafts: row?.faxes ?? 0 }
}

/** Drafts that were discarded at or before `at` (epoch ms). */
export async function discardedUntil(db: ReadStore, at: number): Promise<readonly FaxId[]> {
  const rows = await db
    .selectFrom('fax')
    .select('id')
    .where('phase_group', '=', 'discarded')
    .where('discarded_at', '<=', at)
    .execute()
  return rows.map((row) => FaxId.parse(row.id))
}

/** Removes a discarded draft; answers the row it was, or undefined when it was restored meanwhile. */
export const removeDiscarded = (tx: WriteStore, id: FaxId): Promise<FaxRow | undefined> =>
  tx
    .deleteFrom('fax')
    .where('id', '=', id)
    .where('phase_group', '=', 'discarded')
    .where('discarded_at', 'is not', null)
    .returningAll()
    .executeTakeFirst()

/** Removes a document's row, and with it its name and key: what its file holds is noise from then on. */
export async function removeDocument(tx: WriteStore, id: DocumentId): Promise<void> {
  await tx.updateTable('scan').set({ document_id: null, name: '' }).where('document_id', '=', id).execute()
  await tx.deleteFrom('document').where('id', '=', id).execute()
}

/** An entry's details as the record keeps them: pairs of name and value. */
const AddedDetails = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(z.tuple([z.string(), z.unknown()])))
  .transform((pairs): unknown => Object.fromEntries(pairs))
  .pipe(z.object({ document: DocumentId }))

/**
 * The originals that were taken in for a draft, as the record has it: the record alone knows of pages that were taken
 * out again, and of those taken back.
 */
export async function originalsAddedTo(db: ReadStore, id: FaxId): Promise<readonly DocumentId[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select('details')
    .where('subject', '=', id)
    .where('action', 'in', ['documents.add', 'scans.use'])
    .where('outcome', '=', 'done')
    .execute()
  return rows.map((row) => AddedDetails.parse(row.details).document)
}
