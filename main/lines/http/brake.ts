/** Keeps still after "too many requests" (429): for as long as the service named, else ever longer. */
import type { Clock } from '../../ports.ts'

export type Brake = {
  /** How long to keep still yet, in ms. */
  readonly leftMs: () => number
  /** The service said "too many". Answers how long to keep still, in ms. */
  readonly pull: (retryAfter: string | undefined) => number
  /** The service answered as usual. */
  readonly release: () => void
}

const secondMs = 1_000
const firstMs = 10_000
const longestMs = 60 * 60_000
const longestGuessMs = 5 * 60_000

export function createBrake(clock: Pick<Clock, 'now'>): Brake {
  let from = 0
  let forMs = 0
  let row = 0
  return {
    leftMs: () => {
      const passedMs = clock.now() - from
      // A clock that was set back must not hold a line for a day.
      return passedMs < 0 ? 0 : Math.max(0, forMs - passedMs)
    },
    pull: (retryAfter) => {
      from = clock.now()
      forMs = named(retryAfter, from) ?? Math.min(longestGuessMs, firstMs * 2 ** row)
      row += 1
      return forMs
    },
    release: () => {
      forMs = 0
      row = 0
    },
  }
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds or a date. */
function named(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const ms = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) * secondMs : Date.parse(text) - now
  return Number.isFinite(ms) ? Math.min(longestMs, Math.max(secondMs, ms)) : undefined
}
