/**
 * What news means for a fax: pure decisions, no store, no line, no clock. Every one of them answers a `Move`, and only
 * `moves.ts` carries moves out, through `advance`.
 */
import type { EngineAction, AuditDetails, AuditOutcome } from '#app/domain/audit.ts'
import type { FailureReason, FaxState } from '#app/domain/fax.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { retryAfterMs } from '#app/domain/retry.ts'
import type { AttemptView } from '#app/contract/faxes.ts'
import type { Capabilities, Found, News } from '../../lines/line.ts'

export type AttemptEnd = {
  readonly outcome: AttemptView['outcome']
  readonly reason?: FailureReason
  readonly pagesSent: number
}

/** A step of one fax: its next state, what the record says of it, and what became of the attempt. */
export type Move = {
  readonly next: FaxState
  /** Undefined where another entry says it already. */
  readonly entry?: { readonly action: EngineAction; readonly outcome?: AuditOutcome; readonly details?: AuditDetails }
  readonly attempt?: AttemptEnd
}

/** The attempt a fax is in: state of a fax that a line has, or may have. */
export type Underway = Extract<FaxState, { phase: 'submitting' | 'accepted' | 'sending' | 'uncertain' }>

export const underway = (state: FaxState): state is Underway =>
  state.phase === 'submitting' || state.phase === 'accepted' || state.phase === 'sending' || state.phase === 'uncertain'

/** The undo time is over: the fax may go. */
export const afterHold = (now: number): Move => ({
  next: { phase: 'queued', notBefore: now, attempt: 1 },
  entry: { action: 'fax.queued' },
})

/** The line took it. */
export const afterAcceptance = ({ attempt }: Underway, now: number): Move => ({
  next: { phase: 'accepted', attempt, since: now },
  entry: { action: 'fax.accepted', details: { attempt } },
})

/** No answer came, or the application ended before it did: nobody here knows whether the line has it. */
export const afterSilence = ({ attempt }: Underway, now: number): Move => ({
  next: { phase: 'uncertain', attempt, since: now },
  entry: { action: 'fax.uncertain', outcome: 'failed', details: { attempt } },
  attempt: { outcome: 'uncertain', pagesSent: 0 },
})

/** An attempt failed: again later where the ladder of its reason allows, else a person decides. */
export function afterFailure(
  { attempt }: Underway,
  reason: FailureReason,
  pagesSent: number,
  now: number,
  extra: AuditDetails = {},
): Move {
  const waitMs = retryAfterMs(reason, attempt, pagesSent)
  const details = { attempt, reason, pages: pagesSent, ...extra }
  const end: AttemptEnd = { outcome: 'failed', reason, pagesSent }
  if (waitMs === undefined) {
    const next: FaxState = { phase: 'failed', at: now, reason, pagesSent, attempts: attempt }
    return { next, entry: { action: 'fax.failed', outcome: 'failed', details }, attempt: end }
  }
  return {
    next: { phase: 'queued', notBefore: now + waitMs, attempt: attempt + 1, after: reason },
    entry: { action: 'fax.attempt-failed', outcome: 'failed', details: { ...details, waitMs } },
    attempt: end,
  }
}

/**
 * What a line says of a call under way. Undefined: nothing new.
 * @param askedToStop who asked the line to stop this call, if anyone did
 */
export function afterNews(state: Underway, news: News, now: number, askedToStop?: PersonId): Move | undefined {
  const { attempt } = state
  switch (news.phase) {
    case 'unknown':
      return undefined
    case 'accepted':
      return state.phase === 'accepted' || state.phase === 'sending' ? undefined : afterAcceptance(state, now)
    case 'sending':
      return afterPages(state, news.pagesSent, now)
    case 'delivered':
      return {
        next: { phase: 'delivered', at: now, pages: news.pages, tookMs: news.tookMs },
        entry: { action: 'fax.delivered', details: { attempt, pages: news.pages } },
        attempt: { outcome: 'delivered', pagesSent: news.pages },
      }
    case 'failed':
      return afterFailure(state, news.reason, news.pagesSent, now)
    case 'cancelled':
      // A line that calls off what nobody asked it to has refused it.
      if (!askedToStop) return afterFailure(state, 'refused-by-line', news.pagesSent, now)
      return afterStop(state, news.pagesSent, now, askedToStop)
    default:
      return unreachable(news, 'news')
  }
}

function afterPages(state: Underway, pagesSent: number, now: number): Move | undefined {
  const { attempt } = state
  if (state.phase !== 'sending') {
    return {
      next: { phase: 'sending', attempt, since: now, pagesSent },
      entry: { action: 'fax.sending', details: { attempt } },
    }
  }
  return pagesSent > state.pagesSent ? { next: { ...state, pagesSent } } : undefined
}

/** The line stopped the call because a person asked. */
export const afterStop = ({ attempt }: Underway, pagesSent: number, now: number, by: PersonId): Move => ({
  next: { phase: 'cancelled', at: now, by },
  entry: { action: 'fax.cancelled', details: { attempt, pages: pagesSent } },
  attempt: { outcome: 'cancelled', pagesSent },
})

/**
 * What a line's answer about an uncertain fax means. Undefined: the truth is still unknown, ask again or let a person
 * decide. Only a line whose list is exact proves by not knowing a fax that it never took it; then, and only then, the
 * fax may be handed over again (DESIGN §8).
 */
export function afterFound(
  state: Underway,
  found: Found,
  listing: Capabilities['listing'],
  now: number,
): Move | undefined {
  const { attempt } = state
  if (found.kind === 'found') {
    return {
      next: { phase: 'accepted', attempt, since: now },
      entry: { action: 'fax.reconciled', details: { attempt, known: true } },
      attempt: { outcome: 'in-progress', pagesSent: 0 },
    }
  }
  if (found.kind === 'no-answer' || listing.kind !== 'exact') return undefined
  const move = afterFailure(state, 'answer-lost', 0, now, { known: false })
  return {
    ...move,
    entry: { action: 'fax.reconciled', ...(move.entry?.details ? { details: move.entry.details } : {}) },
  }
}

/** A call that lasts longer than any may: `stopped` tells whether the line stopped it for good. */
export function afterTooLong(state: Underway, stopped: boolean, now: number): Move {
  const pagesSent = state.phase === 'sending' ? state.pagesSent : 0
  const reason = stopped ? 'line-trouble' : 'answer-lost'
  const end: AttemptEnd = { outcome: 'failed', reason, pagesSent }
  return {
    next: { phase: 'failed', at: now, reason, pagesSent, attempts: state.attempt },
    entry: {
      action: 'fax.failed',
      outcome: 'failed',
      details: { attempt: state.attempt, reason, pages: pagesSent, tooLong: true },
    },
    attempt: end,
  }
}
