/** Received faxes as rows. Nothing here fetches or judges. */
import type { LineId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ReceivedFaxTable } from '../tables.ts'

export type ReceivedRow = Readonly<ReceivedFaxTable>

/** Writes one down unless that line's fax of that name is known. Answers whether it was new. */
export async function noticeReceived(tx: WriteStore, row: ReceivedRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('received_fax')
    .values(row)
    .onConflict((conflict) => conflict.columns(['line_id', 'provider_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Which of these names of a line's faxes are known. */
export async function knownReceived(
  db: ReadStore,
  lineId: LineId,
  providerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (providerIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('received_fax')
    .select('provider_id')
    .where('line_id', '=', lineId)
    .where('provider_id', 'in', providerIds)
    .execute()
  return new Set(rows.map((row) => row.provider_id))
}

/** Those of a line that are to be fetched, oldest first, and those whose copy it is to remove. */
export const unfinishedReceived = (db: ReadStore, lineId: LineId): Promise<readonly ReceivedRow[]> =>
  db
    .selectFrom('received_fax')
    .selectAll()
    .where('line_id', '=', lineId)
    .where((either) => either.or([either('state', '=', 'expected'), either('line_copy', '=', 'to-remove')]))
    .orderBy('at')
    .orderBy('id')
    .limit(200)
    .execute()

export const findReceived = (db: ReadStore, id: string): Promise<ReceivedRow | undefined> =>
  db.selectFrom('received_fax').selectAll().where('id', '=', id).executeTakeFirst()

/** The last fax that came from this number over a real line and is kept here whole. */
export const lastKeptFrom = (db: ReadStore, e164: string): Promise<ReceivedRow | undefined> =>
  db
    .selectFrom('received_fax')
    .selectAll()
    .where('e164', '=', e164)
    .where('state', '=', 'kept')
    .where('training', '=', 0)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The newest ones, from just before `before` on. */
export function listReceived(
  db: ReadStore,
  limit: number,
  before?: { readonly at: number; readonly id: string },
): Promise<readonly ReceivedRow[]> {
  const rows = db.selectFrom('received_fax').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (!before) return rows.execute()
  const { at, id } = before
  return rows.where((is) => is.or([is('at', '<', at), is.and([is('at', '=', at), is('id', '<', id)])])).execute()
}

/** How many nobody opened; those that are still on their way are not counted. */
export async function countUnread(db: ReadStore): Promise<number> {
  const { count } = await db
    .selectFrom('received_fax')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('opened_at', 'is', null)
    .where('state', '!=', 'expected')
    .executeTakeFirstOrThrow()
  return count
}

export async function changeReceived(
  tx: WriteStore,
  id: string,
  change: Partial<
    Pick<ReceivedRow, 'state' | 'refusal' | 'document_id' | 'pages' | 'line_copy' | 'opened_at' | 'opened_by'>
  >,
): Promise<void> {
  await tx.updateTable('received_fax').set(change).where('id', '=', id).execute()
}
