/** Queries on attempts: one row a submission, written before the line is called (promise 2). */
import type { ReadStore, WriteStore } from '../store.ts'
import type { AttemptTable } from '../tables.ts'

export type AttemptRow = Readonly<AttemptTable>

/** Writes the intent. Throws when the fax has this attempt already: then somebody else is submitting it. */
export async function insertAttempt(tx: WriteStore, attempt: AttemptRow): Promise<void> {
  await tx.insertInto('attempt').values(attempt).execute()
}

/** Changes what became of an attempt; throws when there is none. */
export async function changeAttempt(
  tx: WriteStore,
  faxId: string,
  number: number,
  change: Partial<Pick<AttemptTable, 'ended_at' | 'outcome' | 'reason' | 'pages_sent'>>,
): Promise<void> {
  await tx
    .updateTable('attempt')
    .set(change)
    .where('fax_id', '=', faxId)
    .where('number', '=', number)
    .returning('number')
    .executeTakeFirstOrThrow()
}

/** A fax's attempts, the first first. */
export const attemptsOf = (db: ReadStore, faxId: string): Promise<readonly AttemptRow[]> =>
  db.selectFrom('attempt').selectAll().where('fax_id', '=', faxId).orderBy('number').execute()
