/** The rows the look-alike guard compares with: found by indexed lookups, never by reading the whole book. */
import { sql } from 'kysely'
import { VerificationRecord } from '#app/domain/contact/contact.ts'
import { ContactId, E164, type NumberId } from '#app/domain/ids.ts'
import type { ReadStore } from '../store.ts'

export type KnownNumber = {
  readonly contactId: ContactId
  readonly organisation: string
  readonly department: string
  readonly person: string
  readonly e164: E164
  readonly verification: VerificationRecord
  /** Another number took its place, or the contact was archived. */
  readonly former: boolean
}

type Row = Pick<KnownNumber, 'organisation' | 'department' | 'person'> & {
  readonly contact_id: string
  readonly e164: string
  readonly verification: string
  readonly replaced_at: number | null
  readonly archived_at: number | null
}

const numbers = (read: ReadStore) =>
  read
    .selectFrom('fax_number')
    .innerJoin('contact', 'contact.id', 'fax_number.contact_id')
    .select([
      'fax_number.contact_id',
      'fax_number.e164',
      'fax_number.verification',
      'fax_number.replaced_at',
      'contact.organisation',
      'contact.department',
      'contact.person',
      'contact.archived_at',
    ])

const numbersInUse = (read: ReadStore) =>
  numbers(read).where('fax_number.replaced_at', 'is', null).where('contact.archived_at', 'is', null)

const known = ({ organisation, department, person, ...row }: Row): KnownNumber => ({
  contactId: ContactId.parse(row.contact_id),
  organisation,
  department,
  person,
  e164: E164.parse(row.e164),
  verification: VerificationRecord.parse(JSON.parse(row.verification)),
  former: row.replaced_at !== null || row.archived_at !== null,
})

/** Those of these numbers that are in use. */
export async function numbersAmong(read: ReadStore, e164s: readonly string[]): Promise<readonly KnownNumber[]> {
  const rows = numbersInUse(read).where('fax_number.e164', 'in', e164s)
  return (await rows.execute()).map(known)
}

/** North American numbers in use with these seven digits after the area code. */
export async function numbersInAnyArea(read: ReadStore, local: string): Promise<readonly KnownNumber[]> {
  const rows = numbersInUse(read).where(sql<string>`substr(fax_number.e164, 6)`, '=', local)
  return (await rows.where('fax_number.e164', 'like', '+1%').execute()).map(known)
}

/** Everybody who has this number, or had it. */
export const holdersOf = async (read: ReadStore, e164: E164): Promise<readonly KnownNumber[]> =>
  (await numbers(read).where('fax_number.e164', '=', e164).execute()).map(known)

/** Numbers in use of contacts whose `search` column begins with these words. @param atMost how many are read */
export async function numbersUnderWords(
  read: ReadStore,
  words: readonly string[],
  atMost: number,
): Promise<readonly KnownNumber[]> {
  const beginning = words.join(' ')
  // A space stands after the last word, and `!` is the letter after the space.
  const rows = numbersInUse(read)
    .where('contact.search', '>=', `${beginning} `)
    .where('contact.search', '<', `${beginning}!`)
  return (await rows.limit(atMost).execute()).map(known)
}

/** Whether a fax to this number has arrived. */
export async function reachedBefore(read: ReadStore, id: NumberId): Promise<boolean> {
  const faxes = read.selectFrom('fax').select('id').where('number_id', '=', id)
  return (await faxes.where('phase', '=', 'delivered').limit(1).executeTakeFirst()) !== undefined
}
