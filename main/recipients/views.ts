/** Contacts as the page sees them. */
import { z } from 'zod'
import { PostalAddress, type ContactView, type NumberView } from '#app/contract/book/contacts.ts'
import { ContactKind, standing, type VerificationRecord } from '#app/domain/contact/contact.ts'
import { ContactId, type PersonId } from '#app/domain/ids.ts'
import { Purpose } from '#app/domain/purpose/purpose.ts'
import { contactsByIds, favouritesOf, shortNames } from '../store/contacts/contacts.ts'
import { numbersOf, type StoredNumber } from '../store/contacts/numbers.ts'
import { sourcesOf } from '../store/contacts/imports.ts'
import type { ReadStore } from '../store/store.ts'
import type { ContactTable } from '../store/tables.ts'

type Names = ReadonlyMap<string, string>

/** What is known of a contact whatever the time and whoever asks. */
export type Known = {
  readonly view: Omit<ContactView, 'numbers' | 'favourite'>
  readonly numbers: readonly {
    readonly said: Omit<NumberView, 'standing'>
    readonly verification: VerificationRecord
  }[]
}

/**
 * The contacts with these ids, in the order of `ids`; unknown ones are left out.
 * @param now epoch ms
 * @param viewer whose favourites are marked
 */
export async function contactViews(
  read: ReadStore,
  ids: readonly string[],
  now: number,
  viewer?: PersonId,
): Promise<ContactView[]> {
  const known = await knownContacts(read, ids)
  const favourites = viewer ? await favouritesOf(read, viewer) : new Set<string>()
  return viewsOf(known, ids, now, favourites)
}

/** Those of these contacts that there are. */
export async function knownContacts(read: ReadStore, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  const contacts = await contactsByIds(read, ids)
  const numbers = Map.groupBy(await numbersOf(read, ids), ({ contactId }) => contactId)
  const people = [...numbers.values()].flat().flatMap(({ verification }) => peopleIn(verification))
  const names = await shortNames(read, [...new Set([...people, ...contacts.map((row) => row.added_by)])])
  const sources = await sourcesOf(read, ids)
  return new Map(
    contacts.map((row): [string, Known] => {
      const id = ContactId.parse(row.id)
      const own = numbers.get(id) ?? []
      const saidOf = own.map((number) => ({ said: numberSaid(number, names), verification: number.verification }))
      return [row.id, { view: contactView(id, row, names, sources.get(row.id)), numbers: saidOf }]
    }),
  )
}

/** The same as the page sees them, their numbers judged at `now` (epoch ms). */
export const viewsOf = (
  known: ReadonlyMap<string, Known>,
  ids: readonly string[],
  now: number,
  favourites: ReadonlySet<string>,
): ContactView[] =>
  ids.flatMap((id) => {
    const one = known.get(id)
    if (!one) return []
    const numbers = one.numbers.map(({ said, verification }) => ({ ...said, standing: standing(verification, now) }))
    return { ...one.view, numbers, favourite: favourites.has(id) }
  })

/** @returns undefined when there is no such contact */
export async function contactViewOf(
  read: ReadStore,
  id: ContactId,
  now: number,
  viewer?: PersonId,
): Promise<ContactView | undefined> {
  const [view] = await contactViews(read, [id], now, viewer)
  return view
}

function peopleIn(record: VerificationRecord): readonly string[] {
  const by = 'by' in record ? [record.by] : []
  return record.state === 'verified' && record.secondBy ? [...by, record.secondBy] : by
}

const storedTags = z.array(z.string())

function contactView(id: ContactId, row: ContactTable, names: Names, source: string | undefined): Known['view'] {
  const { revision, organisation, department, person, voice, note, npi, specialty } = row
  return {
    id,
    revision,
    kind: ContactKind.parse(row.kind),
    organisation,
    department,
    person,
    voice,
    note,
    npi,
    specialty,
    address: PostalAddress.parse(JSON.parse(row.address)),
    tags: storedTags.parse(JSON.parse(row.tags)),
    defaultPurpose: Purpose.nullable().parse(row.default_purpose),
    addedAt: row.added_at,
    addedByShortName: names.get(row.added_by) ?? '',
    ...(source === undefined ? {} : { source }),
    ...(row.last_sent_at === null ? {} : { lastSentAt: row.last_sent_at }),
    ...(row.archived_at === null ? {} : { archivedAt: row.archived_at }),
  }
}

const numberSaid = ({ id, e164, label, verification }: Required<StoredNumber>, names: Names) => ({
  id,
  e164,
  label,
  ...said(verification, names),
})

/** What a record lets the page say of it. The code of a test fax stays here. */
function said(record: VerificationRecord, names: Names): Partial<NumberView> {
  const byShortName = 'by' in record ? { byShortName: names.get(record.by) ?? '' } : {}
  const at = record.state === 'unverified' ? {} : { at: record.at }
  const after = record.state !== 'verified' && record.after ? { after: record.after } : {}
  const common = { ...byShortName, ...at, ...after }
  if (record.state === 'verified') {
    const { until, evidence, secondBy } = record
    return { ...common, until, evidence, ...(secondBy ? { secondByShortName: names.get(secondBy) ?? '' } : {}) }
  }
  if (record.state === 'pending') {
    const { waitsFor } = record
    return waitsFor.what === 'read-back'
      ? { ...common, waitsFor: 'read-back', testFaxId: waitsFor.faxId }
      : { ...common, waitsFor: 'second-person', evidence: waitsFor.evidence }
  }
  if (record.state === 'needs-recheck') return { ...common, doubt: record.because }
  return 'reason' in record ? { ...common, reason: record.reason } : common
}
