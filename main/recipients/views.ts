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

type Facts = {
  readonly names: Names
  readonly favourites: ReadonlySet<string>
  readonly sources: ReadonlyMap<string, string>
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
  const contacts = new Map((await contactsByIds(read, ids)).map((row) => [row.id, row]))
  const numbers = Map.groupBy(await numbersOf(read, ids), ({ contactId }) => contactId)
  const people = [...numbers.values()].flat().flatMap(({ verification }) => peopleIn(verification))
  const adders = [...contacts.values()].map((row) => row.added_by)
  const facts: Facts = {
    names: await shortNames(read, [...new Set([...people, ...adders])]),
    favourites: viewer ? await favouritesOf(read, viewer) : new Set(),
    sources: await sourcesOf(read, ids),
  }
  return ids.flatMap((id) => {
    const row = contacts.get(id)
    if (!row) return []
    const contactId = ContactId.parse(id)
    const own = numbers.get(contactId) ?? []
    return contactView(
      contactId,
      row,
      own.map((number) => numberView(number, facts.names, now)),
      facts,
    )
  })
}

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

function contactView(id: ContactId, row: ContactTable, numbers: NumberView[], facts: Facts): ContactView {
  const { revision, organisation, department, person, voice, note, npi, specialty } = row
  const source = facts.sources.get(row.id)
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
    numbers,
    favourite: facts.favourites.has(row.id),
    addedAt: row.added_at,
    addedByShortName: facts.names.get(row.added_by) ?? '',
    ...(source === undefined ? {} : { source }),
    ...(row.last_sent_at === null ? {} : { lastSentAt: row.last_sent_at }),
    ...(row.archived_at === null ? {} : { archivedAt: row.archived_at }),
  }
}

function numberView({ id, e164, label, verification }: Required<StoredNumber>, names: Names, now: number): NumberView {
  return { id, e164, label, standing: standing(verification, now), ...said(verification, names) }
}

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
