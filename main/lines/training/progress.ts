/** How a training call goes: a pure function of the book and the clock, so that it goes on while nobody looks. */
import type { FailureReason } from '#app/domain/fax/fax.ts'
import { unreachable } from '#app/domain/outcome.ts'
import type { News } from '../line.ts'
import type { TrainingOutcome } from './outcomes.ts'

export const dialMs = 2_000
export const pageMs = 1_200
const ringsOutMs = 4_000
const listensMs = 1_500

export type TrainingProgress = {
  readonly submittedAt: number
  readonly cancelledAt: number | null
  readonly pages: number
  readonly outcome: TrainingOutcome
  /** Calls with the same pages to the same number before this one. */
  readonly earlier: number
  /** 1 is natural speed, 0.1 ten times faster. */
  readonly pace: number
}

type Script = {
  /** Until the far side answers, or does not, in ms at natural speed. */
  readonly connectMs: number
  /** Pages that get through. */
  readonly through: number
  /** From the last page that got through to the end. */
  readonly restMs: number
  readonly end: 'delivered' | FailureReason
}

/** What the line says of the call at `now` (epoch ms). */
export function progressAt(call: TrainingProgress, now: number): News {
  const script = scriptOf(call)
  const endMs = script.connectMs + script.through * pageMs + script.restMs
  // A clock set back must undo neither the start of a call nor its end.
  const at = call.cancelledAt ?? now
  const passedMs = Math.max(0, at - call.submittedAt) / call.pace
  if (passedMs >= endMs) return ending(script, Math.round(endMs * call.pace))
  const pagesSent = Math.min(script.through, Math.max(0, Math.floor((passedMs - script.connectMs) / pageMs)))
  if (call.cancelledAt !== null) return { phase: 'cancelled', pagesSent }
  return passedMs < script.connectMs ? { phase: 'accepted' } : { phase: 'sending', pagesSent }
}

const ending = ({ end, through }: Script, tookMs: number): News =>
  end === 'delivered'
    ? { phase: 'delivered', pages: through, tookMs }
    : { phase: 'failed', reason: end, pagesSent: through }

function scriptOf({ outcome, pages, earlier }: TrainingProgress): Script {
  const deliver: Script = { connectMs: dialMs, through: pages, restMs: 0, end: 'delivered' }
  switch (outcome) {
    case 'busy-once':
      return earlier === 0 ? { connectMs: dialMs, through: 0, restMs: 0, end: 'busy' } : deliver
    case 'no-answer':
      return { connectMs: dialMs + ringsOutMs, through: 0, restMs: 0, end: 'no-answer' }
    case 'human':
      return { connectMs: dialMs + listensMs, through: 0, restMs: 0, end: 'human-answered' }
    case 'partial':
      return { connectMs: dialMs, through: Math.min(1, pages - 1), restMs: pageMs / 2, end: 'partial' }
    // These differ in how the fax is handed over, or in what comes back; once in the book, the call goes through.
    case 'outage':
    case 'answer-lost-taken':
    case 'answer-lost-not-taken':
    case 'reply':
    case 'deliver':
      return deliver
    default:
      return unreachable(outcome, 'training outcome')
  }
}
