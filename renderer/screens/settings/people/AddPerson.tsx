/** One more person: name, roles and a first password, told in person. */
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { passwordRefusal } from '#app/domain/password.ts'
import type { Role } from '#app/domain/rights.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { RoleChoice } from './RoleChoice.tsx'

const w = words.people.adding

type AddPersonProps = { readonly onClose: () => void; readonly onDone: () => void }

type Draft = { readonly name: string; readonly roles: readonly Role[]; readonly password: string }

/** What is still wrong, as a sentence; undefined when the person can be added. */
function lack({ name, roles, password }: Draft): string | undefined {
  if (name.trim() === '') return w.nameMissing
  if (roles.length === 0) return w.roleMissing
  const why = passwordRefusal(password, name)
  return why && faultText({ code: 'password-refused', why })
}

export function AddPerson({ onClose, onDone }: AddPersonProps) {
  const [draft, setDraft] = useState<Draft>({ name: '', roles: ['sender'], password: '' })
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const add = (): void => {
    setAsked(true)
    if (lack(draft)) return
    const input = { ...draft, roles: [...draft.roles], name: draft.name.trim() }
    void run(
      () => call('people.add', input),
      ({ shortName }) => {
        useToasts.getState().show({ tone: 'ok', text: w.added(shortName) })
        onDone()
      },
    )
  }
  return (
    <ActDialog title={w.title} lead={w.lead} icon={UserPlus} onClose={onClose} act={w.add} busy={busy} onAct={add}>
      <div className="col g4">
        <PersonFields draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
        {asked && lack(draft) && <FieldError text={lack(draft) ?? ''} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}

type PersonFieldsProps = { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void }

const PersonFields = ({ draft, onChange }: PersonFieldsProps) => (
  <>
    <Field first label={w.fullName} value={draft.name} onChange={(name) => onChange({ name })} maxLength={80} />
    <RoleChoice held={draft.roles} onChange={(roles) => onChange({ roles })} />
    <PasswordField
      label={w.password}
      hint={w.passwordHint}
      judged
      value={draft.password}
      onChange={(password) => onChange({ password })}
    />
  </>
)
