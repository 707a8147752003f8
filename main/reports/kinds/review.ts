/**
 * The record of a review (45 CFR 164.308(a)(1)(ii)(D)): what was reviewed, act by act in counts, what the reviewer
 * found, and their name. Its sign-off is an entry that holds this paper's SHA-256.
 */
import type { Parsed } from '#app/contract/index.ts'
import { AuditOutcome } from '#app/domain/record/audit.ts'
import { words } from '#app/words/index.ts'
import type { Piece } from '../render/types.ts'
import { count, fileDates, period } from './common.ts'
import type { KindParts, Report, Row } from './kind.ts'
import { chosenEntries } from './subjects.ts'

const { reports, audit } = words

export type ReviewParts = KindParts & Pick<Parsed<'reports.review'>, 'finding' | 'note'>

type Counts = { readonly done: number; readonly refused: number; readonly failed: number }

export async function reviewReport(parts: ReviewParts): Promise<Report> {
  const { choice, dates, finding, note, reader } = parts
  const acts = await countActs(parts)
  const sum = (outcome: AuditOutcome): number => [...acts.values()].reduce((all, counts) => all + counts[outcome], 0)
  const entries = sum('done') + sum('refused') + sum('failed')
  const said: readonly Piece[] = [
    { is: 'fact', label: reports.reviewer, value: reader.name },
    { is: 'fact', label: reports.finding, value: reports.findings[finding] },
    ...(note === '' ? [] : [{ is: 'fact', label: reports.note, value: note } as const]),
    { is: 'text', text: reports.signOff(reader.name) },
  ]
  return {
    title: reports.reviewTitle,
    subtitle: reports.subtitle(period(dates, choice), reports.wholeRecord),
    fileName: reports.fileName('review', fileDates(dates, choice)),
    keep: 'keepRecord',
    training: undefined,
    totals: [
      { label: reports.totals.entries, value: count(entries) },
      { label: reports.totals.done, value: count(sum('done')) },
      { label: reports.totals.refused, value: count(sum('refused')) },
      { label: reports.totals.failed, value: count(sum('failed')) },
    ],
    filters: [{ label: reports.filterZone, value: dates.zone(choice.from) }],
    before: async function* () {
      yield said
    },
    columns: [
      { label: reports.columns.action, share: 52, align: 'left' },
      { label: reports.outcomes.done, share: 16, align: 'right' },
      { label: reports.outcomes.refused, share: 16, align: 'right' },
      { label: reports.outcomes.failed, share: 16, align: 'right' },
    ],
    nothing: reports.nothing,
    titles: [reports.columns.action, ...AuditOutcome.options],
    count: acts.size,
    rows: async function* () {
      yield [...acts.entries()].sort(([a], [b]) => a.localeCompare(b, 'en')).map(asRow)
    },
    details: { from: choice.from, to: choice.to, entries, refused: sum('refused'), failed: sum('failed'), finding },
  }
}

/** How often each act was done, refused and failed. */
async function countActs({ read, choice, upTo, breathe }: KindParts): Promise<ReadonlyMap<string, Counts>> {
  const acts = new Map<string, Counts>()
  for await (const rows of chosenEntries(read, { ...choice, upTo }, choice)) {
    for (const { action, outcome } of rows) {
      const name = audit.action(action, 'done')
      const counts = acts.get(name) ?? { done: 0, refused: 0, failed: 0 }
      const its = AuditOutcome.catch('failed').parse(outcome)
      acts.set(name, { ...counts, [its]: counts[its] + 1 })
    }
    await breathe()
  }
  return acts
}

const asRow = ([name, { done, refused, failed }]: [string, Counts]): Row => ({
  piece: {
    is: 'row',
    cells: [{ text: name }, ...[done, refused, failed].map((number) => ({ text: number === 0 ? '' : count(number) }))],
  },
  cells: [name, done, refused, failed],
})
