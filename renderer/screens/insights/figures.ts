/** Figures from counts. Pure: what there is too little of to say is undefined, never zero. */
import type { InsightCounts } from '#app/contract/record/insights.ts'

/** A share in percent; undefined of nothing. */
export const percent = (part: number, whole: number): number | undefined =>
  whole === 0 ? undefined : (100 * part) / whole

export const rateOf = ({ delivered, ended }: InsightCounts): number | undefined => percent(delivered, ended)
export const firstTimeOf = ({ firstTime, ended }: InsightCounts): number | undefined => percent(firstTime, ended)

/** "3:12", minutes and seconds, from ms. */
export function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Shown to one decimal, without a useless one: "99.1", "100". */
export const decimal = (value: number): string => (Math.round(value * 10) / 10).toLocaleString(undefined)

/** A round number at or above the largest value, for the top of a scale of so many equal steps. */
export function scaleTop(most: number, steps: number): number {
  if (most <= 0) return steps
  const raw = most / steps
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= raw) ?? 10
  return step * power * steps
}

/** How dark a cell is, 0 to 5, beside the busiest one. */
export const heat = (value: number, most: number): number =>
  value === 0 ? 0 : Math.max(1, Math.ceil((5 * value) / most))

/** The hours worth showing: from the first to the last with a fax, at least the working day. */
export function shownHours(hours: readonly (readonly number[])[]): readonly number[] {
  const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hours.some((day) => (day[hour] ?? 0) > 0))
  const first = Math.min(8, busy[0] ?? 8)
  const last = Math.max(17, busy.at(-1) ?? 17)
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}
