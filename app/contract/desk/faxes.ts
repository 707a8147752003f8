/** Faxes on their way. */
import { z } from 'zod'
import { FailureReason, FaxState, Plan } from '../../domain/fax/fax.ts'
import { E164, FaxId, FaxReference, Instant, LineId, NumberId, Sha256 } from '../../domain/ids.ts'
import { PacketForm } from '../../domain/fax/packet-form.ts'
import { Check, CheckResult } from '../../domain/fax/preflight.ts'
import { PatientRequest } from '../../domain/purpose/purpose.ts'
import { Purpose, Quality } from './drafts.ts'
import { operation } from '../operation.ts'
import { ApprovalView } from './approvals.ts'
import { LineTrouble } from './outbox.ts'
import { PersonFace } from '../people/session.ts'

export const FaxSummary = z.strictObject({
  id: FaxId,
  reference: FaxReference,
  state: FaxState,
  /** Why the last attempt failed, while another is to come or a person must act. */
  lastReason: FailureReason.optional(),
  recipient: z.strictObject({ organisation: z.string(), department: z.string(), person: z.string(), e164: E164 }),
  regarding: z.string(),
  pages: z.number().int(),
  sentBy: PersonFace,
  training: z.boolean(),
  /** Goes ahead of all that are not. */
  urgent: z.boolean(),
  /** Its place among the faxes that were sent by the same act, each to its own recipient; absent for one sent alone. */
  together: z.strictObject({ place: z.number().int().positive(), of: z.number().int().min(2) }).optional(),
  /** Its line is paused: it waits until the line is tried again. */
  paused: z.strictObject({ why: LineTrouble, until: Instant }).optional(),
  /** When it was sent off by the person. */
  at: Instant,
  /** When its state last changed. */
  changedAt: Instant,
})
export type FaxSummary = z.infer<typeof FaxSummary>

export const AttemptView = z.strictObject({
  number: z.number().int().positive(),
  /** The line it went over: another one may have taken over. */
  lineName: z.string(),
  startedAt: Instant,
  endedAt: Instant.optional(),
  outcome: z.enum(['in-progress', 'delivered', 'failed', 'uncertain', 'cancelled']),
  reason: FailureReason.optional(),
  pagesSent: z.number().int(),
  /** Our reference at the line: random, no patient data. */
  lineReference: z.string(),
})
export type AttemptView = z.infer<typeof AttemptView>

export const NextAct = z.enum(['undo', 'cancel', 'plan', 'send-again', 'settle', 'report'])
export type NextAct = z.infer<typeof NextAct>

export const FaxView = FaxSummary.extend({
  revision: z.number().int(),
  purpose: Purpose.nullable(),
  quality: Quality,
  line: z.strictObject({ id: LineId, name: z.string(), training: z.boolean() }),
  packet: z.strictObject({
    sha256: Sha256,
    bytes: z.number().int(),
    pages: z.number().int(),
    url: z.string(),
    /** Absent for what was sealed before there was a choice. */
    form: PacketForm.optional(),
  }),
  attempts: z.array(AttemptView),
  /** Whom else the same act sent to, in order; this fax is left out. */
  sentWith: z.array(
    z.strictObject({ id: FaxId, reference: FaxReference, organisation: z.string(), department: z.string() }),
  ),
  /** The patient's own request, where that was the purpose. */
  request: PatientRequest.optional(),
  /** Who found the pages necessary for the purpose (45 CFR 164.502(b)), and when. */
  confirmed: z.strictObject({ byShortName: z.string(), at: Instant, pages: z.number().int() }).optional(),
  /** The signed authorization it rests on, and where the page reads it. */
  form: z.strictObject({ name: z.string(), sha256: Sha256, pages: z.number().int(), url: z.string() }).optional(),
  /** When the line was asked to stop it, where it has not said that it did. */
  stopAskedAt: Instant.optional(),
  /** A supervisor's word on which it went to a number that was not verified. */
  approval: ApprovalView.optional(),
  /** The checks that were shown and sent over. */
  overlooked: z.array(Check),
  nextActs: z.array(NextAct),
})
export type FaxView = z.infer<typeof FaxView>

