/** The training line's own book. Only `main/lines/training` opens it: to everyone else it is a service far away. */
import type { ReadStore, WriteStore } from '../store.ts'
import type { TrainingCallTable } from '../tables.ts'

export type TrainingCall = Readonly<TrainingCallTable>

/** Writes a call down; one that is there already stays as it is. */
export async function enterCall(tx: WriteStore, call: TrainingCall): Promise<void> {
  await tx
    .insertInto('training_call')
    .values(call)
    .onConflict((conflict) => conflict.column('line_reference').doNothing())
    .execute()
}

export const callByReference = (db: ReadStore, reference: string): Promise<TrainingCall | undefined> =>
  db.selectFrom('training_call').selectAll().where('line_reference', '=', reference).executeTakeFirst()

export const callsByReference = (db: ReadStore, references: readonly string[]): Promise<readonly TrainingCall[]> =>
  db.selectFrom('training_call').selectAll().where('line_reference', 'in', references).execute()

/** How many calls with the same pages to the same number were written down before this one. */
export async function callsBefore(db: ReadStore, call: TrainingCall): Promise<number> {
  const { count } = await db
    .selectFrom('training_call')
    .select((build) => build.fn.countAll<number>().as('count'))
    .where('e164', '=', call.e164)
    .where('sha256', '=', call.sha256)
    .where('line_reference', '!=', call.line_reference)
    .where('submitted_at', '<=', call.submitted_at)
    .executeTakeFirstOrThrow()
  return count
}

/** The newest calls to numbers that end so. */
export const callsTo = (db: ReadStore, ending: string): Promise<readonly TrainingCall[]> =>
  db
    .selectFrom('training_call')
    .selectAll()
    .where('e164', 'like', `%${ending}`)
    .orderBy('submitted_at', 'desc')
    .limit(100)
    .execute()

export async function markCallCancelled(tx: WriteStore, reference: string, at: number): Promise<void> {
  await tx.updateTable('training_call').set({ cancelled_at: at }).where('line_reference', '=', reference).execute()
}
