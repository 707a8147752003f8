/** Periods and their steps by this computer's calendar: days begin at its midnight, also where clocks are changed. */
import type { InsightPeriod } from '#app/contract/record/insights.ts'

const days: Readonly<Record<Exclude<InsightPeriod, 'year'>, number>> = { week: 7, month: 30 }

/** When the period that holds `now` begins, or the one `earlier` periods before it: epoch ms. */
export function startOf(period: InsightPeriod, now: number, earlier: number): number {
  const then = new Date(now)
  if (period === 'year') return new Date(then.getFullYear(), then.getMonth() - 11 - 12 * earlier, 1).getTime()
  const back = days[period] * (earlier + 1) - 1
  return new Date(then.getFullYear(), then.getMonth(), then.getDate() - back).getTime()
}

/** The beginning of the day, or for a year of the month, that holds `at`. */
export function stepStart(period: InsightPeriod, at: number): number {
  const then = new Date(at)
  return new Date(then.getFullYear(), then.getMonth(), period === 'year' ? 1 : then.getDate()).getTime()
}

/** The beginnings of all steps of a period, the oldest first. */
export function stepsOf(period: InsightPeriod, from: number, to: number): readonly number[] {
  const steps: number[] = []
  for (let at = from; at <= to;) {
    steps.push(at)
    const then = new Date(at)
    const next =
      period === 'year'
        ? new Date(then.getFullYear(), then.getMonth() + 1, 1)
        : new Date(then.getFullYear(), then.getMonth(), then.getDate() + 1)
    at = next.getTime()
  }
  return steps
}
