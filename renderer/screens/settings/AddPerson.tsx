/** One more person: name, roles and a first password, told in person. */
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { Fault } from '#app/domain/outcome.ts'
import { passwordRefusal } from '#app/domain/password.ts'
import type { Role } from '#app/domain/rights.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
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
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const add = async (): Promise<void> => {
    setAsked(true)
    if (busy || lack(draft)) return
    setBusy(true)
    const outcome = await call('people.add', { ...draft, roles: [...draft.roles], name: draft.name.trim() })
    setBusy(false)
    if (!outcome.ok) return setFault(outcome.fault)
    useToasts.getState().show({ tone: 'ok', text: w.added(outcome.value.shortName) })
    onDone()
  }
  return (
    <Dialog
      title={w.title}
      lead={w.lead}
      icon={UserPlus}
      onClose={onClose}
      onConfirm={() => void add()}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" busy={busy} onClick={() => void add()}>
            {w.add}
          </Button>
        </>
      }
    >
      <div className="col g4">
        <Field first label={w.fullName} value={draft.name} onChange={(name) => set({ name })} maxLength={80} />
        <RoleChoice held={draft.roles} onChange={(roles) => set({ roles })} />
        <PasswordField
          label={w.password}
          hint={w.passwordHint}
          judged
          value={draft.password}
          onChange={(password) => set({ password })}
        />
        {asked && lack(draft) && <FieldError text={lack(draft) ?? ''} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </Dialog>
  )
}
