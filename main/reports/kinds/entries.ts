/** Reports whose rows are entries of the record, in words, each with the beginning of its own hash. */
import type { ReportKind } from '#app/contract/record/reports.ts'
import { AuditOutcome } from '#app/domain/record/audit.ts'
import { words } from '#app/words/index.ts'
import { detailsOf } from '../../audit/entries.ts'
import type { EntryRow } from '../../store/record/audit.ts'
import { trainedBetween } from '../../store/record/reports.ts'
import { namesIn, type Names } from '../../audit/names.ts'
import type { Column, Fact, Mark } from '../render/types.ts'
import { count, fileDates, filtersOf, narrowing, period } from './common.ts'
import { nothingBefore, type KindParts, type Report, type Row } from './kind.ts'
import { chosenEntries } from './subjects.ts'

const { reports, audit } = words

export async function entryReport(parts: KindParts): Promise<Report> {
  const { choice, read, dates } = parts
  const counted = await countEntries(parts)
  const whole = choice.kind === 'everything' && choice.actor === undefined && choice.outcome === undefined
  return {
    title: reports.titles[choice.kind],
    subtitle: reports.subtitle(period(dates, choice), whole ? reports.wholeRecord : reports.chosenEntries),
    fileName: reports.fileName(choice.kind, fileDates(dates, choice)),
    keep: 'keepRecord',
    training: await trainingIn(parts),
    totals: totals(counted),
    filters: [...filtersOf(parts), { label: reports.filterOrder, value: reports.oldestFirst }],
    before: nothingBefore,
    columns: entryColumns,
    nothing: reports.nothing,
    titles: reports.entryTitles,
    count: counted.entries,
    rows: () => entryRows(parts, chosenEntries(read, { ...choice, upTo: parts.upTo }, choice)),
    details: { entries: counted.entries, ...narrowing(choice) },
  }
}

/** Kinds whose entries may be about faxes: only those are marked where some of these were for training. */
const mayTellOfFaxes: readonly ReportKind[] = ['everything', 'person']

async function trainingIn({ read, choice }: KindParts): Promise<string | undefined> {
  if (!mayTellOfFaxes.includes(choice.kind)) return undefined
  return (await trainedBetween(read, choice.from, choice.to)) ? reports.someTraining : undefined
}

type Counted = {
  readonly entries: number
  readonly people: number
  readonly done: number
  readonly refused: number
  readonly failed: number
}

/** Counted before the first page is printed: the totals stand above the rows. */
async function countEntries({ read, choice, upTo, breathe }: KindParts): Promise<Counted> {
  const people = new Set<string>()
  const outcomes = new Map<string, number>()
  let entries = 0
  for await (const rows of chosenEntries(read, { ...choice, upTo }, choice)) {
    entries += rows.length
    for (const { actor, outcome } of rows) {
      if (actor.startsWith('person_')) people.add(actor)
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    await breathe()
  }
  const of = (outcome: AuditOutcome): number => outcomes.get(outcome) ?? 0
  return { entries, people: people.size, done: of('done'), refused: of('refused'), failed: of('failed') }
}

const totals = ({ entries, people, done, refused, failed }: Counted): readonly Fact[] => [
  { label: reports.totals.entries, value: count(entries) },
  { label: reports.totals.people, value: count(people) },
  { label: reports.totals.done, value: count(done) },
  { label: reports.totals.refused, value: count(refused) },
  { label: reports.totals.failed, value: count(failed) },
]

export const entryColumns: readonly Column[] = [
  { label: reports.columns.entry, share: 8, align: 'right' },
  { label: reports.columns.when, share: 14, align: 'left' },
  { label: reports.columns.person, share: 13, align: 'left' },
  { label: reports.columns.action, share: 21, align: 'left' },
  { label: reports.columns.what, share: 32, align: 'left' },
  { label: reports.columns.hash, share: 12, align: 'left' },
]

type NamingParts = Pick<KindParts, 'read' | 'actors' | 'reader' | 'dates' | 'breathe'>

/** Entries as rows, with names for ids. */
export async function* entryRows(
  parts: NamingParts,
  slices: AsyncIterable<readonly EntryRow[]>,
): AsyncGenerator<readonly Row[]> {
  for await (const rows of slices) {
    const names = await namesIn({ ...parts, rights: parts.reader.rights }, rows)
    yield rows.map((row) => entryRow(row, names, parts))
    await parts.breathe()
  }
}

function entryRow(row: EntryRow, names: Names, { dates, actors }: NamingParts): Row {
  const outcome = AuditOutcome.catch('failed').parse(row.outcome)
  const mark = marks[outcome]
  const person = actors(row.actor).shortName
  const said = audit.action(row.action, outcome)
  const what = audit.what(row.subject, detailsOf(row.details), names)
  const when = new Date(row.at).toISOString()
  return {
    piece: {
      is: 'row',
      cells: [
        { text: count(row.sequence) },
        { text: dates.shortDay(row.at), detail: dates.second(row.at) },
        { text: person },
        { text: said, ...(mark ? { mark } : {}) },
        { text: what },
        { text: row.hash.slice(0, 8) },
      ],
    },
    cells: [row.sequence, when, person, said, what, outcome, row.action, row.subject, row.actor, row.hash],
  }
}

const marks: Readonly<Record<AuditOutcome, Mark | undefined>> = {
  done: undefined,
  refused: 'failed',
  failed: 'attention',
}
