/**
 * What news means for a fax: pure decisions, no store, no line, no clock. Every one of them answers a `Move`, and only
 * `moves.ts` carries moves out, through `advance`.
 */
import type { EngineAction, AuditDetails, AuditOutcome } from '#app/domain/record/audit.ts'
import type { FailureReason, FaxState, Plan } from '#app/domain/fax/fax.ts'
import type { LineId, PersonId } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import {
  ladder,
  otherLineAtOnce,
  otherLineMayHelp,
  putOffMs,
  retryAfterMs,
  type Ladders,
} from '#app/domain/fax/retry.ts'
import type { AttemptView } from '#app/contract/desk/faxes.ts'
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
  /** What the line calls this attempt, where it has just told us. */
  readonly providerId?: string
  /** The line that has the fax from now on, where another one takes it. */
  readonly line?: LineId
}

/** What the rules of its line allow a fax whose attempt failed. */
export type Again = {
  /** Attempts over this line so far, this one included. */
  readonly tries: number
  readonly ladders: Ladders
  /** A line that is ready and has not had this fax. */
  readonly otherLine?: LineId
}

/** Faxdesk's own ladders, and no other line. */
const alone = ({ attempt }: { readonly attempt: number }): Again => ({ tries: attempt, ladders: {} })

/** The attempt a fax is in: state of a fax that a line has, or may have. */
export type Underway = Extract<FaxState, { phase: 'submitting' | 'accepted' | 'sending' | 'uncertain' }>

export const underway = (state: FaxState): state is Underway =>
  state.phase === 'submitting' || state.phase === 'accepted' || state.phase === 'sending' || state.phase === 'uncertain'

/** The undo time is over: the fax may go, when its plan says so. */
export const afterHold = (now: number, plan?: Plan): Move => ({
  next: { phase: 'queued', attempt: 1, ...planned(now, plan) },
  entry: { action: 'fax.queued', ...(plan ? { details: { plan: plan.kind } } : {}) },
})

type Waiting = Pick<Extract<FaxState, { phase: 'queued' }>, 'notBefore' | 'because'>

/** What a plan means for a fax that waits. A time that is past means now. */
export function planned(now: number, plan?: Plan): Waiting {
  if (plan?.kind === 'on-hold') return { notBefore: now, because: 'on-hold' }
  return plan && plan.at > now ? { notBefore: plan.at, because: 'planned' } : { notBefore: now }
}

/** The line took it. */
export const afterAcceptance = ({ attempt }: Underway, now: number, providerId?: string): Move => ({
  next: { phase: 'accepted', attempt, since: now },
  entry: { action: 'fax.accepted', details: { attempt } },
  ...(providerId === undefined ? {} : { providerId }),
})

/** No answer came, or the application ended before it did: nobody here knows whether the line has it. */
export const afterSilence = ({ attempt }: Underway, now: number): Move => ({
  next: { phase: 'uncertain', attempt, since: now },
  entry: { action: 'fax.uncertain', outcome: 'failed', details: { attempt } },
  attempt: { outcome: 'uncertain', pagesSent: 0 },
})

export type Failed = {
  readonly reason: FailureReason
  readonly pagesSent: number
  /** The service named a time at which it may be asked again. */
  readonly putOffMs?: number | undefined
}

/**
 * An attempt failed: again later where the ladder of its reason allows, over another line where the practice named one
 * that is ready and certainly no page went through, else a person decides.
 */
export function afterFailure(
  state: Underway,
  failed: Failed,
  now: number,
  again: Again = alone(state),
  extra: AuditDetails = {},
): Move {
  const { attempt } = state
  const { reason, pagesSent } = failed
  const waitMs = waitAfter(failed, again)
  const details = { attempt, reason, pages: pagesSent, ...extra }
  const end: AttemptEnd = { outcome: 'failed', reason, pagesSent }
  const line = otherLineAfter(failed, again, waitMs)
  if (line) {
    return {
      next: { phase: 'queued', notBefore: now, attempt: attempt + 1, after: reason, because: 'line-changed' },
      entry: { action: 'fax.line-changed', details: { ...details, line } },
      attempt: end,
      line,
    }
  }
  if (waitMs === undefined) {
    const next: FaxState = { phase: 'failed', at: now, reason, pagesSent, attempts: attempt }
    return { next, entry: { action: 'fax.failed', outcome: 'failed', details }, attempt: end }
  }
  const most = attempt + Math.max(1, ladder(reason, again.ladders).length - again.tries + 1)
  return {
    next: { phase: 'queued', notBefore: now + waitMs, attempt: attempt + 1, after: reason, most },
    entry: { action: 'fax.attempt-failed', outcome: 'failed', details: { ...details, waitMs } },
    attempt: end,
  }
}

function waitAfter({ reason, pagesSent, putOffMs: namedMs }: Failed, { tries, ladders }: Again): number | undefined {
  return namedMs === undefined || pagesSent > 0
    ? retryAfterMs(reason, tries, pagesSent, ladders)
    : putOffMs(tries, namedMs)
}

function otherLineAfter({ reason, pagesSent }: Failed, again: Again, waitMs: number | undefined): LineId | undefined {
  if (pagesSent > 0 || !otherLineMayHelp(reason)) return undefined
  return waitMs === undefined || otherLineAtOnce(reason) ? again.otherLine : undefined
}

/**
 * What a line says of a call under way. Undefined: nothing new.
 * @param askedToStop who asked the line to stop this call, if anyone did
 */
export function afterNews(
  state: Underway,
  news: News,
  now: number,
  askedToStop?: PersonId,
  again: Again = alone(state),
): Move | undefined {
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
      return afterFailure(state, news, now, again)
    case 'cancelled':
      // A line that calls off what nobody asked it to has refused it.
      if (!askedToStop) return afterFailure(state, { reason: 'refused-by-line', pagesSent: news.pagesSent }, now, again)
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
  again: Again = alone(state),
): Move | undefined {
  const { attempt } = state
  if (found.kind === 'found') {
    return {
      next: { phase: 'accepted', attempt, since: now },
      entry: { action: 'fax.reconciled', details: { attempt, known: true } },
      attempt: { outcome: 'in-progress', pagesSent: 0 },
      providerId: found.providerId,
    }
  }
  if (found.kind === 'no-answer' || listing.kind !== 'exact') return undefined
  const move = afterFailure(state, { reason: 'answer-lost', pagesSent: 0 }, now, again, { known: false })
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

/** What a move tells of the telephone itself, where it ended a call. */
export type CallEnded = {
  readonly startedAt: number
  /** The far machine took pages. */
  readonly connected: boolean
  /** The line's own trouble ended it. */
  readonly died: boolean
}

/** Undefined where no call ended. */
export function callEnded(before: FaxState, after: FaxState): CallEnded | undefined {
  if (before.phase !== 'accepted' && before.phase !== 'sending') return undefined
  if ('since' in after) return undefined
  const connected =
    before.phase === 'sending' || after.phase === 'delivered' || (after.phase === 'failed' && after.pagesSent > 0)
  const reason = after.phase === 'failed' ? after.reason : after.phase === 'queued' ? after.after : undefined
  const died = reason === 'line-trouble' || reason === 'provider-trouble'
  return { startedAt: before.since, connected, died: died && !connected }
}
