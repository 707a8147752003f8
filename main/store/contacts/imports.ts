/** Imports of contacts, as rows: what came in together, and what of it may still be taken back. */
import { ContactId, type ImportId, type PersonId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ContactImportTable } from '../tables.ts'

export const importById = (read: ReadStore, id: ImportId): Promise<ContactImportTable | undefined> =>
  read.selectFrom('contact_import').selectAll().where('id', '=', id).executeTakeFirst()

type NewImport = { readonly id: ImportId; readonly source: string; readonly at: number; readonly by: PersonId }

export async function insertImport(tx: WriteStore, row: NewImport): Promise<void> {
  await tx
    .insertInto('contact_import')
    .values({ ...row, undone_at: null })
    .execute()
}

export async function noteImported(tx: WriteStore, importId: ImportId, contactId: ContactId): Promise<void> {
  await tx.insertInto('imported_contact').values({ import_id: importId, contact_id: contactId }).execute()
}

/** Which file each of these contacts came from; those that a person typed have none. */
export async function sourcesOf(read: ReadStore, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = read
    .selectFrom('imported_contact')
    .innerJoin('contact_import', 'contact_import.id', 'imported_contact.import_id')
    .select(['imported_contact.contact_id', 'contact_import.source'])
  const found = await rows.where('imported_contact.contact_id', 'in', ids).execute()
  return new Map(found.map((row) => [row.contact_id, row.source]))
}

/** Contacts of an import that nobody has changed, verified, blocked or sent to since. */
export async function untouchedOf(read: ReadStore, id: ImportId): Promise<readonly ContactId[]> {
  const rows = read
    .selectFrom('imported_contact')
    .innerJoin('contact', 'contact.id', 'imported_contact.contact_id')
    .innerJoin('fax_number', 'fax_number.contact_id', 'contact.id')
    .select('contact.id')
    .where('imported_contact.import_id', '=', id)
    .where('contact.revision', '=', 1)
    .where('contact.last_sent_at', 'is', null)
    .where('fax_number.verification', '=', JSON.stringify({ state: 'unverified' }))
  return (await rows.execute()).map((row) => ContactId.parse(row.id))
}

/** So many ids in one statement. */
const idsAtOnce = 500

/** Takes these contacts of an import out of the store, and says that it was taken back. */
export async function takeBackImport(
  tx: WriteStore,
  id: ImportId,
  contacts: readonly ContactId[],
  at: number,
): Promise<void> {
  for (let from = 0; from < contacts.length; from += idsAtOnce) {
    const some = contacts.slice(from, from + idsAtOnce)
    await tx.deleteFrom('imported_contact').where('contact_id', 'in', some).execute()
    await tx.deleteFrom('fax_number').where('contact_id', 'in', some).execute()
    await tx.deleteFrom('contact').where('id', 'in', some).execute()
  }
  await tx.updateTable('contact_import').set({ undone_at: at }).where('id', '=', id).execute()
}

export const countImported = async (read: ReadStore, id: ImportId): Promise<number> => {
  const rows = read.selectFrom('imported_contact').select((row) => row.fn.countAll<number>().as('count'))
  return (await rows.where('import_id', '=', id).executeTakeFirstOrThrow()).count
}
