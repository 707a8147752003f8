/** The code of a test fax as the recipient reads it over the telephone. Main compares, and main decides. */
import { PhoneCall, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'

const text = words.contacts.readBack

type ReadBackDialogProps = {
  readonly contact: ContactView
  readonly number: NumberView
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

type Saving = { readonly at: 'typing' | 'saving' | 'incomplete' } | { readonly at: 'faulted'; readonly fault: Fault }

export function ReadBackDialog({ contact, number, onDone, onCancel }: ReadBackDialogProps) {
  const [code, setCode] = useState('')
  const [spokeWith, setSpokeWith] = useState('')
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const verify = async (): Promise<void> => {
    if (saving.at === 'saving') return
    if (!code.trim() || !spokeWith.trim()) return setSaving({ at: 'incomplete' })
    setSaving({ at: 'saving' })
    const outcome = await call('contacts.readBack', { numberId: number.id, code, spokeWith })
    if (outcome.ok) onDone(outcome.value)
    else setSaving({ at: 'faulted', fault: outcome.fault })
  }
  const fault = saving.at === 'faulted' ? saving.fault : undefined
  const differs = fault?.code === 'conflict' && fault.why === 'read-back-differs'
  return (
    <ActDialog
      title={text.title(contact.organisation)}
      lead={contact.voice ? text.lead(shownNumber(contact.voice)) : text.leadNoPhone}
      icon={PhoneCall}
      onClose={onCancel}
      aside={saving.at === 'incomplete' && <span className="txs c3 grow">{text.missing}</span>}
      act={words.contacts.callBack.act}
      actIcon={ShieldCheck}
      busy={saving.at === 'saving'}
      onAct={() => void verify()}
    >
      <form
        className="col g4"
        onSubmit={(event) => {
          event.preventDefault()
          void verify()
        }}
      >
        {fault && !differs && <FaultNote fault={fault} />}
        <Field
          label={text.code}
          value={code}
          maxLength={20}
          inputMode="numeric"
          first
          mono
          error={differs ? faultText(fault) : undefined}
          onChange={(typed) => {
            setCode(typed)
            setSaving({ at: 'typing' })
          }}
        />
        <Field label={words.contacts.callBack.who} value={spokeWith} maxLength={80} onChange={setSpokeWith} />
        <button type="submit" hidden>
          {words.contacts.callBack.act}
        </button>
      </form>
    </ActDialog>
  )
}
