/** Imports of contacts, as rows: what came in together, and what of it may still be taken back. */
import { ContactId, ImportId, type PersonId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ContactImportTable } from '../tables.ts'

export const importById = (read: ReadStore, id: ImportId): Promise<ContactImportTable | undefined> =>
  read.selectFrom('contact_import').selectAll().where('id', '=', id).executeTakeFirst()

/** The newest first. */
export const latestImports = (read: ReadStore, atMost: number): Promise<readonly ContactImportTable[]> =>
  read.selectFrom('contact_import').selectAll().orderBy('at', 'desc').orderBy('id').limit(atMost).execute()

type NewImport = Pick<ContactImportTable, 'source' | 'kind' | 'as_of'> & {
  readonly id: ImportId
  readonly at: number
  readonly by: PersonId
}

/** Begins an import, or begins it again: rows of an earlier reading go. */
export async function beginImport(tx: WriteStore, row: NewImport): Promise<void> {
  await tx.deleteFrom('import_row').where('import_id', '=', row.id).execute()
  await tx
    .insertInto('contact_import')
    .values({ ...row, undone_at: null, stage: 'reading' })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ stage: 'reading' }))
    .execute()
}

export async function setStage(tx: WriteStore, id: ImportId, stage: ContactImportTable['stage']): Promise<void> {
  await tx.updateTable('contact_import').set({ stage }).where('id', '=', id).execute()
}

/** Takes an import out that nothing was added by. */
export async function dropImport(tx: WriteStore, id: ImportId): Promise<void> {
  await tx.deleteFrom('import_row').where('import_id', '=', id).execute()
  await tx.deleteFrom('contact_import').where('id', '=', id).execute()
}

/** Imports that were being read when the application ended: nothing of them is kept. */
export async function dropHalfRead(tx: WriteStore): Promise<void> {
  const rows = await tx.selectFrom('contact_import').select('id').where('stage', '=', 'reading').execute()
  for (const { id } of rows) await dropImport(tx, ImportId.parse(id))
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

/** Contacts of an import that nobody has changed, archived, verified, blocked or sent to since. */
export async function untouchedOf(read: ReadStore, id: ImportId): Promise<readonly ContactId[]> {
  const rows = read
    .selectFrom('imported_contact')
    .innerJoin('contact', 'contact.id', 'imported_contact.contact_id')
    .innerJoin('fax_number', 'fax_number.contact_id', 'contact.id')
    .leftJoin('fax', 'fax.number_id', 'fax_number.id')
    .select('contact.id')
    .where('imported_contact.import_id', '=', id)
    .where('contact.revision', '=', 1)
    .where('contact.archived_at', 'is', null)
    .where('contact.last_sent_at', 'is', null)
    .groupBy('contact.id')
    .having((row) => row.fn.count('fax.id'), '=', 0)
    .having((row) => row.fn.max('fax_number.verification'), '=', unverified)
    .having((row) => row.fn.min('fax_number.verification'), '=', unverified)
  return (await rows.execute()).map((row) => ContactId.parse(row.id))
}

const unverified = JSON.stringify({ state: 'unverified' })

/** So many ids in one statement. */
const idsAtOnce = 500

/** Takes these contacts of an import out of the store. */
export async function removeImported(tx: WriteStore, contacts: readonly ContactId[]): Promise<void> {
  for (let from = 0; from < contacts.length; from += idsAtOnce) {
    const some = contacts.slice(from, from + idsAtOnce)
    await tx.deleteFrom('imported_contact').where('contact_id', 'in', some).execute()
    await tx.deleteFrom('fax_number').where('contact_id', 'in', some).execute()
    await tx.deleteFrom('contact').where('id', 'in', some).execute()
  }
}

/** Notes that an import was taken back; its rows, and what they said as a directory, go. */
export async function markUndone(tx: WriteStore, id: ImportId, at: number): Promise<void> {
  await tx.deleteFrom('import_row').where('import_id', '=', id).execute()
  await tx.updateTable('contact_import').set({ undone_at: at, stage: 'done' }).where('id', '=', id).execute()
}

export const countImported = async (read: ReadStore, id: ImportId): Promise<number> => {
  const rows = read.selectFrom('imported_contact').select((row) => row.fn.countAll<number>().as('count'))
  return (await rows.where('import_id', '=', id).executeTakeFirstOrThrow()).count
}
