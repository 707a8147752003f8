/** Scans that came out of the scanner's folder, as rows: what waits, what could not be read, and what became of each. */
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

/** Those that could not be read, of one file as it was found. */
export const unreadableFrom = (db: ReadStore, source: string): Promise<readonly ScanRow[]> =>
  db.selectFrom('scan').selectAll().where('state', '=', 'unreadable').where('source', '=', source).execute()

/** What tells files that stay in the folder and were taken in. */
export async function takenSources(db: ReadStore): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('scan').select('source').execute()
  return new Set(rows.map(({ source }) => source))
}

export async function insertScan(tx: WriteStore, row: ScanRow): Promise<void> {
  await tx.insertInto('scan').values(row).execute()
}

type Change = Pick<ScanRow, 'state' | 'changed_at'> & Partial<Pick<ScanRow, 'aside' | 'refusal' | 'source'>>

export async function changeScan(tx: WriteStore, id: string, change: Change): Promise<void> {
  await tx.updateTable('scan').set(change).where('id', '=', id).execute()
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
