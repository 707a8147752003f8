/** Blocks a number, or withdraws its verification: one reason, one act. */
import { Ban, ShieldMinus } from 'lucide-react'
import { useState } from 'react'
import type { NumberView } from '#app/contract/book/contacts.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'

type StopDialogProps = {
  readonly what: 'block' | 'withdraw'
  readonly number: NumberView
  readonly onDone: () => void
  readonly onCancel: () => void
}

type Saving = { readonly at: 'typing' | 'saving' } | { readonly at: 'refused'; readonly why: string }

export function StopDialog({ what, number, onDone, onCancel }: StopDialogProps) {
  const [reason, setReason] = useState('')
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const text = words.contacts.stop[what]
  const icon = what === 'block' ? Ban : ShieldMinus
  const stop = async (): Promise<void> => {
    if (saving.at === 'saving') return
    if (reason.trim() === '') return setSaving({ at: 'refused', why: text.missing })
    setSaving({ at: 'saving' })
    const name = what === 'block' ? 'contacts.block' : 'contacts.revoke'
    const outcome = await call(name, { numberId: number.id, reason })
    if (outcome.ok) onDone()
    else setSaving({ at: 'refused', why: faultText(outcome.fault) })
  }
  return (
    <ActDialog
      title={text.title}
      lead={text.lead}
      icon={icon}
      tone="bad"
      onClose={onCancel}
      harmful
      act={text.act}
      actIcon={icon}
      busy={saving.at === 'saving'}
      onAct={() => void stop()}
    >
      <Field
        label={words.contacts.stop.reason}
        hint={words.contacts.stop.reasonHint}
        value={reason}
        maxLength={200}
        first
        error={saving.at === 'refused' ? saving.why : undefined}
        onChange={(typed) => {
          setReason(typed)
          setSaving({ at: 'typing' })
        }}
      />
    </ActDialog>
  )
}
