/** Contacts as rows. Their numbers are `numbers.ts`; what a number's standing means is judged in `main/recipients`. */
import { sql } from 'kysely'
import { ContactId, type NumberId, type PersonId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ContactTable } from '../tables.ts'

export const contactById = (read: ReadStore, id: ContactId): Promise<ContactTable | undefined> =>
  read.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirst()

export const contactsByIds = (read: ReadStore, ids: readonly string[]): Promise<readonly ContactTable[]> =>
  ids.length === 0 ? Promise.resolve([]) : read.selectFrom('contact').selectAll().where('id', 'in', ids).execute()

export async function insertContact(tx: WriteStore, row: ContactTable): Promise<void> {
  await tx.insertInto('contact').values(row).execute()
}

export type ContactPart = Omit<ContactTable, 'id' | 'revision' | 'added_at' | 'added_by' | 'last_sent_at'>

/** Changes the contact if it is still at `revision`; answers whether it was. */
export async function changeContact(
  tx: WriteStore,
  id: ContactId,
  revision: number,
  part: Partial<ContactPart>,
): Promise<boolean> {
  const rows = tx
    .updateTable('contact')
    .set({ ...part, revision: revision + 1 })
    .where('id', '=', id)
  const { numUpdatedRows } = await rows.where('revision', '=', revision).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Remembers that a fax was sent to this number's contact at `at` (epoch ms): lists put recent recipients first. */
export async function markUsed(tx: WriteStore, id: NumberId, at: number): Promise<void> {
  const owner = tx.selectFrom('fax_number').select('contact_id').where('id', '=', id)
  await tx.updateTable('contact').set({ last_sent_at: at }).where('id', '=', owner).execute()
}

export async function shortNames(read: ReadStore, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await read.selectFrom('person').select(['id', 'short_name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.short_name]))
}

/** Archived contacts, the last archived first. */
export async function archivedContacts(read: ReadStore, atMost: number): Promise<readonly string[]> {
  const rows = read.selectFrom('contact').select('id').where('archived_at', 'is not', null)
  return (await rows.orderBy('archived_at', 'desc').limit(atMost).execute()).map((row) => row.id)
}

/** Whether a fax, even one taken back since, or a merge refers to this contact: then it can only be archived. */
export async function contactUsed(read: ReadStore, id: ContactId): Promise<boolean> {
  const own = read.selectFrom('fax_number').select('id').where('contact_id', '=', id)
  const faxes = read.selectFrom('fax').select('id').where('number_id', 'in', own).limit(1)
  const merges = read.selectFrom('contact_merge').select('id')
  const merged = merges.where((row) => row.or([row('from_id', '=', id), row('into_id', '=', id)])).limit(1)
  return [await faxes.executeTakeFirst(), await merged.executeTakeFirst()].some((row) => row !== undefined)
}

/** Takes a contact that nothing refers to out of the store, with its numbers and what happened to them. */
export async function deleteContact(tx: WriteStore, id: ContactId): Promise<void> {
  await tx.deleteFrom('fax_number').where('contact_id', '=', id).execute()
  await tx.deleteFrom('contact').where('id', '=', id).execute()
}

export async function setFavourite(tx: WriteStore, by: PersonId, id: ContactId, favourite: boolean): Promise<void> {
  if (favourite) {
    const row = tx.insertInto('favourite').values({ person_id: by, contact_id: id })
    await row.onConflict((known) => known.doNothing()).execute()
  } else {
    await tx.deleteFrom('favourite').where('person_id', '=', by).where('contact_id', '=', id).execute()
  }
}

export async function favouritesOf(read: ReadStore, by: PersonId): Promise<ReadonlySet<string>> {
  const rows = await read.selectFrom('favourite').select('contact_id').where('person_id', '=', by).execute()
  return new Set(rows.map((row) => row.contact_id))
}

const stamp = 'contacts.changed'

/** How often contacts were changed: what was read at an older stamp may be out of date. */
export async function contactStamp(read: ReadStore): Promise<number> {
  const row = await read.selectFrom('counter').select('value').where('name', '=', stamp).executeTakeFirst()
  return row?.value ?? 0
}

/** To be called once in each transaction that adds or changes contacts or their numbers. */
export async function stampContacts(tx: WriteStore): Promise<void> {
  const first = tx.insertInto('counter').values({ name: stamp, value: 1 })
  await first.onConflict((known) => known.column('name').doUpdateSet({ value: sql`counter.value + 1` })).execute()
}

/** Pages through all contacts in use by name, so that an export holds few of them at a time. */
export async function contactIdsByName(read: ReadStore): Promise<readonly ContactId[]> {
  const rows = read.selectFrom('contact').select('id').where('archived_at', 'is', null)
  return (await rows.orderBy('organisation').orderBy('department').orderBy('person').orderBy('id').execute()).map(
    (row) => ContactId.parse(row.id),
  )
}
