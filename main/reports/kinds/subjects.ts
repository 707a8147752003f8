/** What a report of the record may be about: the same acts on paper, in a table and beside the proof. */
import type { ReportChoice, ReportKind } from '#app/contract/record/reports.ts'
import type { EntryRow } from '../../store/record/audit.ts'
import { endsBetween } from '../../store/record/reports.ts'
import type { ReadStore } from '../../store/store.ts'
import { entrySlices } from '../export/proof-file.ts'

/** Actions by their beginnings. Sign-ins come with every refusal, whatever was refused. */
const actions: Readonly<Partial<Record<ReportKind, readonly string[]>>> = {
  'sign-ins': ['session.', 'sign-in.', 'secondFactor.', 'people.changePassword', 'people.resetSecondFactor'],
  contacts: ['contacts.', 'groups.'],
  configuration: [
    'setup.',
    'settings.change',
    'lines.',
    'people.',
    'secondFactor.',
    'covers.',
    'sink.',
    'inbox.',
    'receiving.',
    'callbacks.',
    'contacts.setDirectoryServer',
    'configuration.approve',
    'audit.answerSetBack',
  ],
  reviews: ['reports.review'],
}

/** Reading is no change: these begin like one and are left out. */
const reading: ReadonlySet<string> = new Set([
  'lines.list',
  'lines.outbox',
  'lines.savePaper',
  'covers.read',
  'sink.read',
  'sink.test',
  'inbox.read',
  'receiving.read',
  'callbacks.read',
  'callbacks.test',
  'people.colleagues',
  'people.openWork',
  'people.list',
  'contacts.search',
  'contacts.read',
  'contacts.lookAlikes',
  'contacts.importOpen',
  'contacts.importServer',
  'contacts.importRead',
  'contacts.imports',
  'contacts.importState',
  'contacts.importRows',
  'contacts.directoryMatch',
  'contacts.directoryServer',
  'contacts.archived',
  'groups.list',
  'contacts.directoryEntries',
])

export type Choice = Pick<ReportChoice, 'kind' | 'actor' | 'outcome'>

export function fits({ kind, actor, outcome }: Choice): (row: EntryRow) => boolean {
  const begins = actions[kind]
  const about = (row: EntryRow): boolean =>
    begins === undefined ||
    (kind === 'sign-ins' && row.outcome === 'refused') ||
    (begins.some((begin) => row.action.startsWith(begin)) && !(reading.has(row.action) && row.outcome === 'done'))
  return (row) =>
    (actor === undefined || row.actor === actor || row.subject === actor) &&
    (outcome === undefined || row.outcome === outcome) &&
    about(row)
}

type Range = { readonly from: number; readonly to: number; readonly upTo: number }

/** Entries of these times that fit, oldest first, in handfuls. */
export async function* chosenEntries(
  read: ReadStore,
  range: Range,
  choice: Choice,
): AsyncGenerator<readonly EntryRow[]> {
  const ends = await endsBetween(read, range)
  if (!ends) return
  const wanted = fits(choice)
  for await (const rows of entrySlices(read, ends.first, ends.last))
    yield rows.filter((row) => row.at >= range.from && row.at < range.to && wanted(row))
}
