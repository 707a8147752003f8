/** Where things stand in a chart of 468 by 196 units. Pure. */
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import { shortDate } from '#renderer/format.ts'

export type Point = { readonly from: number; readonly value: number | undefined }

export const box = { width: 468, height: 196, left: 40, right: 462, top: 12, bottom: 164 } as const

/** The height of a value on a scale. */
export const yOf = (value: number, least: number, most: number): number =>
  box.bottom - ((value - least) / (most - least)) * (box.bottom - box.top)

const month = new Intl.DateTimeFormat(undefined, { month: 'short' })

export const stepName = (at: number, period: InsightPeriod): string =>
  period === 'year' ? month.format(at) : shortDate(at)

/** Which steps get their name below: the first, the last and what fits between. */
export function named(count: number): ReadonlySet<number> {
  const every = count <= 7 ? 1 : count <= 12 ? 2 : Math.ceil((count - 1) / 4)
  const all = Array.from({ length: count }, (_, at) => at).filter((at) => (count - 1 - at) % every === 0)
  return new Set(all)
}
