/** Fax activity: a row for each fax that was sent off in these times, as it stands now. */
import { words } from '#app/words/index.ts'
import { sentFaxes, type ReportedFax } from '../../store/record/reports.ts'
import type { Column, Fact } from '../render/types.ts'
import { count, fileDates, filtersOf, narrowing, period } from './common.ts'
import { cellsOf, faxFits, faxPiece, factsOfFax, type FaxFacts } from './fax-row.ts'
import { handful, nothingBefore, type KindParts, type Report, type Row } from './kind.ts'

const { reports } = words

export async function faxReport(parts: KindParts): Promise<Report> {
  const { choice, dates } = parts
  const counted = await countFaxes(parts)
  return {
    title: reports.titles.faxes,
    subtitle: reports.subtitle(period(dates, choice), reports.everyFax),
    fileName: reports.fileName('faxes', fileDates(dates, choice)),
    keep: 'keepHealth',
    training: counted.training ? reports.someTraining : undefined,
    totals: totals(counted),
    filters: [...filtersOf(parts), { label: reports.filterOrder, value: reports.oldestFirst }],
    before: nothingBefore,
    columns,
    nothing: reports.noFaxes,
    titles: reports.faxTitles,
    count: counted.faxes,
    rows: () => rows(parts),
    details: { faxes: counted.faxes, ...narrowing(choice) },
  }
}

type Counted = {
  readonly faxes: number
  readonly pages: number
  readonly delivered: number
  readonly failed: number
  readonly other: number
  readonly training: boolean
}

async function countFaxes(parts: KindParts): Promise<Counted> {
  const sum = { faxes: 0, pages: 0, delivered: 0, failed: 0, other: 0, training: false }
  for await (const faxes of chosenFaxes(parts))
    for (const { row, outcome, through } of faxes) {
      sum.faxes += 1
      sum.pages += through
      sum[outcome === 'delivered' || outcome === 'failed' ? outcome : 'other'] += 1
      sum.training ||= row.training === 1
    }
  return sum
}

const totals = ({ faxes, pages, delivered, failed, other }: Counted): readonly Fact[] => [
  { label: reports.totals.faxes, value: count(faxes) },
  { label: reports.totals.delivered, value: count(delivered) },
  { label: reports.totals.notSent, value: count(failed) },
  { label: reports.totals.other, value: count(other) },
  { label: reports.totals.pages, value: count(pages) },
]

export const columns: readonly Column[] = [
  { label: reports.faxColumns.when, share: 15.5, align: 'left' },
  { label: reports.faxColumns.reference, share: 13.5, align: 'left' },
  { label: reports.faxColumns.to, share: 29, align: 'left' },
  { label: reports.faxColumns.purpose, share: 23, align: 'left' },
  { label: reports.faxColumns.pages, share: 13, align: 'right' },
  { label: reports.faxColumns.by, share: 12.5, align: 'left' },
  { label: reports.faxColumns.result, share: 18.5, align: 'left' },
]

/** Faxes that fit, in the order they were sent. */
export async function* chosenFaxes({ read, choice, breathe }: KindParts): AsyncGenerator<readonly FaxFacts[]> {
  const fits = faxFits(choice)
  for (let after = -1; ;) {
    const faxes: readonly ReportedFax[] = await sentFaxes(read, choice, after, handful)
    yield faxes.map(factsOfFax).filter(fits)
    if (faxes.length < handful) return
    after = faxes.at(-1)?.sent_order ?? after
    await breathe()
  }
}

async function* rows(parts: KindParts): AsyncGenerator<readonly Row[]> {
  for await (const faxes of chosenFaxes(parts))
    yield faxes.map((fax) => ({ piece: faxPiece(fax, parts), cells: cellsOf(fax, parts) }))
}
