/** Rows that were read and wait for a person, and rows of directories that stay to be compared with. */
import type { RowGroup } from '#app/contract/book/contact-imports.ts'
import { directoryKinds, type RowChoice, type RowFate, type RowFinding } from '#app/domain/contact/contact-import.ts'
import type { ContactId, ImportId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ImportRowTable } from '../tables.ts'

export async function insertRows(tx: WriteStore, rows: readonly ImportRowTable[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('import_row').values(rows).execute()
}

/** How many rows there are of each finding, choice and fate. */
export const groupsOf = (read: ReadStore, id: ImportId): Promise<RowGroup[]> =>
  read
    .selectFrom('import_row')
    .select(['finding', 'choice', 'fate', (row) => row.fn.countAll<number>().as('rows')])
    .where('import_id', '=', id)
    .groupBy(['finding', 'choice', 'fate'])
    .execute()

/** @param after the last row already seen, or 0 */
export function rowsAfter(
  read: ReadStore,
  id: ImportId,
  page: { readonly after: number; readonly limit: number; readonly finding?: RowFinding | undefined },
): Promise<readonly ImportRowTable[]> {
  const rows = read.selectFrom('import_row').selectAll().where('import_id', '=', id)
  const of = page.finding === undefined ? rows : rows.where('finding', '=', page.finding)
  return of.where('row_number', '>', page.after).orderBy('row_number').limit(page.limit).execute()
}

export const rowOf = (read: ReadStore, id: ImportId, row: number): Promise<ImportRowTable | undefined> =>
  read.selectFrom('import_row').selectAll().where('import_id', '=', id).where('row_number', '=', row).executeTakeFirst()

/** The next rows with which something is to be done. */
export const waitingRows = (read: ReadStore, id: ImportId, limit: number): Promise<readonly ImportRowTable[]> =>
  waiting(read, id).selectAll().limit(limit).execute()

export const anyWaiting = async (read: ReadStore, id: ImportId): Promise<boolean> =>
  (await waiting(read, id).select('row_number').limit(1).executeTakeFirst()) !== undefined

const waiting = (read: ReadStore, id: ImportId) =>
  read
    .selectFrom('import_row')
    .where('import_id', '=', id)
    // Named one by one, so that an index finds them however many are dealt with.
    .where('finding', 'in', ['ready', 'known', 'taken', 'same-npi', 'same-name'])
    .where('choice', 'in', ['add', 'merge'])
    .where('fate', '=', 'waiting')

/** Chooses for one row, or for all of a finding; answers how many wait and were chosen for. */
export async function chooseFor(
  tx: WriteStore,
  id: ImportId,
  of: { readonly row: number } | { readonly finding: RowFinding },
  choice: RowChoice,
): Promise<number> {
  const rows = tx.updateTable('import_row').set({ choice }).where('import_id', '=', id).where('fate', '=', 'waiting')
  const chosen = 'row' in of ? rows.where('row_number', '=', of.row) : rows.where('finding', '=', of.finding)
  return Number((await chosen.executeTakeFirst()).numUpdatedRows)
}

export type Settled = {
  readonly fate: Exclude<RowFate, 'waiting'>
  readonly contactId?: ContactId | undefined
  readonly before?: string
}

export async function settleRow(
  tx: WriteStore,
  row: ImportRowTable,
  { fate, contactId, before }: Settled,
): Promise<void> {
  await tx
    .updateTable('import_row')
    .set({ fate, contact_id: contactId ?? row.contact_id, before: before ?? null })
    .where('import_id', '=', row.import_id)
    .where('row_number', '=', row.row_number)
    .execute()
}

/** What merges of this import changed, the last first. */
export const mergesOf = (read: ReadStore, id: ImportId): Promise<readonly ImportRowTable[]> =>
  read
    .selectFrom('import_row')
    .selectAll()
    .where('import_id', '=', id)
    .where('fate', '=', 'merged')
    .orderBy('row_number', 'desc')
    .execute()

/** Once nothing waits: a directory keeps what has a number, any import what a merge changed. */
export async function keepAfterwards(tx: WriteStore, id: ImportId, directory: boolean): Promise<void> {
  const rows = tx.deleteFrom('import_row').where('import_id', '=', id).where('fate', '<>', 'merged')
  await (directory ? rows.where('e164', 'is', null) : rows).execute()
}

export type Listed = Pick<ImportRowTable, 'npi' | 'content' | 'fate' | 'contact_id'> & {
  readonly source: string
  readonly kind: (typeof directoryKinds)[number]
  readonly at: number
  readonly as_of: number | null
}

/** What directories list under this NPI or this name, the newest import first. */
export async function listedUnder(
  read: ReadStore,
  { npi, name }: { readonly npi: string; readonly name: string },
): Promise<readonly Listed[]> {
  const entries = read
    .selectFrom('import_row')
    .innerJoin('contact_import', 'contact_import.id', 'import_row.import_id')
    .select(['import_row.npi', 'import_row.content', 'import_row.fate', 'import_row.contact_id'])
    .select(['contact_import.source', 'contact_import.kind', 'contact_import.at', 'contact_import.as_of'])
    .where('contact_import.stage', '=', 'done')
    .where('contact_import.kind', 'in', directoryKinds)
    .orderBy('contact_import.at', 'desc')
    .limit(100)
  const byNpi = npi === '' ? [] : await entries.where('import_row.npi', '=', npi).execute()
  const byName = name === '' ? [] : await entries.where('import_row.name', '=', name).execute()
  return [...byNpi, ...byName] as readonly Listed[]
}
