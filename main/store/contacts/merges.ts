/** Merges of contacts, as rows: what was moved, so that it can be put back. */
import type { MergeId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ContactMergeTable } from '../tables.ts'

export async function insertMerge(tx: WriteStore, row: ContactMergeTable): Promise<void> {
  await tx.insertInto('contact_merge').values(row).execute()
}

export const mergeById = (read: ReadStore, id: MergeId): Promise<ContactMergeTable | undefined> =>
  read.selectFrom('contact_merge').selectAll().where('id', '=', id).executeTakeFirst()

export async function noteUndone(tx: WriteStore, id: MergeId, at: number): Promise<void> {
  await tx.updateTable('contact_merge').set({ undone_at: at }).where('id', '=', id).execute()
}
