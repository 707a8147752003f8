/** The record: its entries, and whether their chain holds. */
import { z } from 'zod'
import { AuditDetails, AuditOutcome } from '../../domain/record/audit.ts'
import { Instant } from '../../domain/ids.ts'
import { operation } from '../operation.ts'

export const EntryView = z.strictObject({
  sequence: z.number().int().positive(),
  at: Instant,
  actor: z.strictObject({
    kind: z.enum(['person', 'system', 'nobody']),
    id: z.string(),
    shortName: z.string(),
    initials: z.string(),
    tint: z.number().int(),
  }),
  action: z.string(),
  subject: z.string(),
  outcome: AuditOutcome,
  details: AuditDetails,
  /** What ids in subject and details stand for, as far as the reader may know. */
  names: z.record(z.string(), z.string()),
  hash: z.string(),
  previous: z.string(),
})
export type EntryView = z.infer<typeof EntryView>

export const CheckpointView = z.strictObject({
  sequence: z.number().int(),
  hash: z.string(),
  at: Instant,
  signature: z.string(),
  publicKey: z.string(),
})
export type CheckpointView = z.infer<typeof CheckpointView>

export const VerificationView = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('intact'), entries: z.number().int(), at: Instant, tookMs: z.number() }),
  z.strictObject({
    result: z.literal('broken'),
    /** The sequence number of the first entry that does not hold. */
    firstBad: z.number().int(),
    why: z.enum(['changed', 'missing', 'not-ours', 'cut-off', 'set-back']),
    entries: z.number().int(),
    at: Instant,
    tookMs: z.number(),
  }),
])
export type VerificationView = z.infer<typeof VerificationView>

/** What asking for a verification answers: also that somebody stopped it, and how far it had come. */
export const VerificationAnswer = z.discriminatedUnion('result', [
  ...VerificationView.options,
  z.strictObject({ result: z.literal('stopped'), entries: z.number().int(), at: Instant, tookMs: z.number() }),
])
export type VerificationAnswer = z.infer<typeof VerificationAnswer>

const read = { right: 'audit.read', whileLocked: false } as const

export const auditOperations = {
  /**
   * Newest first. `outcome` and `action` narrow; `text` is how a subject begins, a fax’s reference with or without
   * its letters, or an entry’s number.
   */
  'audit.list': operation({
    ...read,
    audit: 'session',
    input: z.strictObject({
      from: Instant.optional(),
      to: Instant.optional(),
      actor: z.string().max(60).optional(),
      action: z.string().max(60).optional(),
      text: z.string().max(60),
      before: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.strictObject({
      entries: z.array(EntryView),
      total: z.number().int(),
      lastCheckpoint: CheckpointView.optional(),
      lastVerification: VerificationView.optional(),
    }),
  }),
  /** Verifies the whole chain in a thread of its own; event `audit.verifying` tells how far it has come. */
  'audit.verify': operation({ ...read, audit: 'each', input: z.strictObject({}), output: VerificationAnswer }),
  /** Ends a verification that somebody asked for; `audit.verify` then answers `stopped`. */
  'audit.stopVerifying': operation({ ...read, audit: 'each', input: z.strictObject({}), output: z.strictObject({}) }),
  /**
   * Answers for a record that was found set back: `restored` on purpose from a copy, or `unexplained` after looking into
   * it. Until then every verification says so. Fault: conflict already-gone when there is nothing to answer for.
   */
  'audit.answerSetBack': operation({
    ...read,
    audit: 'each',
    input: z.strictObject({ why: z.enum(['restored', 'unexplained']) }),
    output: z.strictObject({}),
  }),
} as const
