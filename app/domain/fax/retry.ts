/**
 * When a failed attempt is tried again. Only when no page went through, each failure class on its own ladder, and
 * never beyond the polite ceiling of 47 CFR 68.318(b)(1): two in a row, then spaced, at most 15 in an hour. What a
 * practice sets for a line is judged here too; nothing about a service may come in.
 */
import { z } from 'zod'
import { LineId } from '../ids.ts'
import { LinePrice } from './line-price.ts'
import { PacketForm } from './packet-form.ts'
import { unreachable } from '../outcome.ts'
import type { FailureReason } from './fax.ts'
import type { LineCall } from '../pages/rendition.ts'

const minute = 60_000

/** Failure classes whose ladder a practice may set for a line. */
export const Tunable = z.enum(['busy', 'no-answer', 'line-trouble', 'provider-trouble'])
export type Tunable = z.infer<typeof Tunable>

/** So many calls in all, so many minutes between them: at most 15, and no closer than the spacing of the ceiling. */
export const LadderRule = z.strictObject({
  calls: z.number().int().min(1).max(15),
  minutes: z.number().int().min(1).max(120),
})
export type LadderRule = z.infer<typeof LadderRule>

export const Ladders = z.partialRecord(Tunable, LadderRule)
export type Ladders = z.infer<typeof Ladders>

/** What a practice may set for a line. */
export const LineRules = z.strictObject({
  /** Absent classes keep Faxdesk's own ladders. */
  ladders: Ladders,
  /** Calls at once, where fewer than the line could. */
  callsAtOnce: z.number().int().min(1).max(96).nullable(),
  /** The line that takes a fax this one gave up, if no page went through and that line is ready. */
  failoverTo: LineId.nullable(),
  /** What it charges; absent where nobody typed it in. */
  price: LinePrice.optional(),
  /** How pages are handed to it; absent: as Faxdesk prepares them. */
  form: PacketForm.optional(),
  /** How its calls go, where the practice knows; absent: as usual. */
  call: z.enum(['fast', 'slow', 'plain', 'plain-mr'] satisfies LineCall[]).optional(),
})
export type LineRules = z.infer<typeof LineRules>

export const plainRules: LineRules = Object.freeze({ ladders: {}, callsAtOnce: null, failoverTo: null })

/** Waits before the second, third … attempt, in ms. An empty ladder means: a person decides. */
export function ladder(reason: FailureReason, ladders: Ladders = {}): readonly number[] {
  const set = ladders[reason as Tunable]
  if (set) return Array.from({ length: set.calls - 1 }, () => set.minutes * minute)
  switch (reason) {
    case 'busy':
      return [1 * minute, 3 * minute, 5 * minute, 10 * minute, 15 * minute]
    case 'no-answer':
      return [5 * minute, 15 * minute, 30 * minute]
    case 'line-trouble':
      return [1 * minute, 5 * minute, 15 * minute]
    case 'provider-trouble':
      return [30_000, 2 * minute, 5 * minute, 15 * minute]
    // Nothing was taken and nothing will be until somebody mends the account; the line itself pauses meanwhile.
    case 'account-trouble':
      return [15 * minute, 60 * minute, 4 * 60 * minute]
    // Only after the line itself said that it never took the fax (DESIGN §8): no call was made.
    case 'answer-lost':
      return [0, 30_000, 2 * minute, 5 * minute, 15 * minute]
    // Somebody picked up: dialling again would ring a person's phone. Pages gone through must not go twice.
    case 'human-answered':
    case 'partial':
    case 'number-not-in-service':
    case 'refused-by-line':
    case 'packet-unreadable':
    case 'line-not-allowed':
    case 'recipient-not-allowed':
      return []
    default:
      return unreachable(reason, 'failure reason')
  }
}

/**
 * The wait in ms before attempt `attempt + 1`, or undefined when a person must decide.
 * `attempt` counts from 1; `pagesSent` are the pages the far machine confirmed in it.
 */
export function retryAfterMs(
  reason: FailureReason,
  attempt: number,
  pagesSent: number,
  ladders: Ladders = {},
): number | undefined {
  return pagesSent > 0 ? undefined : ladder(reason, ladders)[attempt - 1]
}

/** Hand-overs that a service only put off (429) are repeated this often: it took nothing, and said so. */
const putOffAtMost = 12
const longestPutOffMs = 60 * minute

/** The wait in ms after a service put a fax off and named a time; undefined once it has done so too often. */
export const putOffMs = (attempt: number, namedMs: number): number | undefined =>
  attempt < putOffAtMost ? Math.min(longestPutOffMs, Math.max(1_000, namedMs)) : undefined

/** How many attempts there can be at most when every one fails for this reason. */
export const attemptsAtMost = (reason: FailureReason, ladders: Ladders = {}): number =>
  ladder(reason, ladders).length + 1

/** Whether another line may do better: the number was never the trouble, and certainly no page went through. */
export const otherLineMayHelp = (reason: FailureReason): boolean =>
  reason === 'line-trouble' ||
  reason === 'provider-trouble' ||
  reason === 'account-trouble' ||
  reason === 'line-not-allowed'

/** Whether waiting for the same line is pointless while another is ready. */
export const otherLineAtOnce = (reason: FailureReason): boolean =>
  reason === 'account-trouble' || reason === 'line-not-allowed'

/** A call made to a number, as far as manners go. `connected`: the far machine took the fax. */
export type CallMade = { readonly startedAt: number; readonly endedAt: number; readonly connected: boolean }

const hour = 60 * minute
const inARow = 2
const spacedMs = 1 * minute
const anHour = 15

/**
 * The earliest time (epoch ms) at which a number may be called again, whatever fax it is for: after two calls in a row
 * that did not connect, a minute later; after 15 of them in an hour, when the oldest is an hour old.
 * 47 CFR 68.318(b)(1) counts calls that do not connect: a number that takes every fax may be sent many.
 * @param calls those of the last hour, newest first; a call that seems to lie ahead was made before the clock was set back
 */
export function politeAt(calls: readonly CallMade[], now: number): number {
  const failed = calls.filter((call) => !call.connected && call.startedAt > now - hour)
  const oldest = failed[anHour - 1]
  const last = calls[0]
  const row = calls.slice(0, inARow)
  const tooMany = row.length === inARow && row.every((call) => !call.connected)
  const hourOver = oldest ? Math.min(now, oldest.startedAt) + hour : 0
  return Math.max(now, hourOver, tooMany && last ? Math.min(now, last.endedAt) + spacedMs : 0)
}
