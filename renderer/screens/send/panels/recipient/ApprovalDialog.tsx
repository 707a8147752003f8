/**
 * A supervisor approves one fax, at this desk: their own password, and the last four digits of the number from a source
 * of their own. The number is covered everywhere meanwhile; main compares, and main decides.
 */
import { ScrollText, Send, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { stopsOf } from '#app/domain/fax/preflight.ts'
import { approvable } from '#app/domain/contact/approval.ts'
import { words } from '#app/words/index.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { NoteField } from '#renderer/parts/contact/NoteField.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useOpenSession } from '#renderer/state/session.ts'
import type { Compose } from '../../compose.ts'
import { useCompose } from '../../useCompose.ts'
import { sendOff } from '../send-off.ts'
import { Approver } from './Approver.tsx'
import type { Chosen } from './Blocked.tsx'
import { useApproval, type Approval } from './useApproval.ts'

type ApprovalDialogProps = { readonly compose: Compose; readonly chosen: Chosen; readonly onOver: () => void }

const text = words.recipientWays.approve

export function ApprovalDialog({ compose, chosen, onOver }: ApprovalDialogProps) {
  const [sends] = useState(() => onlyTheRecipient(compose))
  const total = useCompose(compose, ({ view }) => view.pagesTotal)
  const approval = useApproval(compose, () => {
    onOver()
    if (sends) void sendOff(compose)
  })
  const { contact, number } = chosen
  const to = [contact.organisation, contact.department, contact.person].filter(Boolean).join(', ')
  const standing = approvable(number.standing) ? text.standings[number.standing as keyof typeof text.standings] : ''
  const { view } = approval
  const nobody = view.at === 'shown' && view.value.approvers.length === 0
  return (
    <ActDialog
      title={text.title}
      lead={text.what(total, to, standing)}
      icon={UserRoundCheck}
      tone="warn"
      className="approve"
      onClose={onOver}
      aside={approval.incomplete && <span className="txs c3 grow">{text.missing}</span>}
      act={sends ? text.actAndSend : text.act}
      {...(sends ? { actIcon: Send } : {})}
      busy={approval.giving}
      disabled={view.at !== 'shown' || nobody}
      onAct={() => void approval.give()}
    >
      <Form className="col g4" onSubmit={() => void approval.give()}>
        <NoteField
          label={text.reason}
          hint={text.reasonHint}
          value={approval.typed.reason}
          maxLength={300}
          onChange={(reason) => approval.change({ reason })}
        />
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} />}
        {nobody && <p className="txs c2 pretty">{text.nobody}</p>}
        {view.at === 'shown' && !nobody && (
          <>
            <Digits approval={approval} begins={view.value.begins} />
            <Approver approval={approval} approvers={view.value.approvers} />
            <Says approval={approval} />
          </>
        )}
        {approval.fault && <FaultNote fault={approval.fault} />}
        <button type="submit" hidden>
          {text.act}
        </button>
      </Form>
    </ActDialog>
  )
}

/** Whether the recipient is all that stands in the way: then the approved fax is sent off at once. */
function onlyTheRecipient(compose: Compose): boolean {
  return stopsOf(compose.store.getState().view.checks).every(({ name }) => name === 'recipient')
}

function Digits({ approval, begins }: { readonly approval: Approval; readonly begins: string }) {
  return (
    <div className="last-digits">
      <p className="label">{text.together}</p>
      <p className="txs c2 mb2">{text.togetherLead}</p>
      <div className="row g2">
        <b className="tel semi" aria-hidden>
          {begins}
        </b>
        <Field
          label={text.digits}
          quietLabel
          value={approval.typed.lastDigits}
          maxLength={4}
          inputMode="numeric"
          error={approval.under('lastDigits')}
          onChange={(lastDigits) => approval.change({ lastDigits })}
        />
      </div>
    </div>
  )
}

function Says({ approval }: { readonly approval: Approval }) {
  const asker = useOpenSession()?.person.shortName ?? ''
  return (
    <p className="txs c2 row g2 pretty record-says">
      <ScrollText className="i" aria-hidden />
      <span>{text.says(asker, approval.approver?.shortName ?? '')}</span>
    </p>
  )
}
