/** Faxes that were made of one draft and sent by one act, and what they share. */
import type { FaxId, NumberId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import { changeFax, type FaxChange, type FaxRow } from './faxes.ts'

/** All faxes sent together from this draft, in the order of sending; those of earlier acts on the same draft as well. */
export const sentTogether = (db: ReadStore, together: string): Promise<readonly FaxRow[]> =>
  db
    .selectFrom('fax')
    .selectAll()
    .where('together', '=', together)
    .where('sent_at', 'is not', null)
    .orderBy('sent_order')
    .execute()

export type Place = { readonly place: number; readonly of: number }

/** Which place each of these faxes has among those it was sent with, by its id; those sent alone are left out. */
export async function placesTogether(db: ReadStore, rows: readonly FaxRow[]): Promise<ReadonlyMap<string, Place>> {
  const acts = [...new Set(rows.flatMap(({ together }) => together ?? []))]
  if (acts.length === 0) return new Map()
  const all = await db
    .selectFrom('fax')
    .select(['id', 'together'])
    .where('together', 'in', acts)
    .where('sent_at', 'is not', null)
    .orderBy('sent_order')
    .execute()
  const places = new Map<string, Place>()
  for (const each of Map.groupBy(all, ({ together }) => together).values())
    for (const [index, { id }] of each.entries()) places.set(id, { place: index + 1, of: each.length })
  return places
}

/** The last fax of pages that was sent to this number. */
export const lastSentTo = (db: ReadStore, id: NumberId): Promise<FaxRow | undefined> =>
  db
    .selectFrom('fax')
    .selectAll()
    .where('number_id', '=', id)
    .where('sent_at', 'is not', null)
    .where('kind', 'is', null)
    .orderBy('sent_order', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Whether pages of this draft lie in faxes that were sent from it, or copied from them. */
export async function sharedPages(db: ReadStore, id: FaxId): Promise<boolean> {
  const rows = db.selectFrom('fax').select('id').where('together', '=', id).where('id', '!=', id)
  return (await rows.limit(1).executeTakeFirst()) !== undefined
}

/** Whether another fax rests on this signed form. */
export async function formShared(db: ReadStore, formId: string, except: string): Promise<boolean> {
  const rows = db.selectFrom('fax').select('id').where('form_id', '=', formId).where('id', '!=', except)
  return (await rows.limit(1).executeTakeFirst()) !== undefined
}

/** Takes a fax that never left out of the store: first out of lists and search, then its row. */
export async function removeUnsent(tx: WriteStore, id: FaxId, neverSent: FaxChange): Promise<void> {
  await changeFax(tx, id, neverSent)
  await tx.deleteFrom('fax').where('id', '=', id).execute()
}
