/** Scans that came out of the scanner's folder, as rows: what waits, what could not be read, and what became of each. */
import type { ScanId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ScanTable } from '../tables.ts'

export type ScanRow = Readonly<ScanTable>

/** Those people see: they wait to be faxed, or to be looked at because they could not be read. Newest first. */
export const shownScans = (db: ReadStore): Promise<readonly ScanRow[]> =>
  db
    .selectFrom('scan')
    .selectAll()
    .where('state', 'in', ['ready', 'unreadable'])
    .orderBy('added_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const readyScans = (db: ReadStore): Promise<readonly ScanRow[]> =>
  db.selectFrom('scan').selectAll().where('state', '=', 'ready').execute()

export const findScan = (db: ReadStore, id: string): Promise<ScanRow | undefined> =>
  db.selectFrom('scan').selectAll().where('id', '=', id).executeTakeFirst()

/** A scan of the same bytes that still waits, or that was taken from the very same file (a process killed half-way). */
export const sameScan = (db: ReadStore, sha256: string, source: string): Promise<ScanRow | undefined> =>
  db
    .selectFrom('scan')
    .selectAll()
    .where('sha256', '=', sha256)
    .where((either) => either.or([either('state', '=', 'ready'), either('source', '=', source)]))
    .executeTakeFirst()

/** What tells files that stay in the folder and were taken in. */
export async function takenSources(db: ReadStore): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('scan').select('source').execute()
  return new Set(rows.map(({ source }) => source))
}

export async function insertScan(tx: WriteStore, row: ScanRow): Promise<void> {
  await tx.insertInto('scan').values(row).execute()
}

export async function changeScan(
  tx: WriteStore,
  id: string,
  change: Pick<ScanRow, 'state' | 'changed_at'>,
): Promise<void> {
  await tx.updateTable('scan').set(change).where('id', '=', id).execute()
}

/** A scan's pages are a draft's from now on: they come and go with it. */
export async function useScan(tx: WriteStore, id: ScanId, at: number): Promise<void> {
  await changeScan(tx, id, { state: 'used', changed_at: at })
}

/** Discarded scans that may be destroyed: discarded at or before `at` (epoch ms), with their pages still there. */
export const discardedScans = (db: ReadStore, at: number): Promise<readonly ScanRow[]> =>
  db
    .selectFrom('scan')
    .selectAll()
    .where('state', '=', 'discarded')
    .where('document_id', 'is not', null)
    .where('changed_at', '<=', at)
    .execute()
