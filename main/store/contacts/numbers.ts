/** Fax numbers as rows, and what happened to each. Nothing here judges: a record is written as it is handed in. */
import { z } from 'zod'
import { VerificationRecord } from '#app/domain/contact/contact.ts'
import { ContactId, E164, NumberId, type FaxId, type PersonId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { FaxNumberTable, NumberEventTable } from '../tables.ts'

export type StoredNumber = {
  readonly id: NumberId
  readonly contactId: ContactId
  readonly e164: E164
  readonly verification: VerificationRecord
  readonly label?: string
  readonly position?: number
}

const storedVerification = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(VerificationRecord)

const numberOf = (row: FaxNumberTable): Required<StoredNumber> => ({
  id: NumberId.parse(row.id),
  contactId: ContactId.parse(row.contact_id),
  e164: E164.parse(row.e164),
  label: row.label,
  position: row.position,
  verification: storedVerification.parse(row.verification),
})

/** The numbers in use (not replaced) of these contacts, preferred ones first. */
export async function numbersOf(
  read: ReadStore,
  contactIds: readonly string[],
): Promise<readonly Required<StoredNumber>[]> {
  if (contactIds.length === 0) return []
  const rows = read.selectFrom('fax_number').selectAll().where('contact_id', 'in', contactIds)
  const inUse = rows.where('replaced_at', 'is', null).orderBy('position').orderBy('added_at').orderBy('id')
  return (await inUse.execute()).map(numberOf)
}

/**
 * A number that is in use; a replaced one, or an archived contact's, is not found, so that nothing is sent to it by an
 * old reference.
 */
export async function numberById(read: ReadStore, id: NumberId): Promise<Required<StoredNumber> | undefined> {
  const rows = read
    .selectFrom('fax_number')
    .innerJoin('contact', 'contact.id', 'fax_number.contact_id')
    .selectAll('fax_number')
    .where('fax_number.id', '=', id)
    .where('fax_number.replaced_at', 'is', null)
  const row = await rows.where('contact.archived_at', 'is', null).executeTakeFirst()
  return row && numberOf(row)
}

/** Whose number this is now. */
export async function ownerOf(read: ReadStore, e164: E164): Promise<ContactId | undefined> {
  const rows = read
    .selectFrom('fax_number')
    .innerJoin('contact', 'contact.id', 'fax_number.contact_id')
    .select('fax_number.contact_id')
    .where('fax_number.e164', '=', e164)
    .where('fax_number.replaced_at', 'is', null)
  const row = await rows.where('contact.archived_at', 'is', null).executeTakeFirst()
  return row && ContactId.parse(row.contact_id)
}

export async function insertNumber(
  tx: WriteStore,
  { id, contactId, e164, verification, label = '', position = 0 }: StoredNumber,
  addedAt: number,
): Promise<void> {
  const row: FaxNumberTable = {
    id,
    contact_id: contactId,
    e164,
    label,
    position,
    verification: JSON.stringify(verification),
    added_at: addedAt,
    replaced_at: null,
  }
  await tx.insertInto('fax_number').values(row).execute()
}

export async function changeNumber(
  tx: WriteStore,
  id: NumberId,
  part: Partial<Pick<FaxNumberTable, 'label' | 'position' | 'contact_id'>>,
): Promise<void> {
  await tx.updateTable('fax_number').set(part).where('id', '=', id).execute()
}

export async function writeVerification(tx: WriteStore, id: NumberId, record: VerificationRecord): Promise<void> {
  await tx
    .updateTable('fax_number')
    .set({ verification: JSON.stringify(record) })
    .where('id', '=', id)
    .execute()
}

/** Takes a number out of use: revoked, and never found again by `numberById`. */
export async function retireNumber(tx: WriteStore, id: NumberId, by: PersonId, at: number): Promise<void> {
  const record: VerificationRecord = { state: 'revoked', by, at, reason: 'replaced' }
  const row = { verification: JSON.stringify(record), replaced_at: at }
  await tx.updateTable('fax_number').set(row).where('id', '=', id).execute()
  await noteNumberEvent(tx, { number_id: id, at, by, what: 'replaced', detail: '{}' })
}

export async function noteNumberEvent(tx: WriteStore, event: Omit<NumberEventTable, 'id'>): Promise<void> {
  await tx.insertInto('number_event').values(event).execute()
}

/** All that happened to these numbers, newest first. */
export const numberEvents = (read: ReadStore, ids: readonly string[]) =>
  read.selectFrom('number_event').selectAll().where('number_id', 'in', ids).orderBy('id', 'desc').execute()

/** Every number this contact has or had, those in use first. */
export const allNumbersOf = (read: ReadStore, id: ContactId): Promise<readonly FaxNumberTable[]> =>
  read
    .selectFrom('fax_number')
    .selectAll()
    .where('contact_id', '=', id)
    .orderBy((row) => row.fn.coalesce('replaced_at', row.lit(0)))
    .orderBy('position')
    .execute()

/** How many faxes of pages were sent off to each number, how many arrived, and when the first and the last left. */
export const useOfNumbers = (read: ReadStore, ids: readonly string[]) =>
  read
    .selectFrom('fax')
    .select('number_id')
    .select((row) => [
      row.fn.countAll<number>().as('faxes'),
      row.fn.sum<number>(row.case().when('phase', '=', 'delivered').then(1).else(0).end()).as('delivered'),
      row.fn.min('sent_at').as('first'),
      row.fn.max('sent_at').as('last'),
    ])
    .where('number_id', 'in', ids)
    .where('sent_at', 'is not', null)
    .groupBy('number_id')
    .execute()

/** Which number a fax was sent to, and whether it only tests the number. */
export async function numberOfFax(
  read: ReadStore,
  id: FaxId,
): Promise<{ readonly numberId: NumberId; readonly test: boolean } | undefined> {
  const row = await read.selectFrom('fax').select(['number_id', 'kind']).where('id', '=', id).executeTakeFirst()
  return row?.number_id ? { numberId: NumberId.parse(row.number_id), test: row.kind === 'test' } : undefined
}

/** Whose these numbers are. */
export async function contactsOfNumbers(
  read: ReadStore,
  ids: readonly NumberId[],
): Promise<ReadonlyMap<NumberId, ContactId>> {
  const rows = await read.selectFrom('fax_number').select(['id', 'contact_id']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [NumberId.parse(row.id), ContactId.parse(row.contact_id)]))
}
