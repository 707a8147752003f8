/** Queries that only reports ask. */
import { ordersInMs } from '../faxes/faxes.ts'
import type { ReadStore } from '../store.ts'
import type { FaxTable } from '../tables.ts'
import type { CheckpointRow, EntryRow } from './audit.ts'

/** Whether any fax that was sent in this time went over the training line. */
export async function trainedBetween(db: ReadStore, from: number, to: number): Promise<boolean> {
  const row = await db
    .selectFrom('fax')
    .select('id')
    .where('training', '=', 1)
    .where('sent_at', '>=', from)
    .where('sent_at', '<', to)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The first and the last entry of a time range, up to `upTo`; undefined when there is none. `to` is exclusive. */
export async function endsBetween(
  db: ReadStore,
  { from, to, upTo }: { readonly from: number; readonly to: number; readonly upTo: number },
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select((build) => [
      build.fn.min<number | null>('sequence').as('first'),
      build.fn.max<number>('sequence').as('last'),
    ])
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('sequence', '<=', upTo)
    .executeTakeFirstOrThrow()
  return row.first === null ? undefined : { first: row.first, last: row.last }
}

/** The first checkpoint that signs this entry or a later one. */
export const checkpointFrom = (db: ReadStore, sequence: number): Promise<CheckpointRow | undefined> =>
  db
    .selectFrom('checkpoint')
    .selectAll()
    .where('sequence', '>=', sequence)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()

/** What reports tell of a fax that was sent off. */
const reported = [
  'id',
  'reference',
  'state',
  'content',
  'person_id',
  'e164',
  'organisation',
  'department',
  'person',
  'regarding',
  'pages',
  'line_id',
  'training',
  'confirmed',
  'form_id',
  'packet_sha256',
  'sent_at',
  'sent_order',
] as const
export type ReportedFax = Readonly<Pick<FaxTable, (typeof reported)[number]>>

/** Sent faxes of these times in the order they were sent, after one of them. `to` is exclusive. */
export const sentFaxes = (
  db: ReadStore,
  { from, to }: { readonly from: number; readonly to: number },
  after: number,
  limit: number,
): Promise<readonly ReportedFax[]> =>
  db
    .selectFrom('fax')
    .select(reported)
    .where('sent_order', '>=', from * ordersInMs)
    .where('sent_order', '<', to * ordersInMs)
    .where('sent_order', '>', after)
    .orderBy('sent_order')
    .limit(limit)
    .execute()

/** The faxes of these places among the sent ones, in no order. */
export const faxesAt = (db: ReadStore, orders: readonly number[]): Promise<readonly ReportedFax[]> =>
  db.selectFrom('fax').select(reported).where('sent_order', 'in', orders).execute()

export const findFaxByReference = (db: ReadStore, reference: string) =>
  db.selectFrom('fax').selectAll().where('reference', '=', reference).executeTakeFirst()

/** Entries about one of these subjects, the first first. */
export const entriesAbout = (
  db: ReadStore,
  subjects: readonly string[],
  { after, upTo }: { readonly after: number; readonly upTo: number },
  limit: number,
): Promise<readonly EntryRow[]> =>
  db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject', 'in', subjects)
    // Said for SQLite, whose index leaves out entries about nothing.
    .where('subject', '<>', '')
    .where('sequence', '>', after)
    .where('sequence', '<=', upTo)
    .orderBy('sequence')
    .limit(limit)
    .execute()

/** What ids that entries hold stand for; ids that nothing has are left out. */
export async function contactsNamed(db: ReadStore, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('contact')
    .select(['id', 'organisation', 'department', 'person'])
    .where('id', 'in', ids)
    .execute()
}

export async function numbersNamed(db: ReadStore, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('fax_number')
    .innerJoin('contact', 'contact.id', 'fax_number.contact_id')
    .select(['fax_number.id', 'fax_number.e164', 'contact.organisation', 'contact.person'])
    .where('fax_number.id', 'in', ids)
    .execute()
}

export async function linesNamed(db: ReadStore, ids: readonly string[]) {
  return ids.length === 0 ? [] : db.selectFrom('line').select(['id', 'name']).where('id', 'in', ids).execute()
}

export async function faxesNamed(db: ReadStore, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db.selectFrom('fax').select(['id', 'reference', 'person_id']).where('id', 'in', ids).execute()
}

export async function reportsNamed(db: ReadStore, ids: readonly string[]) {
  return ids.length === 0 ? [] : db.selectFrom('report').select(['id', 'file_name']).where('id', 'in', ids).execute()
}

/** A number as it stands: how it was verified (JSON), and whose it is. */
export const findVerification = (db: ReadStore, numberId: string) =>
  db
    .selectFrom('fax_number')
    .select(['e164', 'verification', 'contact_id'])
    .where('id', '=', numberId)
    .executeTakeFirst()
