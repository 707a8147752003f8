/** A draft's row as that of a fax that was sent off, and back: the same for one recipient and for each of several. */
import type { DraftContent } from '#app/contract/desk/drafts.ts'
import { qualityOver } from '#app/domain/fax/packet-form.ts'
import { advance, type FaxState, type Plan } from '#app/domain/fax/fax.ts'
import { FaxReference, type FaxId, type Sha256 } from '#app/domain/ids.ts'
import type { Check } from '#app/domain/fax/preflight.ts'
import { leftIn } from '#app/domain/pages/page-checks.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import type { Line } from '../lines/line.ts'
import { chosenPages, storedContent } from '../packet/content.ts'
import { confirmedIn } from '../packet/judging/grounds.ts'
import type { Recipient } from '../recipients/recipient.ts'
import { markUsed } from '../store/contacts/contacts.ts'
import { changeFax, type FaxChange } from '../store/faxes/faxes.ts'
import { nextNumber } from '../store/settings.ts'
import type { WriteStore } from '../store/store.ts'

/** How long a person can take a fax back before it leaves, in ms (design, "Undo bar"). */
export const undoMs = 10_000

/** A draft that was judged, found fit to go, and sealed. */
export type Ready = {
  readonly id: FaxId
  readonly content: DraftContent
  readonly recipient: Recipient
  readonly line: Line
  readonly checks: readonly Check[]
  readonly packet: { readonly sha256: Sha256; readonly pages: number }
  readonly urgent: boolean
  readonly plan?: Plan
}

type Queued = { readonly reference: FaxReference; readonly details: AuditDetails }

/** Makes the draft's row a held fax. Answers its reference, and what its entry says of it. @param at epoch ms */
export async function putInQueue(tx: WriteStore, ready: Ready, at: number): Promise<Queued> {
  const { id, content, recipient, line, checks, urgent, plan } = ready
  const looks = checks.filter(({ verdict }) => verdict === 'look')
  const reference = referenceOf(await nextNumber(tx, 'fax-reference'))
  const state: FaxState = { phase: 'held', until: at + undoMs, ...(plan ? { plan } : {}) }
  if (!advance({ phase: 'draft' }, state)) throw new TypeError('a draft that cannot be held')
  const { organisation, department, person, e164, numberId } = recipient
  const row = await changeFax(tx, id, {
    // As it goes: a draft may have wanted it finer than its line can.
    content: storedContent({ ...content, quality: qualityOver(content.quality, line.capabilities) }),
    reference,
    phase: state.phase,
    state: JSON.stringify(state),
    due_at: state.until,
    organisation,
    department,
    person,
    e164,
    number_id: numberId,
    regarding: content.cover.reference.trim(),
    line_id: line.id,
    training: line.capabilities.training ? 1 : 0,
    overlooked: JSON.stringify(looks),
    urgent: urgent ? 1 : 0,
    last_reason: null,
    sent_at: at,
    changed_at: at,
  })
  if (!row) throw new TypeError('a draft gone within its own transaction')
  await markUsed(tx, numberId, at)
  return { reference, details: { ...detailsOf(ready, looks.length), ...groundsTold(row, content) } }
}

function detailsOf({ content, recipient, line, packet, urgent, plan }: Ready, looks: number): AuditDetails {
  const left = leftIn(content)
  const [lookAlike] = recipient.lookAlikes
  return {
    ...(plan ? { plan: plan.kind } : {}),
    ...(urgent ? { urgent } : {}),
    ...(left.length > 0 ? { left: left.join(', ') } : {}),
    sha256: packet.sha256,
    pages: packet.pages,
    chosen: chosenPages(content).length,
    line: line.id,
    looks,
    ...(lookAlike ? { lookAlike: lookAlike.likeness, ofContact: lookAlike.contactId } : {}),
  }
}

type Kept = Parameters<typeof confirmedIn>[0]

/** On what grounds it was disclosed, where a rule asks for any. */
function groundsTold(row: Kept, content: DraftContent): AuditDetails {
  const { purpose, request } = content
  const confirmed = confirmedIn(row, content)
  return {
    ...(purpose ? { purpose } : {}),
    ...(confirmed ? { pagesConfirmedBy: confirmed.by, pagesHash: confirmed.sha256 } : {}),
    ...(purpose === 'patient-request' && request ? { requestedOn: request.on, requestCame: request.way } : {}),
    ...(purpose === 'authorisation' && row.form_id !== null ? { form: row.form_id } : {}),
  }
}

/** `FD-00001`, and longer once a hundred thousand are used up. */
export const referenceOf = (number: number): FaxReference => FaxReference.parse(`FD-${String(number).padStart(5, '0')}`)

/** What a sent fax has and a draft has not. */
export const neverSent: FaxChange = {
  reference: null,
  due_at: null,
  sent_at: null,
  number_id: null,
  line_id: null,
  training: 0,
  urgent: 0,
  e164: '',
  organisation: '',
  department: '',
  person: '',
  regarding: '',
  overlooked: '[]',
}
