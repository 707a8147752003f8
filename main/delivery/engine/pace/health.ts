/**
 * How a line does, judged by what handing over and calling over it came to: pure, no clock, no store. A line in trouble
 * is paused, then tried with one fax at a time, and taken up again by the first that shows it works. Faxes wait meanwhile
 * instead of using up their attempts.
 */
import type { LineTrouble } from '#app/contract/desk/outbox.ts'

export type Health = {
  /** Hand-overs in a row that the service did not take, or never answered. */
  readonly notTaken: number
  /** Calls in a row that ended in trouble of the line. */
  readonly died: number
  readonly pause?: Pause
}

export type Pause = {
  readonly why: LineTrouble
  /** Until then nothing is handed over; afterwards one fax at a time. */
  readonly until: number
  readonly lastedMs: number
  /** One fax was let through to see how the line does, and nothing was heard of it yet. */
  readonly probing?: true
}

export type Heard =
  | { readonly kind: 'taken' | 'not-taken' | 'call-ended' | 'call-died' | 'account' }
  | { readonly kind: 'put-off'; readonly ms: number }

export const well: Health = Object.freeze({ notTaken: 0, died: 0 })

const minute = 60_000
const notTakenAtMost = 5
const diedAtMost = 8
const longestMs = { trouble: 30 * minute, account: 4 * 60 * minute, 'put-off': 60 * minute }
const firstMs = { trouble: 1 * minute, account: 15 * minute }

/** The health after news of one hand-over or call. */
export function heard(health: Health, news: Heard, now: number): Health {
  switch (news.kind) {
    // Taken proves that the service is there, not that its telephone works.
    case 'taken':
      return health.died >= diedAtMost ? { ...health, notTaken: 0 } : { died: health.died, ...better(health, now) }
    case 'call-ended':
      return { died: 0, ...better(health, now) }
    case 'not-taken': {
      const notTaken = health.notTaken + 1
      return notTaken >= notTakenAtMost ? paused({ ...health, notTaken }, 'trouble', now) : { ...health, notTaken }
    }
    case 'call-died': {
      const died = health.died + 1
      return died >= diedAtMost ? paused({ ...health, died }, 'trouble', now) : { ...health, died }
    }
    case 'account':
      return paused(health, 'account', now)
    case 'put-off': {
      const ms = Math.min(longestMs['put-off'], Math.max(1_000, news.ms))
      return { ...health, pause: { why: 'put-off', until: now + ms, lastedMs: ms } }
    }
  }
}

/** It works again; but what it asked for holds until its time is over, whatever went through meanwhile. */
const better = ({ pause }: Health, now: number): Pick<Health, 'notTaken' | 'pause'> =>
  pause?.why === 'put-off' && pause.until > now ? { notTaken: 0, pause } : { notTaken: 0 }

function paused(health: Health, why: 'trouble' | 'account', now: number): Health {
  const before = health.pause?.why === why ? health.pause : undefined
  // Several hand-overs under way may tell of the same trouble: only what comes after a pause makes the next one longer.
  if (before && before.until > now && !before.probing) return health
  const lastedMs = before ? Math.min(longestMs[why], before.lastedMs * 2) : firstMs[why]
  return { ...health, pause: { why, until: now + lastedMs, lastedMs } }
}

/** Whether nothing may be handed over now. A pause that seems longer than any was begun before the clock was set back. */
export const resting = ({ pause }: Health, now: number): boolean =>
  pause !== undefined && pause.until > now && pause.until - now <= pause.lastedMs

/** After one fax was let through to see how the line does: the next one only after another pause, unless it works. */
export const probed = (health: Health, now: number): Health =>
  health.pause ? { ...health, pause: { ...health.pause, until: now + health.pause.lastedMs, probing: true } } : health
