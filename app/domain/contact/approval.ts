/**
 * A supervisor's one-time approval: one fax may go to a number that nobody vouches for yet, and the number stays as it
 * is. Rules only: how long an approval holds, for whom, and what makes it void. It never opens what was blocked or
 * withdrawn, and nobody approves for themself. Nothing here knows passwords, a store or a screen.
 */
import type { Standing } from './contact.ts'
import type { ContactId, Instant, NumberId, PersonId } from '../ids.ts'

/** Within this time, in ms, the approved fax has to be sent off. */
export const approvalHoldsMs = 30 * 60_000

/** From sending off on, an approved fax may be dialled for this long, in ms: long enough for a busy line. */
export const approvedGoesMs = 4 * 60 * 60_000

/** A number and whose it is, at one moment. Whatever is checked, doubted, moved or renamed makes another of it. */
export type NumberSeen = {
  readonly numberId: NumberId
  readonly contactId: ContactId
  readonly contactRevision: number
  /** The last thing that happened to the number; 0 for nothing yet. */
  readonly lastEvent: number
}

export type Approval = {
  readonly seen: NumberSeen
  readonly standing: Standing
  /** Why it could not wait, as typed. */
  readonly reason: string
  readonly askedBy: PersonId
  readonly approvedBy: PersonId
  readonly at: Instant
  readonly until: Instant
  /** When the fax was sent off on it. */
  readonly spentAt?: Instant | undefined
}

/** Whether a number that stands so may be approved once. */
export const approvable = (standing: Standing): boolean =>
  standing === 'unverified' || standing === 'pending' || standing === 'expired' || standing === 'needs-recheck'

/** Whether the fax may be sent off on this approval: by the person who asked for it, to the very number that was looked at. */
export const opens = (approval: Approval, seen: NumberSeen, by: PersonId, at: Instant): boolean =>
  approval.spentAt === undefined &&
  approval.askedBy === by &&
  approval.approvedBy !== by &&
  approval.at <= at &&
  at < approval.until &&
  approval.seen.contactRevision === seen.contactRevision &&
  sameNumber(approval.seen, seen)

/** Whether a fax that was sent off on this approval may still be dialled. A clock set back gains nothing. */
export const carries = (approval: Approval, seen: NumberSeen, at: Instant): boolean =>
  approval.spentAt !== undefined && Math.abs(at - approval.spentAt) < approvedGoesMs && sameNumber(approval.seen, seen)

const sameNumber = (one: NumberSeen, other: NumberSeen): boolean =>
  one.numberId === other.numberId && one.contactId === other.contactId && one.lastEvent === other.lastEvent
