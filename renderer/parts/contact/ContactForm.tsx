/** A contact to add or change, in a dialog of its own. It saves by itself; the caller hears of the saved contact. */
import { UserPlus, UserRoundPen } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import type { ContactView } from '#app/contract/contacts.ts'
import { shownNumber } from '#app/domain/phone.ts'
import type { Fault, NumberField } from '#app/domain/outcome.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { LookAlikes } from './LookAlikes.tsx'
import { NoteField } from './NoteField.tsx'

/** What is typed so far; numbers as people write them. */
export type ContactText = {
  readonly organisation: string
  readonly department: string
  readonly person: string
  readonly fax: string
  readonly voice: string
  readonly note: string
}

type ContactFormProps = {
  /** A contact to change, or first words for a new one (what was searched for). */
  readonly initial?: ContactView | Partial<ContactText>
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

const empty: ContactText = { organisation: '', department: '', person: '', fax: '', voice: '', note: '' }
const text = words.contacts.form

const existing = (initial: ContactFormProps['initial']): ContactView | undefined =>
  initial && 'id' in initial ? initial : undefined

function begin(initial: ContactFormProps['initial']): ContactText {
  const known = existing(initial)
  if (!known) return { ...empty, ...initial }
  const { organisation, department, person, note } = known
  const fax = shownNumber(known.numbers[0]?.e164 ?? '')
  return { organisation, department, person, note, fax, voice: shownNumber(known.voice) }
}

/** Which field a fault belongs under, if it belongs to one. */
function fieldOf(fault: Fault): NumberField | undefined {
  if (fault.code === 'number') return fault.field ?? 'fax'
  return fault.code === 'conflict' && fault.why === 'number-known' ? 'fax' : undefined
}

type Saving =
  | { readonly at: 'typing' }
  | { readonly at: 'saving' }
  | { readonly at: 'incomplete' }
  | { readonly at: 'faulted'; readonly fault: Fault }

export function ContactForm({ initial, onDone, onCancel }: ContactFormProps) {
  const [typed, setTyped] = useState(() => begin(initial))
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const known = existing(initial)
  const save = async (): Promise<void> => {
    if (saving.at === 'saving') return
    const { fax, ...fields } = typed
    if (!fax.trim() || !fields.organisation.trim()) return setSaving({ at: 'incomplete' })
    setSaving({ at: 'saving' })
    const outcome = known
      ? await call('contacts.change', { id: known.id, revision: known.revision, fields, fax })
      : await call('contacts.add', { fields, fax })
    if (outcome.ok) onDone(outcome.value)
    else setSaving({ at: 'faulted', fault: outcome.fault })
  }
  const change = (part: Partial<ContactText>): void => {
    setTyped({ ...typed, ...part })
    if (saving.at !== 'saving') setSaving({ at: 'typing' })
  }
  return (
    <Dialog
      title={known ? text.changeTitle : text.addTitle}
      lead={known ? text.changeLead : text.addLead}
      icon={known ? UserRoundPen : UserPlus}
      onClose={onCancel}
      onConfirm={() => void save()}
      footer={
        <>
          <Button onClick={onCancel}>{words.common.cancel}</Button>
          <Button kind="primary" icon={UserPlus} busy={saving.at === 'saving'} onClick={() => void save()}>
            {known ? text.save : text.add}
          </Button>
        </>
      }
    >
      <form
        className="col g4"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <ContactFields typed={typed} change={change} saving={saving} />
        <Compared typed={typed} known={known} />
        <button type="submit" hidden>
          {text.save}
        </button>
      </form>
    </Dialog>
  )
}

type ComparedProps = { readonly typed: ContactText; readonly known: ContactView | undefined }

/** What the number could be mistaken for, as it is typed. A contact whose name and number stay is not asked about. */
function Compared({ typed, known }: ComparedProps) {
  const { organisation, department, person, fax } = useDeferredValue(typed)
  const kept = known && begin(known)
  const same = kept?.fax === fax && kept.organisation === organisation
  const claim = { organisation, department, person, fax: same ? '' : fax }
  const { view } = useAnswer('contacts.lookAlikes', known ? { ...claim, except: known.id } : claim)
  if (view.at !== 'shown' || !view.value.e164) return <div role="status" />
  return (
    <div role="status">
      <LookAlikes e164={view.value.e164} found={view.value.lookAlikes} />
    </div>
  )
}

type ContactFieldsProps = {
  readonly typed: ContactText
  readonly change: (part: Partial<ContactText>) => void
  readonly saving: Saving
}

function ContactFields({ typed, change, saving }: ContactFieldsProps) {
  const incomplete = saving.at === 'incomplete'
  const fault = saving.at === 'faulted' ? saving.fault : undefined
  const under = fault && fieldOf(fault)
  const wrong = (field: NumberField): string | undefined => (fault && under === field ? faultText(fault) : undefined)
  return (
    <>
      {fault && !under && <FaultNote fault={fault} />}
      <Field
        label={text.organisation}
        value={typed.organisation}
        maxLength={120}
        first
        error={incomplete && !typed.organisation.trim() ? text.missing : undefined}
        onChange={(organisation) => change({ organisation })}
      />
      <div className="two">
        <Field
          label={text.department}
          optional={text.optional}
          value={typed.department}
          maxLength={80}
          onChange={(department) => change({ department })}
        />
        <Field
          label={text.person}
          optional={text.optional}
          value={typed.person}
          maxLength={80}
          onChange={(person) => change({ person })}
        />
        <Field
          label={text.fax}
          value={typed.fax}
          maxLength={40}
          inputMode="tel"
          error={incomplete && !typed.fax.trim() ? text.missingFax : wrong('fax')}
          onChange={(fax) => change({ fax })}
        />
        <Field
          label={text.voice}
          optional={text.optional}
          hint={text.voiceHint}
          value={typed.voice}
          maxLength={40}
          inputMode="tel"
          error={wrong('voice')}
          onChange={(voice) => change({ voice })}
        />
      </div>
      <NoteField
        label={text.note}
        optional={text.optional}
        hint={text.noteHint}
        value={typed.note}
        maxLength={500}
        onChange={(note) => change({ note })}
      />
    </>
  )
}
