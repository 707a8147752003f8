/** The fields of a contact: what finds it first, its numbers, and what is seldom needed folded away. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Fault, NumberField } from '#app/domain/outcome.ts'
import { ContactKind } from '#app/domain/contact/contact.ts'
import { validNpi } from '#app/domain/contact/npi.ts'
import { Purpose } from '#app/domain/purpose/purpose.ts'
import { faultText, purposeWords, words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import type { ContactText } from './contact-text.ts'
import { NoteField } from './NoteField.tsx'

const text = words.contacts.form

export type Saving =
  | { readonly at: 'typing' }
  | { readonly at: 'saving' }
  | { readonly at: 'incomplete' }
  | { readonly at: 'faulted'; readonly fault: Fault }

type FieldsProps = {
  readonly typed: ContactText
  readonly change: (part: Partial<ContactText>) => void
  readonly saving: Saving
}

/** Which field a fault belongs under, if it belongs to one. */
function fieldOf(fault: Fault): NumberField | undefined {
  if (fault.code === 'number') return fault.field ?? 'fax'
  return fault.code === 'conflict' && fault.why === 'number-known' ? 'fax' : undefined
}

export function ContactFields({ typed, change, saving }: FieldsProps) {
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
        <Optional label={text.department} value={typed.department} onChange={(department) => change({ department })} />
        <Optional label={text.person} value={typed.person} onChange={(person) => change({ person })} />
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
      <Others typed={typed} change={change} />
      <More typed={typed} change={change} saving={saving} />
    </>
  )
}

type OptionalProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint?: string
  readonly error?: string | undefined
  readonly maxLength?: number
}

const Optional = ({ maxLength = 80, ...props }: OptionalProps) => (
  <Field {...props} optional={text.optional} maxLength={maxLength} />
)

/** Numbers besides the first, which is the one that is offered first. */
function Others({ typed, change }: Omit<FieldsProps, 'saving'>) {
  const { others } = typed
  const put = (key: number, part: Partial<(typeof others)[number]>): void =>
    change({ others: others.map((one) => (one.key === key ? { ...one, ...part } : one)) })
  return (
    <div className="col g2">
      {others.length > 0 && (
        <Optional label={text.label} value={typed.label} maxLength={40} onChange={(label) => change({ label })} />
      )}
      {others.map(({ key, fax, label }, place) => (
        <div key={key} className="other-number">
          <Field
            label={text.otherFax(place + 2)}
            value={fax}
            maxLength={40}
            inputMode="tel"
            onChange={(value) => put(key, { fax: value })}
          />
          <Optional
            label={text.otherLabel(place + 2)}
            value={label}
            maxLength={40}
            onChange={(value) => put(key, { label: value })}
          />
          <IconButton
            icon={X}
            label={text.removeNumber(place + 2)}
            onClick={() => change({ others: others.filter((one) => one.key !== key) })}
          />
        </div>
      ))}
      {others.length < 9 && (
        <div>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => change({ others: [...others, { key: nextKey(others), fax: '', label: '' }] })}
          >
            {text.addNumber}
          </Button>
        </div>
      )}
    </div>
  )
}

const nextKey = (others: ContactText['others']): number => Math.max(-1, ...others.map(({ key }) => key)) + 1

const kinds = [
  { value: 'by-name', label: text.kindByName },
  ...ContactKind.options.map((value) => ({ value, label: words.contacts.kinds[value] })),
] as const
const purposes = [
  { value: 'none', label: text.noPurpose },
  ...Purpose.options.map((value) => ({ value, label: purposeWords[value].name })),
] as const

function More({ typed, change, saving }: FieldsProps) {
  const wrongNpi = saving.at === 'incomplete' && typed.npi.trim() !== '' && !validNpi(typed.npi.trim())
  const [open, setOpen] = useState(false)
  // A wrong number opens it; mending the number must not close it under the person's hands.
  return (
    <details className="more" open={open || wrongNpi} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.more}</summary>
      <div className="col g4 mt3">
        <div className="two">
          <Select label={text.kind} value={typed.kind} options={kinds} onChange={(kind) => change({ kind })} />
          <Select
            label={text.purpose}
            value={typed.defaultPurpose}
            options={purposes}
            onChange={(defaultPurpose) => change({ defaultPurpose })}
          />
          <Optional label={text.specialty} value={typed.specialty} onChange={(specialty) => change({ specialty })} />
          <Optional
            label={text.npi}
            value={typed.npi}
            maxLength={10}
            error={wrongNpi ? text.wrongNpi : undefined}
            onChange={(npi) => change({ npi })}
          />
          <Optional label={text.street} value={typed.line} maxLength={120} onChange={(line) => change({ line })} />
          <Optional label={text.city} value={typed.city} onChange={(city) => change({ city })} />
          <Optional label={text.state} value={typed.state} maxLength={40} onChange={(state) => change({ state })} />
          <Optional
            label={text.postalCode}
            value={typed.postalCode}
            maxLength={12}
            onChange={(postalCode) => change({ postalCode })}
          />
        </div>
        <Optional
          label={text.tags}
          hint={text.tagsHint}
          value={typed.tags}
          maxLength={300}
          onChange={(tags) => change({ tags })}
        />
        <NoteField
          label={text.note}
          optional={text.optional}
          hint={text.noteHint}
          value={typed.note}
          maxLength={500}
          onChange={(note) => change({ note })}
        />
      </div>
    </details>
  )
}
