/**
 * Contacts, fax numbers and verification (promise 4: no number without a person behind it).
 * Verification expires by the clock, so it is judged when asked, never stored as a flag. A changed number is a new
 * number and starts unverified. How one record becomes another is `contact/verification.ts`, and nothing else.
 */
import { z } from 'zod'
import { E164, FaxId, Instant, PersonId } from '../ids.ts'

/** What a contact is (vCard KIND; FHIR Practitioner, PractitionerRole's place, Organization). */
export const ContactKind = z.enum(['person', 'department', 'organisation'])
export type ContactKind = z.infer<typeof ContactKind>

export const VerificationMethod = z.enum(['call-back', 'directory', 'test-fax', 'received'])
export type VerificationMethod = z.infer<typeof VerificationMethod>

/** Where the voice number of a call-back was found: never on the fax or letterhead whose number is in question. */
export const FoundOn = z.enum(['website', 'directory', 'own-records', 'health-plan'])
export type FoundOn = z.infer<typeof FoundOn>

/** Why a number is believed: one shape for each method. */
export const Evidence = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('call-back'),
    /** The voice number that was called. */
    called: E164,
    /** `not-recorded` only in verifications older than the question. */
    foundOn: z.enum([...FoundOn.options, 'not-recorded']),
    /** The person at the recipient's who read the number out. */
    spokeWith: z.string(),
  }),
  z.strictObject({
    method: z.literal('directory'),
    /** Which directory, in words: a file's or server's name. */
    source: z.string(),
    /** How old the directory's own word is. */
    sourceAt: Instant,
  }),
  z.strictObject({ method: z.literal('test-fax'), faxId: FaxId, spokeWith: z.string() }),
  z.strictObject({ method: z.literal('received'), receivedId: z.string(), receivedAt: Instant }),
])
export type Evidence = z.infer<typeof Evidence>

/** What was changed so that verification had to start over. */
export const StartedOver = z.enum(['number-change', 'organisation-change'])
export type StartedOver = z.infer<typeof StartedOver>

/** Why a verified number is doubted. */
export const Doubt = z.enum(['human-answered', 'number-not-in-service'])
export type Doubt = z.infer<typeof Doubt>

const after = StartedOver.optional()

/** What is stored about a number's verification. */
export const VerificationRecord = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('unverified'), after }),
  z.strictObject({
    state: z.literal('pending'),
    by: PersonId,
    at: Instant,
    waitsFor: z.discriminatedUnion('what', [
      /** A test fax is on its way or has arrived; its code is still to be read back. */
      z.strictObject({ what: z.literal('read-back'), faxId: FaxId, code: z.string() }),
      z.strictObject({ what: z.literal('second-person'), evidence: Evidence }),
    ]),
    after,
  }),
  z.strictObject({
    state: z.literal('verified'),
    by: PersonId,
    at: Instant,
    until: Instant,
    evidence: Evidence,
    /** Who confirmed it besides, where the practice asks for that. */
    secondBy: PersonId.optional(),
  }),
  z.strictObject({ state: z.literal('needs-recheck'), at: Instant, because: Doubt, faxId: FaxId, after }),
  z.strictObject({ state: z.literal('revoked'), by: PersonId, at: Instant, reason: z.string(), after }),
  z.strictObject({ state: z.literal('blocked'), by: PersonId, at: Instant, reason: z.string(), after }),
])
export type VerificationRecord = z.infer<typeof VerificationRecord>

export const Standing = z.enum([
  'verified',
  'expires-soon',
  'unverified',
  'pending',
  'expired',
  'needs-recheck',
  'revoked',
  'blocked',
])
export type Standing = z.infer<typeof Standing>

export const day = 24 * 60 * 60 * 1000
/** A verification is announced as expiring this long before it ends, in ms. */
export const expiresSoonMs = 30 * day

/**
 * When a verification made at `at` (epoch ms) ends: the same day of the month, `months` later, or that month's last
 * day. Counted in UTC, so that it is the same on every computer.
 */
export function verifiedUntil(at: Instant, months: number): Instant {
  const date = new Date(at)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate()
  const until = new Date(at)
  until.setUTCMonth(date.getUTCMonth() + months, Math.min(date.getUTCDate(), lastDay))
  return until.getTime()
}

/** The part of a record that its standing depends on. */
export type Judged =
  | { readonly state: Exclude<VerificationRecord['state'], 'verified'> }
  | { readonly state: 'verified'; readonly until: Instant }

/** How a number stands at `now` (epoch ms). Only `verified` and `expires-soon` may be sent to. */
export function standing(record: Judged, now: number): Standing {
  if (record.state !== 'verified') return record.state
  if (now >= record.until) return 'expired'
  return record.until - now <= expiresSoonMs ? 'expires-soon' : 'verified'
}

export const sendable = (value: Standing): boolean => value === 'verified' || value === 'expires-soon'
