/** The practice's own facts, as printed on cover sheets and reports. */
import { useId, useState } from 'react'
import type { PracticeFields } from '#app/contract/people/session.ts'
import { ownNumber, ownNumberLacks } from '#app/domain/contact/phone.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { OwnNumberField } from '#renderer/parts/form/OwnNumberField.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PartHead } from './PartHead.tsx'

const w = words.settings.practice

export function PracticePart({ changeable }: { readonly changeable: boolean }) {
  const { view, again, put } = useAnswer('settings.read', {})
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {!changeable && (
        <Banner tone="neutral" className="mb4">
          {w.readOnly}
        </Banner>
      )}
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <PracticeForm
          key={JSON.stringify(view.value.practice)}
          practice={view.value.practice}
          changeable={changeable}
          onSave={async (practice) => {
            const outcome = await call('settings.change', { practice })
            if (!outcome.ok) return outcome.fault
            put(outcome.value)
            useToasts.getState().show({ tone: 'ok', text: w.saved })
            return undefined
          }}
        />
      )}
    </>
  )
}

/** Address lines as typed, without empty ones; four at most, as the contract says. */
export const addressLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().slice(0, 80))
    .filter((line) => line !== '')
    .slice(0, 4)

type PracticeFormProps = {
  readonly practice: PracticeFields
  readonly changeable: boolean
  readonly onSave: (practice: PracticeFields) => Promise<Fault | undefined>
}

function PracticeForm({ practice, changeable, onSave }: PracticeFormProps) {
  const [draft, setDraft] = useState({ ...practice, address: practice.addressLines.join('\n') })
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const { address, ...facts } = draft
  const { phone, fax } = facts
  const next = { ...facts, addressLines: addressLines(address) }
  const changed = JSON.stringify(next) !== JSON.stringify(practice)
  const lacks = draft.name.trim() === '' ? w.missing : [phone, fax].some(ownNumberLacks) ? words.common.tenDigits : ''
  const save = async (): Promise<void> => {
    if (!changed || lacks !== '' || busy) return
    setBusy(true)
    setFault(await onSave({ ...next, phone: ownNumber(phone), fax: ownNumber(fax) }))
    setBusy(false)
  }
  return (
    <Form className="set-form col g4" onSubmit={() => void save()}>
      <Facts draft={draft} readOnly={!changeable} onChange={(part) => setDraft({ ...draft, ...part })} />
      {fault && <FaultNote fault={fault} />}
      {changeable && (
        <div className="row g3">
          <Button kind="primary" type="submit" busy={busy} disabled={!changed || lacks !== ''}>
            {words.common.save}
          </Button>
          <span className="txs c3" role="status">
            {changed ? lacks : w.unchanged}
          </span>
        </div>
      )}
    </Form>
  )
}

type Draft = PracticeFields & { readonly address: string }
type FactsProps = {
  readonly draft: Draft
  readonly readOnly: boolean
  readonly onChange: (part: Partial<Draft>) => void
}

function Facts({ draft, readOnly, onChange }: FactsProps) {
  const field = (key: 'name' | 'phone' | 'fax' | 'workstation') => ({
    label: w[key],
    value: draft[key],
    onChange: (value: string) => onChange({ [key]: value }),
    readOnly,
  })
  return (
    <>
      <Field {...field('name')} maxLength={80} />
      <AddressField address={draft.address} readOnly={readOnly} onChange={(address) => onChange({ address })} />
      <div className="two">
        <OwnNumberField {...field('phone')} hint={w.phoneHint} />
        <OwnNumberField {...field('fax')} />
      </div>
      <Field {...field('workstation')} hint={w.workstationHint} maxLength={40} />
    </>
  )
}

type AddressFieldProps = {
  readonly address: string
  readonly readOnly: boolean
  readonly onChange: (address: string) => void
}

function AddressField({ address, readOnly, onChange }: AddressFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {w.address}
      </label>
      <textarea
        id={id}
        className="input area"
        rows={3}
        value={address}
        readOnly={readOnly}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span className="hint" id={`${id}-hint`}>
        {w.addressHint}
      </span>
    </div>
  )
}
