/**
 * Contacts, fax numbers and verification (promise 4: no number without a person behind it).
 * Verification expires by the clock, so it is judged when asked, never stored as a flag. A changed number is a new
 * number and starts unverified.
 */
import { z } from 'zod'
import { E164, Instant, PersonId } from './ids.ts'

export const VerificationMethod = z.enum(['call-back'])
export type VerificationMethod = z.infer<typeof VerificationMethod>

/** What is stored about a number's verification. */
export const VerificationRecord = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('unverified') }),
  z.strictObject({
    state: z.literal('verified'),
    method: VerificationMethod,
    by: PersonId,
    at: Instant,
    until: Instant,
    /** The person at the recipient's who read the number out. */
    spokeWith: z.string(),
    /** The voice number that was called, from another source than the fax number. */
    called: E164,
  }),
  z.strictObject({ state: z.literal('revoked'), by: PersonId, at: Instant, reason: z.string() }),
])
export type VerificationRecord = z.infer<typeof VerificationRecord>

export type Standing = 'verified' | 'expires-soon' | 'unverified' | 'expired' | 'revoked'

export const day = 24 * 60 * 60 * 1000
/** A verification is announced as expiring this long before it ends, in ms. */
export const expiresSoonMs = 30 * day

/** How a number stands at `now` (epoch ms). Only `verified` and `expires-soon` may be sent to. */
export function standing(record: VerificationRecord, now: number): Standing {
  if (record.state !== 'verified') return record.state
  if (now >= record.until) return 'expired'
  return record.until - now <= expiresSoonMs ? 'expires-soon' : 'verified'
}

export const sendable = (value: Standing): boolean => value === 'verified' || value === 'expires-soon'
