/**
 * Queries on faxes: writing one and finding one. Lists, counts and search are in fax-lists.ts, what the engine looks at
 * in delivery.ts. Every change of a fax goes through here, because a fax has a place among the sent ones (`sent_order`)
 * and words it is found by, and both must follow it.
 */
import { followInSearch } from '../search/fax-search.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { FaxTable, PhaseGroup } from '../tables.ts'

export type FaxRow = Readonly<FaxTable> & { readonly phase_group: PhaseGroup }

/** A fax as it is first written. What may be null is null unless given, and no fax is urgent. */
export type NewFax = Omit<FaxTable, Nullable | 'sent_order' | 'urgent'> &
  Partial<Pick<FaxTable, Exclude<Nullable, 'sent_order'> | 'urgent'>>

type Nullable = { [K in keyof FaxTable]: null extends FaxTable[K] ? K : never }[keyof FaxTable]

/** What may change about a fax. Never its id, nor what the store works out by itself. */
export type FaxChange = Partial<Omit<FaxTable, 'id' | 'sent_order'>>

/** Writes a new fax; throws when its id or reference is taken. */
export async function insertFax(tx: WriteStore, fax: NewFax): Promise<FaxRow> {
  const sent_order = typeof fax.sent_at === 'number' ? await nextOrder(tx, fax.sent_at) : null
  const row = await tx
    .insertInto('fax')
    .values({ urgent: 0, ...fax, sent_order })
    .returningAll()
    .executeTakeFirstOrThrow()
  await followInSearch(tx, undefined, row)
  return row
}

/**
 * Changes a fax, whatever its revision; for the engine, which alone moves a fax that is on its way.
 * Answers the row as it is afterwards, or undefined when there is no such fax.
 */
export async function changeFax(tx: WriteStore, id: string, change: FaxChange): Promise<FaxRow | undefined> {
  const before = await findFax(tx, id)
  return before && changed(tx, before, change)
}

/**
 * Changes a fax only if it still has this revision; for people, who may have looked at an older one. The revision
 * counts up by itself. Undefined when there is no such fax or it has changed meanwhile.
 */
export async function changeFaxFrom(
  tx: WriteStore,
  id: string,
  revision: number,
  change: Omit<FaxChange, 'revision'>,
): Promise<FaxRow | undefined> {
  const before = await findFax(tx, id)
  return before?.revision === revision ? changed(tx, before, { ...change, revision: revision + 1 }) : undefined
}

async function changed(tx: WriteStore, before: FaxRow, change: FaxChange): Promise<FaxRow> {
  const row = await tx
    .updateTable('fax')
    .set({ ...change, ...(await orderAfter(tx, before, change)) })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await followInSearch(tx, before, row)
  return row
}

async function orderAfter(
  tx: WriteStore,
  before: FaxRow,
  { sent_at }: FaxChange,
): Promise<Pick<FaxTable, 'sent_order'> | undefined> {
  if (sent_at === undefined || sent_at === before.sent_at) return undefined
  return { sent_order: sent_at === null ? null : await nextOrder(tx, sent_at) }
}

/** Room for so many faxes sent within one millisecond; what is left of 2^53 lasts until the year 2255. */
export const ordersInMs = 1000

async function nextOrder(tx: WriteStore, sentAt: number): Promise<number> {
  const { last } = await tx
    .selectFrom('fax')
    .select((build) => build.fn.max('sent_order').as('last'))
    .where('sent_order', '>=', sentAt * ordersInMs)
    .where('sent_order', '<', (sentAt + 1) * ordersInMs)
    .executeTakeFirstOrThrow()
  return last === null ? sentAt * ordersInMs : last + 1
}

export const findFax = (db: ReadStore, id: string): Promise<FaxRow | undefined> =>
  db.selectFrom('fax').selectAll().where('id', '=', id).executeTakeFirst()
