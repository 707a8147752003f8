/**
 * The fax and its state machine (DESIGN §2, §8). A state carries exactly what is true in it.
 * A final state never changes and progress never goes back. The one step back, held → draft, is a person's undo
 * before any network was touched.
 */
import { z } from 'zod'
import { Instant, PersonId } from '../ids.ts'

/** Why an attempt, and in the end a fax, did not get through. Closed: words and retry ladders exist for each. */
export const FailureReason = z.enum([
  'busy',
  'no-answer',
  'human-answered',
  'line-trouble',
  'provider-trouble',
  'partial',
  'number-not-in-service',
  'refused-by-line',
  'answer-lost',
  // Ours, not the line's: the sealed pages are gone from the disk or are not the ones that were sealed.
  'packet-unreadable',
  // Ours: the line may carry no fax any more (agreement ended, check stopped, line removed). Nothing was handed over.
  'line-not-allowed',
  // Ours: between the person's act and the call the number lost its verification, or was blocked. Nothing was handed over.
  'recipient-not-allowed',
  // The service refuses our account: credentials, money or permission. It took nothing, and will take no other fax either.
  'account-trouble',
])
export type FailureReason = z.infer<typeof FailureReason>

/** When a fax goes once it can no longer be taken back: at a time of day, or when a person lets it go. Absent: at once. */
export const Plan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at'), at: Instant }),
  z.strictObject({ kind: z.literal('on-hold') }),
])
export type Plan = z.infer<typeof Plan>

/**
 * Why a queued fax does not simply wait for its line. `planned`: a person chose the time. `on-hold`: a person let it
 * wait. `number-to-check`: a person answered at its number, which somebody has to check first. `line-changed`: its first
 * line gave up, and another one takes it.
 */
export const Because = z.enum(['planned', 'on-hold', 'number-to-check', 'line-changed'])
export type Because = z.infer<typeof Because>

export const FaxState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('draft') }),
  z.strictObject({ phase: z.literal('held'), until: Instant, plan: Plan.optional() }),
  z.strictObject({
    phase: z.literal('queued'),
    notBefore: Instant,
    attempt: z.number().int().positive(),
    after: FailureReason.optional(),
    /** How many attempts there can be in all, while `after` holds. */
    most: z.number().int().positive().optional(),
    because: Because.optional(),
  }),
  z.strictObject({ phase: z.literal('submitting'), attempt: z.number().int().positive(), since: Instant }),
  z.strictObject({ phase: z.literal('accepted'), attempt: z.number().int().positive(), since: Instant }),
  z.strictObject({
    phase: z.literal('sending'),
    attempt: z.number().int().positive(),
    since: Instant,
    pagesSent: z.number().int().nonnegative(),
  }),
  z.strictObject({ phase: z.literal('uncertain'), attempt: z.number().int().positive(), since: Instant }),
  z.strictObject({
    phase: z.literal('delivered'),
    at: Instant,
    pages: z.number().int().positive(),
    tookMs: z.number().int().nonnegative(),
    /** Who said so after asking the recipient, where the line could not tell. */
    settledBy: PersonId.optional(),
  }),
  z.strictObject({
    phase: z.literal('failed'),
    at: Instant,
    reason: FailureReason,
    pagesSent: z.number().int().nonnegative(),
    attempts: z.number().int().positive(),
  }),
  z.strictObject({ phase: z.literal('cancelled'), at: Instant, by: PersonId }),
])
export type FaxState = z.infer<typeof FaxState>
export type Phase = FaxState['phase']

export const phases: readonly Phase[] = Object.freeze([
  'draft',
  'held',
  'queued',
  'submitting',
  'accepted',
  'sending',
  'uncertain',
  'delivered',
  'failed',
  'cancelled',
])

export const finalPhases: readonly Phase[] = Object.freeze(['delivered', 'failed', 'cancelled'])

/** Phases in which a line may still be working on the fax, or about to. */
export const activePhases: readonly Phase[] = Object.freeze(['held', 'queued', 'submitting', 'accepted', 'sending'])

const steps: Readonly<Record<Phase, readonly Phase[]>> = Object.freeze({
  draft: ['held', 'cancelled'],
  held: ['draft', 'queued', 'cancelled'],
  queued: ['queued', 'submitting', 'cancelled'],
  // A line answers a submission with "taken", "not taken" or nothing at all; nothing at all is uncertain.
  submitting: ['accepted', 'sending', 'delivered', 'queued', 'failed', 'uncertain'],
  accepted: ['sending', 'delivered', 'queued', 'failed', 'cancelled'],
  sending: ['delivered', 'queued', 'failed', 'cancelled'],
  // Left by evidence from the line, or by a person's decision.
  uncertain: ['accepted', 'sending', 'delivered', 'queued', 'failed', 'cancelled'],
  delivered: [],
  failed: [],
  cancelled: [],
})

export const final = (phase: Phase): boolean => finalPhases.includes(phase)

/**
 * The state after news of `next`, or undefined where the news must be dropped: it is late, repeated, or not a step
 * the machine knows. Within `sending`, only a higher page count of the same attempt is news; a queued fax may be planned
 * anew while its attempt has not begun.
 */
export function advance(now: FaxState, next: FaxState): FaxState | undefined {
  if (now.phase === 'sending' && next.phase === 'sending') {
    return next.attempt === now.attempt && next.pagesSent > now.pagesSent ? next : undefined
  }
  if (now.phase === 'queued' && next.phase === 'queued' && now.attempt !== next.attempt) return undefined
  return steps[now.phase].includes(next.phase) ? next : undefined
}

/** Whether a queued fax waits for a person and not for a time. */
export const onHold = (state: FaxState): boolean =>
  state.phase === 'queued' && (state.because === 'on-hold' || state.because === 'number-to-check')

/** Whether a person must act: nothing happens to the fax by itself any more, and it was not delivered or called off. */
export const needsPerson = (phase: Phase): boolean => phase === 'failed' || phase === 'uncertain'
