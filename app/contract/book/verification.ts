/** How a number comes to be believed, and stops being: each act one transition of `domain/contact/verification.ts`. */
import { z } from 'zod'
import { FoundOn, VerificationMethod } from '../../domain/contact/contact.ts'
import { ContactId, E164, FaxId, Instant, LineId, NumberId } from '../../domain/ids.ts'
import { ContactView } from './contacts.ts'
import { operation } from '../operation.ts'

const text = (most: number) => z.string().trim().max(most)
const change = { right: 'contacts.change', whileLocked: false, audit: 'each' } as const
const read = { right: 'contacts.read', whileLocked: false } as const
const number = z.strictObject({ numberId: NumberId })
const withReason = z.strictObject({ numberId: NumberId, reason: text(200).min(1) })

/** One thing that happened to a number. */
export const NumberEvent = z.strictObject({
  at: Instant,
  /** Empty where Faxdesk did it by itself. */
  byShortName: z.string(),
  what: z.enum([
    'verified',
    'confirmed',
    'second-person-awaited',
    'test-sent',
    'given-up',
    'doubted',
    'revoked',
    'blocked',
    'unblocked',
    'started-over',
    'replaced',
    'merged',
  ]),
  method: VerificationMethod.optional(),
  /** Whom one spoke to, which directory, or why: as typed. */
  note: z.string().optional(),
})
export type NumberEvent = z.infer<typeof NumberEvent>

export const NumberHistory = z.strictObject({
  id: NumberId,
  e164: E164,
  label: z.string(),
  addedAt: Instant,
  replacedAt: Instant.optional(),
  /** Newest first. */
  events: z.array(NumberEvent),
  /** Faxes sent off to it, and when the first and the last was. */
  faxes: z.number().int(),
  delivered: z.number().int(),
  firstSentAt: Instant.optional(),
  lastSentAt: Instant.optional(),
})
export type NumberHistory = z.infer<typeof NumberHistory>

export const verificationOperations = {
  /**
   * Call-back: a person called a voice number taken from another source, was read the fax number and typed it as
   * heard; Faxdesk compares. Faults: number, conflict number-heard-differs, same-number-called, number-blocked.
   */
  'contacts.verifyByCallBack': operation({
    ...change,
    input: z.strictObject({
      numberId: NumberId,
      called: text(40).min(1),
      foundOn: FoundOn,
      spokeWith: text(80).min(1),
      heard: text(40).min(1),
    }),
    output: ContactView,
  }),
  /** The entry of an imported directory, as `contacts.directoryMatch` names it, has the same number. Faults: not-found, conflict directory-differs. */
  'contacts.verifyByDirectory': operation({
    ...change,
    input: z.strictObject({ numberId: NumberId, source: text(255).min(1), at: Instant }),
    output: ContactView,
  }),
  /** A fax was received from this very number, and a person knows that it came from them. */
  'contacts.verifyByReceived': operation({
    ...change,
    input: z.strictObject({ numberId: NumberId, receivedId: text(60).min(1) }),
    output: ContactView,
  }),
  /** Sends one page without patient data and with a code. The number waits for the code. Faults: stopped, document. */
  'contacts.sendTestFax': operation({
    right: 'fax.send',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ numberId: NumberId, lineId: LineId }),
    output: z.strictObject({ faxId: FaxId, contact: ContactView }),
  }),
  /** The code as the recipient read it. Faults: conflict not-pending, read-back-differs. */
  'contacts.readBack': operation({
    ...change,
    input: z.strictObject({ numberId: NumberId, code: text(20).min(1), spokeWith: text(80).min(1) }),
    output: ContactView,
  }),
  /** A second person confirms what another found. Fault: conflict same-person. */
  'contacts.confirm': operation({ ...change, input: number, output: ContactView }),
  /** What was waited for will not come: unverified again. */
  'contacts.giveUp': operation({ ...change, input: number, output: ContactView }),
  /** Trust withdrawn: it may be verified again at once. */
  'contacts.revoke': operation({ ...change, input: withReason, output: ContactView }),
  /** Nothing goes there, and no check changes that until a person unblocks it. */
  'contacts.block': operation({ ...change, input: withReason, output: ContactView }),
  'contacts.unblock': operation({ ...change, input: number, output: ContactView }),
  /** All numbers a contact has or had, what happened to each, and since when faxes went there. */
  'contacts.history': operation({
    ...read,
    audit: 'each',
    input: z.strictObject({ id: ContactId }),
    output: z.strictObject({ numbers: z.array(NumberHistory) }),
  }),
  /** Numbers that end within so many days, have ended, wait for something or need a re-check: what is due first, first. */
  'contacts.due': operation({
    ...read,
    audit: 'session',
    input: z.strictObject({ days: z.number().int().min(1).max(400) }),
    output: z.strictObject({
      due: z.array(z.strictObject({ contact: ContactView, numberId: NumberId })),
      total: z.number().int(),
    }),
  }),
} as const
