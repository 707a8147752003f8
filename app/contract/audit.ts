/** The record and its reports. */
import { z } from 'zod'
import { AuditDetails, AuditOutcome } from '../domain/audit.ts'
import { FaxId, Instant, ReportId } from '../domain/ids.ts'
import { operation } from './operation.ts'

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

export const ReportView = z.strictObject({
  id: ReportId,
  kind: z.enum(['confirmation', 'audit']),
  /** Suggested file name; holds no patient data. */
  fileName: z.string(),
  pages: z.number().int(),
  at: Instant,
  url: z.string(),
})
export type ReportView = z.infer<typeof ReportView>

/** What a report or a table of the record is about. */
export const ReportSubject = z.enum(['everything', 'faxes', 'sign-ins', 'contacts', 'configuration'])
export type ReportSubject = z.infer<typeof ReportSubject>

const chosen = { subject: ReportSubject.default('everything'), actor: z.string().max(60).optional() }

const read = { right: 'audit.read', whileLocked: false } as const

export const auditOperations = {
  /** Newest first. `outcome` and `action` narrow; `text` matches subject or entry number. */
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
  'audit.verify': operation({ ...read, audit: 'each', input: z.strictObject({}), output: VerificationView }),
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
  /** A printable report of a date range, of one subject and one person where asked, ending in a checkpoint signed now. */
  'reports.audit': operation({
    ...read,
    audit: 'each',
    input: z.strictObject({ from: Instant, to: Instant, ...chosen }),
    output: ReportView,
  }),
  /** The confirmation report of one fax. */
  'reports.confirmation': operation({
    right: 'fax.read',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ faxId: FaxId }),
    output: ReportView,
  }),
  /**
   * Asks where to save, and writes the record of these dates there: `proof` is JSON that anyone can check without
   * Faxdesk, with the program that does it beside it, reaching on to the next checkpoint; `csv` is for spreadsheets
   * and proves nothing; only it can be narrowed to a subject or a person. Takes the person's password again. Faults: sign-in-refused; invalid when `from` is not before
   * `to`; not-found when nothing is in these dates; store.
   */
  'reports.export': operation({
    ...read,
    audit: 'each',
    input: z.strictObject({
      format: z.enum(['proof', 'csv']),
      from: Instant,
      to: Instant,
      password: z.string().min(1).max(1000),
      ...chosen,
    }),
    output: z.discriminatedUnion('saved', [
      z.strictObject({ saved: z.literal(false) }),
      z.strictObject({ saved: z.literal(true), entries: z.number().int(), checkpoint: CheckpointView }),
    ]),
  }),
  /** Asks where to save, and writes the PDF there. `saved` is false when the person called it off. */
  'reports.save': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ id: ReportId }),
    output: z.strictObject({ saved: z.boolean() }),
  }),
} as const
