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

export const Standing = z.enum(['verified', 'expires-soon', 'unverified', 'expired', 'revoked'])
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
  { readonly state: 'unverified' | 'revoked' } | { readonly state: 'verified'; readonly until: Instant }

/** How a number stands at `now` (epoch ms). Only `verified` and `expires-soon` may be sent to. */
export function standing(record: Judged, now: number): Standing {
  if (record.state !== 'verified') return record.state
  if (now >= record.until) return 'expired'
  return record.until - now <= expiresSoonMs ? 'expires-soon' : 'verified'
}

export const sendable = (value: Standing): boolean => value === 'verified' || value === 'expires-soon'
