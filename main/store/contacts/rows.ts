/** What searching needs of contacts: read all at once, fifty thousand of them, so only what it looks at. */
import type { Judged } from '#app/domain/contact/contact.ts'
import type { ReadStore } from '../store.ts'
import type { ContactTable } from '../tables.ts'

/** A contact's words, and of its numbers, preferred first, the part that standing is judged by. */
export type SearchRow = Pick<ContactTable, 'id' | 'organisation' | 'department' | 'person' | 'search'> & {
  readonly lastSentAt: number | null
  readonly judged: readonly Judged[]
}

/** The rows searching needs: of all contacts in use, or of one. */
export async function contactRows(read: ReadStore, id?: string): Promise<readonly SearchRow[]> {
  const numbers = new Map<string, Judged[]>()
  const verifications = read.selectFrom('fax_number').select(['contact_id', 'verification']).orderBy('position')
  const inUse = verifications.where('replaced_at', 'is', null)
  for (const row of await (id === undefined ? inUse : inUse.where('contact_id', '=', id)).execute()) {
    const known = numbers.get(row.contact_id)
    if (known) known.push(judgedIn(row.verification))
    else numbers.set(row.contact_id, [judgedIn(row.verification)])
  }
  const all = read
    .selectFrom('contact')
    .select(['id', 'organisation', 'department', 'person', 'search', 'last_sent_at'])
    .where('archived_at', 'is', null)
  const rows = await (id === undefined ? all : all.where('id', '=', id)).execute()
  return rows.map(({ id: own, organisation, department, person, search, last_sent_at: lastSentAt }) => {
    const judged = numbers.get(own) ?? [{ state: 'unverified' }]
    return { id: own, organisation, department, person, search, lastSentAt, judged }
  })
}

const plain = new Set(['unverified', 'pending', 'needs-recheck', 'revoked', 'blocked'])
const isPlain = (state: unknown): state is Exclude<Judged['state'], 'verified'> =>
  typeof state === 'string' && plain.has(state)

// Not by a schema, for speed; what cannot be read is not believed.
function judgedIn(text: string): Judged {
  const record: unknown = JSON.parse(text)
  if (typeof record !== 'object' || record === null || !('state' in record)) return { state: 'unverified' }
  const { state } = record
  if (isPlain(state)) return { state }
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

/** All numbers in use, with the part that standing is judged by. */
export async function judgedNumbers(
  read: ReadStore,
): Promise<readonly { readonly id: string; readonly contactId: string; readonly judged: Judged }[]> {
  const rows = read
    .selectFrom('fax_number')
    .innerJoin('contact', 'contact.id', 'fax_number.contact_id')
    .select(['fax_number.id', 'fax_number.contact_id', 'fax_number.verification'])
    .where('fax_number.replaced_at', 'is', null)
  const inUse = await rows.where('contact.archived_at', 'is', null).execute()
  return inUse.map(({ id, contact_id: contactId, verification }) => ({ id, contactId, judged: judgedIn(verification) }))
}