export const FaxFilter = z.enum(['all', 'needs-you', 'in-progress', 'delivered', 'mine'])
export type FaxFilter = z.infer<typeof FaxFilter>

export const FaxCounts = z.strictObject({
  all: z.number().int(),
  needsYou: z.number().int(),
  inProgress: z.number().int(),
  delivered: z.number().int(),
  mine: z.number().int(),
  drafts: z.number().int(),
})
export type FaxCounts = z.infer<typeof FaxCounts>

const send = { right: 'fax.send', whileLocked: false } as const
const read = { right: 'fax.read', whileLocked: false } as const
const one = z.strictObject({ id: FaxId })

export const faxOperations = {
  /** Newest first. `before` continues a listing; `from`, `to` bound the time it was sent (epoch ms, to exclusive). */
  'faxes.list': operation({
    ...read,
    audit: 'session',
    input: z.strictObject({
      filter: FaxFilter,
      text: z.string().max(120),
      from: Instant.optional(),
      to: Instant.optional(),
      before: z.strictObject({ at: Instant, id: FaxId }).optional(),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({
      faxes: z.array(FaxSummary),
      more: z.boolean(),
      counts: FaxCounts,
    }),
  }),
  'faxes.counts': operation({ ...read, audit: 'refusals', input: z.strictObject({}), output: FaxCounts }),
  'faxes.read': operation({ ...read, audit: 'each', input: one, output: FaxView }),
  /** Queues the sealed packet after a 10-second undo. Faults: stopped (checks), conflict packet-differs. */
  'faxes.send': operation({
    ...send,
    audit: 'each',
    input: z.strictObject({
      id: FaxId,
      revision: z.number().int(),
      sha256: Sha256,
      /** When it goes; absent: as soon as its line is free. */
      plan: Plan.optional(),
      urgent: z.boolean().optional(),
    }),
    output: FaxView,
  }),
  /**
   * One fax for each recipient of a draft, each judged and sealed as if it were alone. Those that may go are queued, all
   * or none of them; the others stay in the draft, each with what stops it. Faults: stopped where nobody can get it.
   */
  'faxes.sendEach': operation({
    ...send,
    audit: 'each',
    input: z.strictObject({
      id: FaxId,
      revision: z.number().int(),
      plan: Plan.optional(),
      urgent: z.boolean().optional(),
    }),
    output: z.strictObject({
      queued: z.array(FaxView),
      refused: z.array(
        z.strictObject({ numberId: NumberId, recipient: z.string(), stops: z.array(CheckResult).min(1) }),
      ),
    }),
  }),
  /**
   * Within the undo time: the fax is a draft again and nothing was sent. What the same act sent to others comes back with
   * it, as far as it has not left: `id` is the draft, `left` how many are on their way. Fault: conflict already-gone.
   */
  'faxes.undo': operation({
    ...send,
    audit: 'each',
    input: one,
    output: z.strictObject({ id: FaxId, takenBack: z.number().int().positive(), left: z.number().int() }),
  }),
  /** Stops a fax where it still can be; answers what became of it. */
  'faxes.cancel': operation({ ...send, audit: 'each', input: one, output: FaxView }),
  /** A new draft with the same pages, recipient and cover; the old fax keeps its record. */
  'faxes.sendAgain': operation({ ...send, audit: 'each', input: one, output: z.strictObject({ id: FaxId }) }),
  /** A person's decision about an uncertain fax, after asking the recipient or the line. */
  'faxes.settle': operation({
    ...send,
    audit: 'each',
    input: z.strictObject({ id: FaxId, as: z.enum(['delivered', 'not-delivered']) }),
    output: FaxView,
  }),
} as const
