/** What searching needs of contacts: fifty thousand of them, so only what it looks at. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Judged } from '#app/domain/contact/contact.ts'
import type { ReadStore } from '../store.ts'
import type { ContactTable, FaxNumberTable } from '../tables.ts'

/** A contact's words, and of its numbers, preferred first, the part that standing is judged by. */
export type SearchRow = Pick<ContactTable, 'id' | 'organisation' | 'department' | 'person' | 'search'> & {
  readonly lastSentAt: number | null
  readonly judged: readonly Judged[]
}

const rowsAtOnce = 1000

/** The rows searching needs, of all contacts in use, part by part; everybody else has a turn between two parts. */
export async function* contactRows(read: ReadStore): AsyncGenerator<readonly SearchRow[]> {
  for (let after = ''; ;) {
    const part = await contactsOf(read).where('id', '>', after).orderBy('id').limit(rowsAtOnce).execute()
    const [first, last] = [part[0], part.at(-1)]
    if (!first || !last) return
    const numbers = await numbersOf(read)
      .where('contact_id', '>=', first.id)
      .where('contact_id', '<=', last.id)
      .execute()
    yield joined(part, numbers)
    after = last.id
    await nextTurn()
  }
}

/** The row searching needs of one contact; undefined when it is not in use. */
export async function contactRow(read: ReadStore, id: string): Promise<SearchRow | undefined> {
  const rows = await contactsOf(read).where('id', '=', id).execute()
  return joined(rows, await numbersOf(read).where('contact_id', '=', id).execute())[0]
}

const contactsOf = (read: ReadStore) =>
  read
    .selectFrom('contact')
    .select(['id', 'organisation', 'department', 'person', 'search', 'last_sent_at'])
    .where('archived_at', 'is', null)

const numbersOf = (read: ReadStore) =>
  read
    .selectFrom('fax_number')
    .select(['contact_id', 'verification'])
    .where('replaced_at', 'is', null)
    .orderBy('position')

type Row = Pick<ContactTable, 'id' | 'organisation' | 'department' | 'person' | 'search' | 'last_sent_at'>
type NumberRow = Pick<FaxNumberTable, 'contact_id' | 'verification'>

function joined(rows: readonly Row[], numbers: readonly NumberRow[]): readonly SearchRow[] {
  const known = new Map<string, Judged[]>()
  for (const { contact_id: contactId, verification } of numbers) {
    const own = known.get(contactId)
    if (own) own.push(judgedIn(verification))
    else known.set(contactId, [judgedIn(verification)])
  }
  return rows.map(({ last_sent_at: lastSentAt, ...row }) => {
    const judged = known.get(row.id) ?? [{ state: 'unverified' }]
    return { ...row, lastSentAt, judged }
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
