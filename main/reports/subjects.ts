/** What a report of the record may be about: the same acts on paper and in a table. */
import type { ReportSubject } from '#app/contract/audit.ts'
import type { EntryRow } from '../store/record/audit.ts'
import type { ReadStore } from '../store/store.ts'
import { endsBetween } from '../store/record/reports.ts'
import { entrySlices } from './export/proof-file.ts'

/** Actions by their beginnings. Sign-ins come with every refusal, whatever was refused. */
const actions: Readonly<Record<Exclude<ReportSubject, 'everything'>, readonly string[]>> = {
  faxes: ['faxes.send', 'faxes.undo', 'faxes.cancel', 'faxes.settle', 'fax.'],
  'sign-ins': ['session.', 'sign-in.', 'secondFactor.', 'people.changePassword', 'people.resetSecondFactor'],
  contacts: ['contacts.add', 'contacts.change', 'contacts.verify', 'contacts.revoke'],
  configuration: ['setup.', 'settings.change', 'lines.', 'people.', 'secondFactor.', 'audit.answerSetBack'],
}

export type Choice = { readonly subject: ReportSubject; readonly actor?: string | undefined }

export function fits({ subject, actor }: Choice): (row: EntryRow) => boolean {
  const ofPerson = (row: EntryRow): boolean => actor === undefined || row.actor === actor || row.subject === actor
  if (subject === 'everything') return ofPerson
  const begins = actions[subject]
  const about = (row: EntryRow): boolean =>
    (subject === 'sign-ins' && row.outcome === 'refused') || begins.some((begin) => row.action.startsWith(begin))
  return (row) => ofPerson(row) && about(row)
}

type Range = { readonly from: number; readonly to: number; readonly upTo: number }

/** Entries of these times that fit, oldest first; undefined when there are more than `most`. */
export async function chosenEntries(
  read: ReadStore,
  range: Range,
  choice: Choice,
  most: number,
): Promise<readonly EntryRow[] | undefined> {
  const ends = await endsBetween(read, range)
  if (!ends) return []
  const wanted = fits(choice)
  const chosen: EntryRow[] = []
  for await (const rows of entrySlices(read, ends.first, ends.last)) {
    chosen.push(...rows.filter((row) => row.at >= range.from && row.at < range.to && wanted(row)))
    if (chosen.length > most) return undefined
  }
  return chosen
}
