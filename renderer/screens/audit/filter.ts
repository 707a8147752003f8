/** What the audit list is narrowed to, and the days that hold. Pure. */
import type { EntryView, VerificationView } from '#app/contract/record/audit.ts'
import type { Input } from '#app/contract/index.ts'
import { dayStart } from '#renderer/format.ts'

export const ranges = ['all', 'today', 'week', 'month', 'quarter', 'own'] as const
export type Range = (typeof ranges)[number]

export type Filter = {
  readonly text: string
  readonly range: Range
  /** Own dates as the browser's date fields hold them: "2026-04-14", or empty. */
  readonly from: string
  readonly to: string
  /** A person's id, `system`, `nobody`, or empty for anyone. */
  readonly actor: string
  readonly action: string
}

export const noFilter: Filter = { text: '', range: 'all', from: '', to: '', actor: '', action: '' }

const day = 24 * 60 * 60 * 1000
const days: Readonly<Partial<Record<Range, number>>> = { today: 1, week: 7, month: 30, quarter: 90 }

/** Local midnight of a date field's value in epoch ms, `later` days on; undefined where the field is empty. */
export function dateAt(field: string, later = 0): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(field)
  if (!parts) return undefined
  return new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later).getTime()
}

/** The value of a date field for a time. */
export function dateField(at: number): string {
  const then = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`
}

/** The bounds of a filter's dates in epoch ms, `to` exclusive. */
export function boundsOf({ range, from, to }: Filter, now: number): { readonly from?: number; readonly to?: number } {
  if (range === 'own') {
    const begin = dateAt(from)
    const end = dateAt(to, 1)
    return { ...(begin !== undefined && { from: begin }), ...(end !== undefined && { to: end }) }
  }
  const back = days[range]
  return back === undefined ? {} : { from: dayStart(dayStart(now) - (back - 1) * day + day / 2) }
}

/** What is asked of main for a filter. */
export const queryOf = (filter: Filter, now: number): Omit<Input<'audit.list'>, 'limit'> => ({
  text: filter.text.trim(),
  ...boundsOf(filter, now),
  ...(filter.actor !== '' && { actor: filter.actor }),
  ...(filter.action !== '' && { action: filter.action }),
})

/** Entries seen so far and those just answered, newest first. Entries never change, so both are true together. */
export function joined(seen: readonly EntryView[], answered: readonly EntryView[]): readonly EntryView[] {
  const all = new Map([...seen, ...answered].map((entry) => [entry.sequence, entry]))
  return [...all.values()].sort((a, b) => b.sequence - a.sequence)
}

export type Proof = 'holds' | 'first-bad' | 'not-proven' | 'unknown'

/** What the last verification says about one entry. */
export function proofOf(sequence: number, verification: VerificationView | undefined): Proof {
  if (!verification) return 'unknown'
  if (verification.result === 'intact') return sequence <= verification.entries ? 'holds' : 'unknown'
  if (sequence < verification.firstBad) return 'holds'
  return sequence === verification.firstBad ? 'first-bad' : 'not-proven'
}

/** A hash for people: the first and last eight digits in fours. */
export const shortHash = (hash: string): string =>
  `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-8, -4)} ${hash.slice(-4)}`
