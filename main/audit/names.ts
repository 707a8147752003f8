/**
 * Names for the ids that entries hold, as far as whoever reads may know them: people and lines always, contacts and
 * numbers with the right to read contacts. Documents keep their ids: a file's name may say who it is about.
 */
import type { Right } from '#app/domain/rights.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import type { Actors } from './entries.ts'
import type { EntryRow } from '../store/record/audit.ts'
import { contactsNamed, faxesNamed, linesNamed, numbersNamed, reportsNamed } from '../store/record/reports.ts'
import type { ReadStore } from '../store/store.ts'

export type Names = Readonly<Record<string, string>>

export type NameParts = { readonly read: ReadStore; readonly actors: Actors; readonly rights: readonly Right[] }

const anId = /\b(person|contact|number|line|fax|report)_[0-9a-f]{20}\b/g

/** What the ids in these entries stand for. */
export async function namesIn(
  { read, actors, rights }: NameParts,
  rows: readonly Pick<EntryRow, 'subject' | 'details'>[],
): Promise<Names> {
  const found = new Map<string, Set<string>>()
  for (const { subject, details } of rows)
    for (const [id, kind = ''] of `${subject} ${details}`.matchAll(anId)) {
      const ids = found.get(kind) ?? new Set<string>()
      found.set(kind, ids.add(id))
    }
  const ids = (kind: string): readonly string[] => [...(found.get(kind) ?? [])]
  const people = ids('person').map((id) => [id, actors(id).shortName] as const)
  const mayContacts = rights.includes('contacts.read')
  const contacts = mayContacts ? await contactsNamed(read, ids('contact')) : []
  const numbers = mayContacts ? await numbersNamed(read, ids('number')) : []
  const faxes = await faxesNamed(read, ids('fax'))
  return Object.fromEntries([
    ...people,
    ...contacts.map((row) => [row.id, recipientName(row)] as const),
    ...numbers.map(({ id, e164, ...row }) => [id, `${recipientName(row)} ${shownNumber(e164)}`] as const),
    ...(await linesNamed(read, ids('line'))).map(({ id, name }) => [id, name] as const),
    ...faxes.map(({ id, reference, person_id }) => [
      id,
      reference ?? words.reports.draftOf(actors(person_id).shortName),
    ]),
    ...(await reportsNamed(read, ids('report'))).map(({ id, file_name }) => [id, file_name] as const),
  ])
}

type Recipient = { readonly organisation: string; readonly department?: string; readonly person: string }

/** "Harborlight Cardiology, Referrals", or the person where there is no organisation. */
export const recipientName = ({ organisation, department = '', person }: Recipient): string =>
  [organisation === '' ? person : organisation, department].filter(Boolean).join(', ')
