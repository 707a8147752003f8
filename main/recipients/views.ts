/** Contacts as the page sees them. */
import type { ContactView, NumberView } from '#app/contract/contacts.ts'
import { standing } from '#app/domain/contact.ts'
import { ContactId } from '#app/domain/ids.ts'
import { contactsByIds, numbersOf, shortNames, type StoredNumber } from '../store/contacts/contacts.ts'
import { sourcesOf } from '../store/contacts/imports.ts'
import type { ReadStore } from '../store/store.ts'
import type { ContactTable } from '../store/tables.ts'

type Names = ReadonlyMap<string, string>

/** The contacts with these ids, in the order of `ids`; unknown ones are left out. @param now epoch ms */
export async function contactViews(read: ReadStore, ids: readonly string[], now: number): Promise<ContactView[]> {
  const contacts = new Map((await contactsByIds(read, ids)).map((row) => [row.id, row]))
  const numbers = await numbersOf(read, ids)
  const people = numbers.flatMap(({ verification }) => (verification.state === 'unverified' ? [] : [verification.by]))
  const names = await shortNames(read, [...new Set([...people, ...[...contacts.values()].map((row) => row.added_by)])])
  const sources = await sourcesOf(read, ids)
  return ids.flatMap((id) => {
    const row = contacts.get(id)
    const own = numbers.filter((number) => number.contactId === id)
    return row
      ? [
          contactView(
            row,
            own.map((number) => numberView(number, names, now)),
            names,
            sources.get(id),
          ),
        ]
      : []
  })
}

/** @returns undefined when there is no such contact */
export async function contactViewOf(read: ReadStore, id: ContactId, now: number): Promise<ContactView | undefined> {
  const [view] = await contactViews(read, [id], now)
  return view
}

function contactView(row: ContactTable, numbers: NumberView[], names: Names, source?: string): ContactView {
  const { revision, organisation, department, person, voice, note } = row
  return {
    id: ContactId.parse(row.id),
    revision,
    organisation,
    department,
    person,
    voice,
    note,
    numbers,
    addedAt: row.added_at,
    addedByShortName: names.get(row.added_by) ?? '',
    ...(source === undefined ? {} : { source }),
    ...(row.last_sent_at === null ? {} : { lastSentAt: row.last_sent_at }),
  }
}

function numberView({ id, e164, verification }: StoredNumber, names: Names, now: number): NumberView {
  const common = { id, e164, standing: standing(verification, now) }
  if (verification.state === 'unverified') return common
  const { by, at } = verification
  const done = { ...common, byShortName: names.get(by) ?? '', at }
  if (verification.state === 'revoked') return { ...done, reason: verification.reason }
  const { method, until, spokeWith, called } = verification
  return { ...done, method, until, spokeWith, called }
}
