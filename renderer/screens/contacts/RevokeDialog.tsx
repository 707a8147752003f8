/** Blocks a number: one reason, one act, and nothing is sent there until somebody calls back. */
import { Ban } from 'lucide-react'
import { useState } from 'react'
import type { NumberView } from '#app/contract/contacts.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'

const text = words.contacts.revoke

type RevokeDialogProps = {
  readonly number: NumberView
  readonly onDone: () => void
  readonly onCancel: () => void
}

type Saving = { readonly at: 'typing' | 'saving' } | { readonly at: 'refused'; readonly why: string }

export function RevokeDialog({ number, onDone, onCancel }: RevokeDialogProps) {
  const [reason, setReason] = useState('')
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const block = async (): Promise<void> => {
    if (saving.at === 'saving') return
    if (reason.trim() === '') return setSaving({ at: 'refused', why: text.missing })
    setSaving({ at: 'saving' })
    const outcome = await call('contacts.revoke', { numberId: number.id, reason })
    if (outcome.ok) onDone()
    else setSaving({ at: 'refused', why: faultText(outcome.fault) })
  }
  return (
    <Dialog
      title={text.title}
      lead={text.lead}
      icon={Ban}
      tone="bad"
      onClose={onCancel}
      onConfirm={() => void block()}
      footer={
        <>
          <Button onClick={onCancel}>{words.common.cancel}</Button>
          <Button kind="danger-fill" icon={Ban} busy={saving.at === 'saving'} onClick={() => void block()}>
            {text.act}
          </Button>
        </>
      }
    >
      <Field
        label={text.reason}
        hint={text.reasonHint}
        value={reason}
        maxLength={200}
        first
        error={saving.at === 'refused' ? saving.why : undefined}
        onChange={(typed) => {
          setReason(typed)
          setSaving({ at: 'typing' })
        }}
      />
    </Dialog>
  )
}
