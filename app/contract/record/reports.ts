/** Reports of the record and of faxes: what they may be about, how they are made, saved and taken out of the house. */
import { z } from 'zod'
import { FaxId, FaxReference, Instant, LineId, NumberId, ReportId } from '../../domain/ids.ts'
import { CheckpointView } from './audit.ts'
import { Purpose } from '../desk/drafts.ts'
import { operation } from '../operation.ts'

/**
 * What a report is about. `person` is everything one person did, `fax` everything about one fax, `disclosures` the
 * accounting of 45 CFR 164.528, `reviews` the sign-offs of 45 CFR 164.308(a)(1)(ii)(D).
 */
export const ReportKind = z.enum([
  'everything',
  'faxes',
  'person',
  'fax',
  'disclosures',
  'sign-ins',
  'contacts',
  'configuration',
  'reviews',
])
export type ReportKind = z.infer<typeof ReportKind>

/** Kinds that name recipients: they take the right to read faxes as well. */
export const kindsOfFaxes: readonly string[] = Object.freeze(['faxes', 'fax', 'disclosures'] satisfies ReportKind[])

/** How a fax stands, or how an act of the record ended. */
export const ReportOutcome = z.enum(['delivered', 'failed', 'uncertain', 'cancelled', 'under-way', 'done', 'refused'])
export type ReportOutcome = z.infer<typeof ReportOutcome>

/** A purpose as it was chosen, or that none was. */
export const DisclosurePurpose = z.enum([...Purpose.options, 'not-stated'])
export type DisclosurePurpose = z.infer<typeof DisclosurePurpose>

/**
 * Purposes that an accounting leaves out unless asked for: treatment, payment and health care operations
 * (45 CFR 164.528(a)(1)(i)), and what patients asked for themselves or signed an authorization for ((ii), (iv)).
 */
export const leftOutOfAccounting: readonly DisclosurePurpose[] = Object.freeze([
  'treatment',
  'payment',
  'operations',
  'patient-request',
  'authorisation',
])

export const ReportPaper = z.enum(['letter', 'a4'])
export type ReportPaper = z.infer<typeof ReportPaper>

export const ReportView = z.strictObject({
  id: ReportId,
  kind: z.enum(['confirmation', 'review', 'call-back', ...ReportKind.options]),
  /** Suggested file name; holds no patient data. */
  fileName: z.string(),
  pages: z.number().int(),
  at: Instant,
  url: z.string(),
})
export type ReportView = z.infer<typeof ReportView>

/** What is chosen for a report, a table of it, or its proof. */
export const ReportChoice = z.strictObject({
  kind: ReportKind.default('everything'),
  /** Epoch ms; `to` is exclusive. */
  from: Instant,
  to: Instant,
  /** A person's id, `system` or `nobody`; `person` needs one. */
  actor: z.string().max(60).optional(),
  /** Words or digits that the recipient's name, department or number begins with. */
  recipient: z.string().trim().max(80).optional(),
  lineId: LineId.optional(),
  outcome: ReportOutcome.optional(),
  /** For `disclosures`: which purposes; without it, those that an accounting must hold. */
  purposes: z.array(DisclosurePurpose).max(DisclosurePurpose.options.length).optional(),
  /** For `fax`, which needs one. */
  reference: FaxReference.optional(),
})
export type ReportChoice = z.infer<typeof ReportChoice>

/** A number of the page's own for a report in the making, so that it can be followed and stopped. */
export const Ticket = z.string().regex(/^[0-9a-f]{16}$/)
const read = { right: 'audit.read', whileLocked: false } as const

export const reportOperations = {
  /** What can be chosen from: everyone who was ever here, every line, and the paper that was printed on last. */
  'reports.choices': operation({
    ...read,
    audit: 'refusals',
    input: z.strictObject({}),
    output: z.strictObject({
      people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
      lines: z.array(z.strictObject({ id: LineId, name: z.string() })),
      paper: ReportPaper,
      /** The zone of all dates: "America/New_York (GMT-04:00)". */
      zone: z.string(),
    }),
  }),
  /**
   * Makes a printable report that ends in a checkpoint signed now. Faults: invalid for dates the wrong way round, or a
   * person or fax that is not said; not-found; forbidden for kinds of faxes without the right to read those, and for a
   * fax one may not open; conflict report-stopped.
   */
  'reports.make': operation({
    ...read,
    audit: 'each',
    input: ReportChoice.extend({
      paper: ReportPaper.optional(),
      ticket: Ticket.optional(),
      /** For `fax`: small pictures of its pages. */
      thumbnails: z.boolean().default(false),
    }),
    output: ReportView,
  }),
  /** Stops a report in the making; nothing of it is kept. `stopped` is false when there is none of this ticket. */
  'reports.stop': operation({
    ...read,
    audit: 'each',
    input: z.strictObject({ ticket: Ticket }),
    output: z.strictObject({ stopped: z.boolean() }),
  }),
  /**
   * Signs off a review of the record (45 CFR 164.308(a)(1)(ii)(D)): a report of what was reviewed with the reviewer's
   * name, finding and note, its SHA-256 in an entry of its own. Faults: as reports.make, and proof-needed.
   */
  'reports.review': operation({
    ...read,
    audit: 'each',
    risky: true,
    input: z.strictObject({
      from: Instant,
      to: Instant,
      finding: z.enum(['nothing-found', 'followed-up']),
      note: z.string().trim().max(2000),
      paper: ReportPaper.optional(),
    }),
    output: ReportView,
  }),
  /** Sheets to call from, one a number, with room for what is heard. Fault: not-found when none is in use. */
  'reports.callBackSheets': operation({
    right: 'contacts.read',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ numberIds: z.array(NumberId).min(1).max(500) }),
    output: ReportView,
  }),
  /** The confirmation report of one fax. Faults: not-found; forbidden for a fax one may not open. */
  'reports.confirmation': operation({
    right: 'fax.read',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ faxId: FaxId }),
    output: ReportView,
  }),
  /**
   * Asks where to save, and writes there what was chosen: `csv` is the report's table for spreadsheets and proves
   * nothing; `proof` is JSON with every entry of these dates that anyone can check without Faxdesk, the program that
   * does it beside it, reaching on to the next checkpoint, and with the report's own rows for reading. Faults: as
   * reports.make, and proof-needed; not-found when nothing is in these dates; store.
   */
  'reports.export': operation({
    ...read,
    audit: 'each',
    risky: true,
    input: ReportChoice.extend({ format: z.enum(['proof', 'csv']) }),
    output: z.discriminatedUnion('saved', [
      z.strictObject({ saved: z.literal(false) }),
      z.strictObject({
        saved: z.literal(true),
        rows: z.number().int(),
        entries: z.number().int(),
        checkpoint: CheckpointView,
      }),
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
