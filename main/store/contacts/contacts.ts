/** Contacts and their fax numbers, as rows. What a number's standing means is judged in `main/recipients`. */
import { sql } from 'kysely'
import { z } from 'zod'
import { VerificationRecord, type Judged } from '#app/domain/contact.ts'
import { ContactId, E164, NumberId, type PersonId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ContactTable, FaxNumberTable } from '../tables.ts'

export type StoredNumber = {
  readonly id: NumberId
  readonly contactId: ContactId
  readonly e164: E164
  readonly verification: VerificationRecord
}

const storedVerification = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(VerificationRecord)

const numberOf = (row: FaxNumberTable): StoredNumber => ({
  id: NumberId.parse(row.id),
  contactId: ContactId.parse(row.contact_id),
  e164: E164.parse(row.e164),
  verification: storedVerification.parse(row.verification),
})

export const contactById = (read: ReadStore, id: ContactId): Promise<ContactTable | undefined> =>
  read.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirst()

export const contactsByIds = (read: ReadStore, ids: readonly string[]): Promise<readonly ContactTable[]> =>
  ids.length === 0 ? Promise.resolve([]) : read.selectFrom('contact').selectAll().where('id', 'in', ids).execute()

/** The numbers in use (not replaced) of these contacts. */
export async function numbersOf(read: ReadStore, contactIds: readonly string[]): Promise<readonly StoredNumber[]> {
  if (contactIds.length === 0) return []
  const rows = read.selectFrom('fax_number').selectAll().where('contact_id', 'in', contactIds)
  return (await rows.where('replaced_at', 'is', null).orderBy('added_at').execute()).map(numberOf)
}

/** A number that is in use; a replaced one is not found, so that nothing is sent to it by an old reference. */
export async function numberById(read: ReadStore, id: NumberId): Promise<StoredNumber | undefined> {
  const rows = read.selectFrom('fax_number').selectAll().where('id', '=', id)
  const row = await rows.where('replaced_at', 'is', null).executeTakeFirst()
  return row && numberOf(row)
}

/** Who has this number now. */
export async function ownerOf(read: ReadStore, e164: E164): Promise<ContactId | undefined> {
  const rows = read.selectFrom('fax_number').select('contact_id').where('e164', '=', e164)
  const row = await rows.where('replaced_at', 'is', null).executeTakeFirst()
  return row && ContactId.parse(row.contact_id)
}

export async function insertContact(tx: WriteStore, row: ContactTable): Promise<void> {
  await tx.insertInto('contact').values(row).execute()
}

export type ContactPart = Pick<ContactTable, 'organisation' | 'department' | 'person' | 'voice' | 'note' | 'search'>

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

export async function insertNumber(tx: WriteStore, number: StoredNumber, addedAt: number): Promise<void> {
  const row: FaxNumberTable = {
    id: number.id,
    contact_id: number.contactId,
    e164: number.e164,
    verification: JSON.stringify(number.verification),
    added_at: addedAt,
    replaced_at: null,
  }
  await tx.insertInto('fax_number').values(row).execute()
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

/** What searching needs of a contact: its words, and its newest number's part that standing is judged by. */
export type SearchRow = Pick<ContactTable, 'id' | 'organisation' | 'department' | 'person' | 'search'> & {
  readonly lastSentAt: number | null
  readonly judged: Judged
}

/** The rows searching needs: of all contacts, or of one. */
export async function contactRows(read: ReadStore, id?: string): Promise<readonly SearchRow[]> {
  const numbers = new Map<string, Judged>()
  const verifications = read.selectFrom('fax_number').select(['contact_id', 'verification'])
  const inUse = verifications.where('replaced_at', 'is', null)
  for (const row of await (id === undefined ? inUse : inUse.where('contact_id', '=', id)).execute()) {
    numbers.set(row.contact_id, judgedIn(row.verification))
  }
  const all = read
    .selectFrom('contact')
    .select(['id', 'organisation', 'department', 'person', 'search', 'last_sent_at'])
  const rows = await (id === undefined ? all : all.where('id', '=', id)).execute()
  return rows.map(({ id: own, organisation, department, person, search, last_sent_at: lastSentAt }) => {
    const judged = numbers.get(own) ?? { state: 'unverified' }
    return { id: own, organisation, department, person, search, lastSentAt, judged }
  })
}

// Fifty thousand records are read at once here: only what standing needs is looked at, and not by a schema.
function judgedIn(text: string): Judged {
  const record: unknown = JSON.parse(text)
  if (typeof record !== 'object' || record === null || !('state' in record)) return { state: 'unverified' }
  const { state } = record
  if (state === 'revoked') return { state }
  if (state !== 'verified' || !('until' in record) || typeof record.until !== 'number') return { state: 'unverified' }
  return { state, until: record.until }
}

/** Contacts that were sent to after `after` (epoch ms). */
export async function contactsUsedSince(
  read: ReadStore,
  after: number,
): Promise<readonly { readonly id: string; readonly lastSentAt: number }[]> {
  const rows = read.selectFrom('contact').select(['id', 'last_sent_at']).where('last_sent_at', '>', after)
  return (await rows.execute()).map((row) => ({ id: row.id, lastSentAt: row.last_sent_at ?? 0 }))
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
