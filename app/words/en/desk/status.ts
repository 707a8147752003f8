/** The state of a fax in words: one word for the row, one short line below it. */
import type { FailureReason, FaxState } from '../../../domain/fax/fax.ts'
import { unreachable } from '../../../domain/outcome.ts'
import { attemptsAtMost } from '../../../domain/fax/retry.ts'
import { becauseLine, becauseWord } from './outbox.ts'

/** What an attempt met, as a short phrase that can begin a line. */
export const reasonWords: Readonly<Record<FailureReason, string>> = {
  busy: 'Busy',
  'no-answer': 'No answer',
  'human-answered': 'Not a fax machine',
  'line-trouble': 'Line trouble',
  'provider-trouble': 'Fax service trouble',
  partial: 'Broke off part way',
  'number-not-in-service': 'Number not in service',
  'refused-by-line': 'Refused by the line',
  'answer-lost': 'Answer lost',
  'line-not-allowed': 'Line not allowed',
  'recipient-not-allowed': 'Number not verified any more',
  'packet-unreadable': 'Pages cannot be read',
  'account-trouble': 'Account refused',
}

/**
 * @param clock turns epoch ms into the computer's own clock format
 * @param pages pages of the packet
 */
export function statusWord(state: FaxState, pages: number, clock: (at: number) => string): string {
  switch (state.phase) {
    case 'draft':
      return 'Draft'
    case 'held':
      return 'Queued'
    case 'queued':
      return queuedWord(state, clock)
    case 'submitting':
    case 'accepted':
      return 'Dialing'
    case 'sending':
      return `Sending ${state.pagesSent}/${pages}`
    case 'uncertain':
      return 'Needs attention'
    case 'delivered':
      return 'Delivered'
    case 'failed':
      return needsLook(state.reason) ? 'Needs attention' : 'Failed'
    case 'cancelled':
      return 'Canceled'
    default:
      return unreachable(state, 'fax state')
  }
}

/**
 * The second line of a status.
 * @param took turns ms into "2 min 40 s"
 */
export function statusLine(state: FaxState, pages: number, took: (ms: number) => string): string {
  switch (state.phase) {
    case 'draft':
      return 'Not sent'
    case 'held':
      return 'Leaves in a moment'
    case 'queued':
      return queuedLine(state)
    case 'submitting':
    case 'accepted':
      return `Attempt ${state.attempt}`
    case 'sending':
      return `${state.pagesSent} of ${pages} pages through`
    case 'uncertain':
      return 'No word from the line'
    case 'delivered':
      return `${state.pages} of ${pages} ${pages === 1 ? 'page' : 'pages'} · ${took(state.tookMs)}`
    case 'failed':
      return failedLine(state, pages)
    case 'cancelled':
      return 'Stopped by a person'
    default:
      return unreachable(state, 'fax state')
  }
}

type Queued = Extract<FaxState, { phase: 'queued' }>

function queuedWord({ because, after, notBefore }: Queued, clock: (at: number) => string): string {
  const own = because && becauseWord(because, clock(notBefore))
  if (own) return own
  return after && because === undefined ? `${reasonWords[after]} – retry at ${clock(notBefore)}` : 'Queued'
}

function queuedLine(state: Queued): string {
  if (state.because) return becauseLine[state.because]
  return state.after ? `Attempt ${state.attempt} of ${mostOf(state)} is next` : 'Waits for the line'
}

/** How many attempts there can be in all. */
export const mostOf = ({ most, after, attempt }: Pick<Queued, 'most' | 'after' | 'attempt'>): number =>
  most ?? (after ? Math.max(attempt, attemptsAtMost(after)) : attempt)

/** A person has to look into these; trying again by hand would be wrong. */
export const needsLook = (reason: FailureReason): boolean => reason === 'human-answered' || reason === 'answer-lost'

function failedLine(state: Extract<FaxState, { phase: 'failed' }>, pages: number): string {
  if (state.reason === 'partial') return `${state.pagesSent} of ${pages} pages went through`
  const tries = state.attempts > 1 && !needsLook(state.reason) ? ` after ${state.attempts} attempts` : ''
  return `${reasonWords[state.reason]}${tries}`
}
