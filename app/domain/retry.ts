/**
 * When a failed attempt is tried again. Only when no page went through, each failure class on its own ladder, and
 * never beyond the polite ceiling of 47 CFR 68.318(b)(1): two in a row, then spaced, at most 15 in an hour.
 */
import { unreachable } from './outcome.ts'
import type { FailureReason } from './fax.ts'

const minute = 60_000

/** Waits before the second, third … attempt, in ms. An empty ladder means: a person decides. */
export function ladder(reason: FailureReason): readonly number[] {
  switch (reason) {
    case 'busy':
      return [1 * minute, 3 * minute, 5 * minute, 10 * minute, 15 * minute]
    case 'no-answer':
      return [5 * minute, 15 * minute, 30 * minute]
    case 'line-trouble':
      return [1 * minute, 5 * minute, 15 * minute]
    case 'provider-trouble':
      return [30_000, 2 * minute, 5 * minute, 15 * minute]
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
      return []
    default:
      return unreachable(reason, 'failure reason')
  }
}

/**
 * The wait in ms before attempt `attempt + 1`, or undefined when a person must decide.
 * `attempt` counts from 1; `pagesSent` are the pages the far machine confirmed in it.
 */
export function retryAfterMs(reason: FailureReason, attempt: number, pagesSent: number): number | undefined {
  return pagesSent > 0 ? undefined : ladder(reason)[attempt - 1]
}

/** How many attempts there can be at most when every one fails for this reason. */
export const attemptsAtMost = (reason: FailureReason): number => ladder(reason).length + 1

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
 * @param calls those of the last hour, newest first
 */
export function politeAt(calls: readonly CallMade[], now: number): number {
  const failed = calls.filter((call) => !call.connected && call.startedAt > now - hour)
  const oldest = failed[anHour - 1]
  const last = calls[0]
  const row = calls.slice(0, inARow)
  const tooMany = row.length === inARow && row.every((call) => !call.connected)
  return Math.max(now, oldest ? oldest.startedAt + hour : 0, tooMany && last ? last.endedAt + spacedMs : 0)
}
