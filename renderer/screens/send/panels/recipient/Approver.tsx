/** Who approves, and the part of the dialog that only they type in. */
import type { PersonFace } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import type { Approval } from './useApproval.ts'

const text = words.recipientWays.approve

type ApproverProps = { readonly approval: Approval; readonly approvers: readonly PersonFace[] }

export function Approver({ approval, approvers }: ApproverProps) {
  const { approver, typed, change } = approval
  if (!approver) return null
  return (
    <div className="sup col g3">
      <div className="row g3">
        <Avatar initials={approver.initials} tint={approver.tint} size="md" />
        <div className="grow">
          <b className="semi">{approver.shortName}</b>
          <div className="txs c2">{text.can}</div>
        </div>
      </div>
      {approvers.length > 1 && (
        <Select
          label={text.who}
          value={approver.id}
          options={approvers.map(({ id, shortName }) => ({ value: id, label: shortName }))}
          onChange={(approverId) => change({ approverId, password: '', code: '' })}
        />
      )}
      <PasswordField
        label={text.password(approver.shortName)}
        hint={text.passwordHint}
        value={typed.password}
        error={approval.under('password')}
        onChange={(password) => change({ password })}
      />
      {approval.codeAsked && (
        <Field
          label={text.code(approver.shortName)}
          value={typed.code}
          maxLength={40}
          mono
          inputMode="numeric"
          error={approval.under('code')}
          onChange={(code) => change({ code })}
        />
      )}
    </div>
  )
}
