/** Queries on documents and reports: what lies in the encrypted files beside the store, and their keys. */
import type { ReadStore, WriteStore } from '../store.ts'
import type { DocumentTable, ReportTable } from '../tables.ts'

export type DocumentRow = Readonly<DocumentTable>
export type ReportRow = Readonly<ReportTable>

/** Writes a document's row; its file must be on disk before, so that a row never points at nothing. */
export async function insertDocument(tx: WriteStore, document: DocumentRow): Promise<void> {
  await tx.insertInto('document').values(document).execute()
}

export const findDocument = (db: ReadStore, id: string): Promise<DocumentRow | undefined> =>
  db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()

/** The documents of these ids that exist, in no order. */
export const findDocuments = async (db: ReadStore, ids: readonly string[]): Promise<readonly DocumentRow[]> =>
  ids.length === 0 ? [] : db.selectFrom('document').selectAll().where('id', 'in', ids).execute()

/**
 * Forgets the document's key: from here on its bytes are noise, in every copy of the file and every backup made after.
 * The caller then removes the file; one that stays behind is an orphan. Answers whether there was a key to forget.
 */
export async function forgetDocumentKey(tx: WriteStore, id: string): Promise<boolean> {
  const row = await tx
    .updateTable('document')
    .set({ key: null })
    .where('id', '=', id)
    .where('key', 'is not', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The ids of all documents whose files must be there; any other file is an orphan. */
export async function keptDocumentIds(db: ReadStore): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('document').select('id').where('key', 'is not', null).execute()
  return new Set(rows.map((row) => row.id))
}

export async function insertReport(tx: WriteStore, report: ReportRow): Promise<void> {
  await tx.insertInto('report').values(report).execute()
}

export const findReport = (db: ReadStore, id: string): Promise<ReportRow | undefined> =>
  db.selectFrom('report').selectAll().where('id', '=', id).executeTakeFirst()
