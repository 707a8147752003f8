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
    // Somebody picked up: dialling again would ring a person's phone. Pages gone through must not go twice.
    case 'human-answered':
    case 'partial':
    case 'number-not-in-service':
    case 'refused-by-line':
    case 'answer-lost':
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
