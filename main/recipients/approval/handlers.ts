/**
 * Asking for and giving a one-time approval. The approver stands at the sender's desk, types their own password and,
 * from a source of their own, the last digits of the number; main compares. Every try leaves an entry with its name.
 */
import { createHash } from 'node:crypto'
import type { Parsed } from '#app/contract/index.ts'
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import { approvable, approvalHoldsMs, type Approval } from '#app/domain/contact/approval.ts'
import { standing } from '#app/domain/contact/contact.ts'
import { digitsOf, shownNumber } from '#app/domain/contact/phone.ts'
import type { FaxId, PersonId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Fault, type Outcome } from '#app/domain/outcome.ts'
import { granted } from '#app/domain/rights.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { ColleagueProof } from '../../people/proof/colleague.ts'
import { enabled, faceOf } from '../../people/person.ts'
import { numberSeen, putApproval } from '../../store/contacts/approvals.ts'
import { numberById, type StoredNumber } from '../../store/contacts/numbers.ts'
import { listPeople } from '../../store/people/people.ts'
import type { ReadStore, Store, WriteStore } from '../../store/store.ts'
import { approvalView } from './approval.ts'

/** A person's own draft; the packet room answers it. */
export type DraftLookup = (
  read: ReadStore,
  id: FaxId,
  by: PersonId,
) => Promise<Outcome<{ readonly content: Pick<DraftContent, 'numberId'> }>>

export type ApprovalDeps = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly draft: DraftLookup
  readonly colleague: ColleagueProof
}

/** So many last digits the approver types. */
const digitsTyped = 4

export function createApprovalHandlers(deps: ApprovalDeps): Share<'approvals.ask' | 'approvals.give'> {
  const { store } = deps
  return {
    'approvals.ask': async ({ draftId }, act) => {
      act.about({ subject: draftId })
      const number = await numberOf(deps, store.read, draftId, act)
      if (!number.ok) return number
      const { personId } = actorOf(act)
      const people = (await listPeople(store.read)).filter((row) => enabled(row) && granted(row.roles, 'approve'))
      const approvers = people.map(faceOf).filter(({ id }) => id !== personId)
      act.about({ subject: draftId, details: { number: number.value.id } })
      const begins = shownNumber(number.value.e164).slice(0, -digitsTyped)
      return ok({ approvers, begins, holdsMs: approvalHoldsMs })
    },
    'approvals.give': async (input, act) => {
      const approved = await approve(deps, input, act)
      if (!approved.ok) await noteRefusal(deps, input, approved.fault)
      return approved.ok ? ok(await approvalView(store.read, approved.value)) : approved
    },
  }
}

/** The number this person's draft is addressed to, as long as an approval of it is possible. */
async function numberOf(
  { draft }: ApprovalDeps,
  read: ReadStore,
  draftId: FaxId,
  act: Act,
): Promise<Outcome<StoredNumber>> {
  const found = await draft(read, draftId, actorOf(act).personId)
  if (!found.ok) return found
  const { numberId } = found.value.content
  const number = numberId === null ? undefined : await numberById(read, numberId)
  if (!number) return notFound
  return approvable(standing(number.verification, act.at)) ? ok(number) : conflict('not-approvable')
}

/** Who they are comes first: the answer to any other question is for the approver alone. */
async function approve(deps: ApprovalDeps, input: Parsed<'approvals.give'>, act: Act): Promise<Outcome<Approval>> {
  const { draftId, approverId } = input
  act.about({ subject: draftId })
  const askedBy = actorOf(act).personId
  if (approverId === askedBy) return conflict('own-approval')
  const number = await numberOf(deps, deps.store.read, draftId, act)
  if (!number.ok) return number
  const approver = await deps.colleague(approverId, input)
  if (!approver.ok) return approver
  if (!granted(approver.value.roles, 'approve')) return conflict('cannot-approve')
  return act.commit((tx) => keep(tx, deps, input, act))
}

async function keep(tx: WriteStore, deps: ApprovalDeps, input: Parsed<'approvals.give'>, act: Act) {
  const { draftId, approverId: approvedBy, reason, lastDigits } = input
  const number = await numberOf(deps, tx, draftId, act)
  if (!number.ok) return number
  const { id, e164, verification } = number.value
  const typed = digitsOf(lastDigits)
  if (typed.length !== digitsTyped || !e164.endsWith(typed)) return conflict('digits-differ')
  const seen = await numberSeen(tx, id)
  if (!seen) return notFound
  const approval: Approval = {
    seen,
    standing: standing(verification, act.at),
    reason,
    askedBy: actorOf(act).personId,
    approvedBy,
    at: act.at,
    until: act.at + approvalHoldsMs,
  }
  await putApproval(tx, draftId, approval)
  // The reason may be about a patient: the record has its hash, the store its words.
  const reasonSha256 = createHash('sha256').update(reason).digest('hex')
  const details = { number: id, standing: approval.standing, askedBy: approval.askedBy, reasonSha256 }
  await deps.audit.append(tx, { actor: approvedBy, action: 'approval.given', subject: draftId, details })
  return ok({ value: approval, subject: draftId, details: { approvedBy, number: id } })
}

/** Beside the asker's own refused act: whose approval it was to be, and why it was not. */
async function noteRefusal(
  { store, audit }: ApprovalDeps,
  { draftId, approverId }: Parsed<'approvals.give'>,
  fault: Fault,
): Promise<void> {
  if (fault.code === 'code-needed') return
  const details = { fault: fault.code, ...(fault.code === 'conflict' ? { why: fault.why } : {}), of: approverId }
  await store.write((tx) =>
    audit.append(tx, { actor: 'nobody', action: 'approval.given', subject: draftId, outcome: 'refused', details }),
  )
}
