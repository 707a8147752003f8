/** A supervisor's one-time approval of a fax to a number that nobody vouches for yet, given at the sender's own desk. */
import { z } from 'zod'
import { FaxId, Instant, PersonId } from '../../domain/ids.ts'
import { operation } from '../operation.ts'
import { PersonFace } from '../people/session.ts'

/** What was approved, as the page may know it. */
export const ApprovalView = z.strictObject({
  approvedByShortName: z.string(),
  askedByShortName: z.string(),
  /** Why it could not wait, as typed. */
  reason: z.string(),
  at: Instant,
  /** Until when the fax must be sent off. */
  until: Instant,
})
export type ApprovalView = z.infer<typeof ApprovalView>

const own = { right: 'fax.send', whileLocked: false, audit: 'each' } as const

export const approvalOperations = {
  /**
   * Somebody cannot wait: who may approve this draft's recipient once, apart from the person who asks. Recorded.
   * Faults: not-found; conflict not-approvable where no approval would help, or none is possible.
   */
  'approvals.ask': operation({
    ...own,
    input: z.strictObject({ draftId: FaxId }),
    output: z.strictObject({
      approvers: z.array(PersonFace),
      /** The number without its last four digits, as it is shown: main compares what the approver types. */
      begins: z.string(),
      holdsMs: z.number().int(),
    }),
  }),
  /**
   * The approver's own password, typed at this desk, and the last four digits from a source of their own. Faults:
   * not-found; sign-in-refused, as often and as slowly as at sign-in; code-needed; conflict cannot-approve,
   * own-approval, not-approvable, digits-differ.
   */
  'approvals.give': operation({
    ...own,
    input: z.strictObject({
      draftId: FaxId,
      approverId: PersonId,
      password: z.string().min(1).max(1000),
      /** A one-time code, where the approver signs in with one. */
      code: z.string().max(40).optional(),
      lastDigits: z.string().trim().min(1).max(8),
      reason: z.string().trim().min(3).max(300),
    }),
    output: ApprovalView,
  }),
} as const
