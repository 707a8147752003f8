/** Queries that only reports ask. */
import type { EntryRow } from './audit.ts'
import type { ReadStore } from './store.ts'

/** Entries of a time range up to `upTo`, oldest first. `to` is exclusive. */
export const entriesBetween = (
  db: ReadStore,
  {
    from,
    to,
    upTo,
    limit,
  }: { readonly from: number; readonly to: number; readonly upTo: number; readonly limit: number },
): Promise<readonly EntryRow[]> =>
  db
    .selectFrom('audit_entry')
    .selectAll()
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('sequence', '<=', upTo)
    .orderBy('sequence')
    .limit(limit)
    .execute()

/** Whether any fax that was sent in this time went over the training line. */
export async function trainedBetween(db: ReadStore, from: number, to: number): Promise<boolean> {
  const row = await db
    .selectFrom('fax')
    .select('id')
    .where('training', '=', 1)
    .where('sent_at', '>=', from)
    .where('sent_at', '<', to)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
