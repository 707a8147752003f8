/** Queries that only reports ask. */
import type { CheckpointRow } from './audit.ts'
import type { ReadStore } from '../store.ts'

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

/** The first and the last entry of a time range, up to `upTo`; undefined when there is none. `to` is exclusive. */
export async function endsBetween(
  db: ReadStore,
  { from, to, upTo }: { readonly from: number; readonly to: number; readonly upTo: number },
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select((build) => [
      build.fn.min<number | null>('sequence').as('first'),
      build.fn.max<number>('sequence').as('last'),
    ])
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('sequence', '<=', upTo)
    .executeTakeFirstOrThrow()
  return row.first === null ? undefined : { first: row.first, last: row.last }
}

/** The first checkpoint that signs this entry or a later one. */
export const checkpointFrom = (db: ReadStore, sequence: number): Promise<CheckpointRow | undefined> =>
  db
    .selectFrom('checkpoint')
    .selectAll()
    .where('sequence', '>=', sequence)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()
