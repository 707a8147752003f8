/** A number typed by hand, twice: the second time from the source document, never pasted. Main compares and judges. */
import { Keyboard } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'

type TypedDialogProps = {
  /** What was typed in the search, as the first of the two. */
  readonly typed: string
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

type Saving =
  { readonly at: 'typing' | 'saving' | 'incomplete' | 'pasted' } | { readonly at: 'faulted'; readonly fault: Fault }

const text = words.recipientWays.typed

function underOf(fault: Fault | undefined): 'fax' | 'again' | undefined {
  if (fault?.code === 'number') return fault.field === 'again' ? 'again' : 'fax'
  return fault?.code === 'conflict' && fault.why === 'typed-differs' ? 'again' : undefined
}

export function TypedDialog({ typed, onDone, onCancel }: TypedDialogProps) {
  const [fields, setFields] = useState({ fax: typed, again: '', organisation: '', department: '' })
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const change = (part: Partial<typeof fields>): void => {
    setFields({ ...fields, ...part })
    if (saving.at !== 'saving') setSaving({ at: 'typing' })
  }
  const save = async (): Promise<void> => {
    if (saving.at === 'saving') return
    const { fax, again, organisation } = fields
    if ([fax, again, organisation].some((value) => value.trim() === '')) return setSaving({ at: 'incomplete' })
    setSaving({ at: 'saving' })
    const outcome = await call('contacts.addTyped', fields)
    if (outcome.ok) onDone(outcome.value)
    else setSaving({ at: 'faulted', fault: outcome.fault })
  }
  const refuse = (event: SyntheticEvent): void => {
    event.preventDefault()
    setSaving({ at: 'pasted' })
  }
  const fault = saving.at === 'faulted' ? saving.fault : undefined
  const under = underOf(fault)
  const wrong = (field: 'fax' | 'again') => (fault && under === field ? faultText(fault) : undefined)
  return (
    <ActDialog
      title={text.title}
      lead={text.lead}
      icon={Keyboard}
      onClose={onCancel}
      aside={saving.at === 'incomplete' && <span className="txs c3 grow">{text.missing}</span>}
      act={text.act}
      busy={saving.at === 'saving'}
      onAct={() => void save()}
    >
      <Form className="col g4" onSubmit={() => void save()}>
        {fault && !under && <FaultNote fault={fault} />}
        <Field
          label={text.fax}
          value={fields.fax}
          maxLength={40}
          inputMode="tel"
          first={typed === ''}
          error={wrong('fax')}
          onChange={(fax) => change({ fax })}
        />
        <Field
          label={text.again}
          hint={text.againHint}
          value={fields.again}
          maxLength={40}
          inputMode="tel"
          first={typed !== ''}
          error={saving.at === 'pasted' ? text.pasted : wrong('again')}
          onChange={(again) => change({ again })}
          onPaste={refuse}
          onDrop={refuse}
        />
        <Field
          label={text.organisation}
          value={fields.organisation}
          maxLength={120}
          onChange={(organisation) => change({ organisation })}
        />
        <Field
          label={text.department}
          optional={words.send.cover.optional}
          value={fields.department}
          maxLength={80}
          onChange={(department) => change({ department })}
        />
        <button type="submit" hidden>
          {text.act}
        </button>
      </Form>
    </ActDialog>
  )
}
