/**
 * One-time approvals as the other rooms meet them: whether a draft may be sent off on one, spending it, and whether a
 * fax sent off on one may still be dialled. In: reading rows and asking the rules. Not in: how an approver proves who
 * they are, which is `handlers.ts`.
 */
import type { ApprovalView } from '#app/contract/desk/approvals.ts'
import { approvable, carries, opens, type Approval } from '#app/domain/contact/approval.ts'
import { standing, type Standing } from '#app/domain/contact/contact.ts'
import type { FaxId, NumberId, PersonId } from '#app/domain/ids.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import { approvalOf, numberSeen, spendApproval } from '../../store/contacts/approvals.ts'
import { shortNames } from '../../store/contacts/contacts.ts'
import type { StoredNumber } from '../../store/contacts/numbers.ts'
import type { ReadStore, WriteStore } from '../../store/store.ts'

/** A draft and whose it is. */
export type Own = { readonly id: FaxId; readonly by: PersonId }

/** The one number a draft is addressed to, judged at the time it is asked about. */
export type To = { readonly numberId: NumberId; readonly standing: Standing }

/** The approval this draft may be sent off on at `now` (epoch ms), if there is one. */
export async function approvalFor(
  read: ReadStore,
  { id, by }: Own,
  to: To | undefined,
  now: number,
): Promise<Approval | undefined> {
  if (!to || !approvable(to.standing)) return undefined
  const approval = await approvalOf(read, id)
  const seen = approval && (await numberSeen(read, to.numberId))
  return seen && opens(approval, seen, by, now) ? approval : undefined
}

/** Spends it, with its entry, in the transaction that sends the fax off. */
export async function spend(
  tx: WriteStore,
  audit: AuditWriter,
  { id, by, reference }: Own & { readonly reference: string },
  { approvedBy, seen }: Approval,
  at: number,
): Promise<void> {
  await spendApproval(tx, id, at)
  const details = { approvedBy, number: seen.numberId, contact: seen.contactId }
  await audit.append(tx, { actor: by, action: 'approval.spent', subject: reference, details })
}

/** Whether a fax that was sent off on an approval may be dialled at `now` (epoch ms), its number standing as it does. */
export async function carriedBy(
  read: ReadStore,
  id: FaxId,
  number: Pick<StoredNumber, 'id' | 'verification'>,
  now: number,
): Promise<boolean> {
  if (!approvable(standing(number.verification, now))) return false
  const approval = await approvalOf(read, id)
  const seen = approval && (await numberSeen(read, number.id))
  return approval !== undefined && seen !== undefined && carries(approval, seen, now)
}

export async function approvalView(
  read: ReadStore,
  { askedBy, approvedBy, reason, at, until }: Approval,
): Promise<ApprovalView> {
  const names = await shortNames(read, [askedBy, approvedBy])
  return {
    approvedByShortName: names.get(approvedBy) ?? '',
    askedByShortName: names.get(askedBy) ?? '',
    reason,
    at,
    until,
  }
}
