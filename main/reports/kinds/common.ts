/** What several kinds of reports say in the same way: dates, what was chosen, counts. */
import type { ReportChoice } from '#app/contract/record/reports.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import { words } from '#app/words/index.ts'
import type { ReportDates } from '../dates.ts'
import type { Fact } from '../render/types.ts'
import type { KindParts } from './kind.ts'

const { reports } = words

export const count = (number: number): string => number.toLocaleString('en-US')

type Dates = Pick<ReportChoice, 'from' | 'to'>

/** "April 1, 2026 to April 14, 2026", or one day. */
export function period(dates: ReportDates, { from, to }: Dates): string {
  const [first, last] = [dates.day(from), dates.day(to - 1)]
  return first === last ? first : reports.period(first, last)
}

/** "2026-04-01-to-2026-04-14", or one day. */
export function fileDates(dates: ReportDates, { from, to }: Dates): string {
  const [first, last] = [dates.iso(from), dates.iso(to - 1)]
  return first === last ? first : `${first}-to-${last}`
}

/** What was chosen, as it is printed above the rows; the zone of all times is always said. */
export function filtersOf({ choice, actors, lineName, dates }: KindParts): readonly Fact[] {
  const { actor, recipient, lineId, outcome } = choice
  return [
    { label: reports.filterPerson, value: actor === undefined ? reports.everyone : actors(actor).shortName },
    ...(recipient ? [{ label: reports.filterRecipient, value: recipient }] : []),
    ...(lineId ? [{ label: reports.filterLine, value: lineName(lineId) }] : []),
    ...(outcome ? [{ label: reports.filterOutcome, value: reports.outcomes[outcome] }] : []),
    { label: reports.filterZone, value: dates.zone(choice.from) },
  ]
}

/** What was chosen, as the entry of the act keeps it: ids and words of ours, never what was typed. */
export const narrowing = ({
  kind,
  from,
  to,
  actor,
  recipient,
  lineId,
  outcome,
  purposes,
}: ReportChoice): AuditDetails => ({
  about: kind,
  from,
  to,
  ...(actor ? { of: actor } : {}),
  ...(recipient ? { oneRecipient: true } : {}),
  ...(lineId ? { line: lineId } : {}),
  ...(outcome ? { outcome } : {}),
  ...(purposes ? { purposes: purposes.join(' ') } : {}),
})
