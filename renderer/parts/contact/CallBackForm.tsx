/**
 * Verification by call-back, in a dialog of its own: call a published number, have the fax number read out, type it as
 * heard. The page only hints whether it agrees; main compares, and main decides.
 */
import { CircleAlert, CircleCheck, PhoneCall, ShieldCheck } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import { FoundOn, verifiedUntil } from '#app/domain/contact/contact.ts'
import type { NumberId } from '#app/domain/ids.ts'
import type { Fault, NumberField } from '#app/domain/outcome.ts'
import { shownNumber, typedAgainst } from '#app/domain/contact/phone.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { CellSelect } from '#renderer/parts/form/Select.tsx'
import { useAnswer } from '#renderer/state/answer.ts'

type CallBackFormProps = {
  readonly contact: ContactView
  readonly numberId: NumberId
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

const text = words.contacts.callBack

type Typed = {
  readonly called: string
  readonly foundOn: FoundOn
  readonly heard: string
  readonly spokeWith: string
}

type Saving =
  | { readonly at: 'typing' }
  | { readonly at: 'saving' }
  | { readonly at: 'incomplete' }
  | { readonly at: 'faulted'; readonly fault: Fault }

function fieldOf(fault: Fault): NumberField | undefined {
  if (fault.code === 'number') return fault.field
  if (fault.code !== 'conflict') return undefined
  if (fault.why === 'same-number-called') return 'called'
  return fault.why === 'number-heard-differs' ? 'heard' : undefined
}

export function CallBackForm({ contact, numberId, onDone, onCancel }: CallBackFormProps) {
  const [typed, setTyped] = useState<Typed>({
    called: shownNumber(contact.voice),
    foundOn: 'website',
    heard: '',
    spokeWith: '',
  })
  const [saving, setSaving] = useState<Saving>({ at: 'typing' })
  const settings = useAnswer('settings.read', {})
  const verify = async (): Promise<void> => {
    if (saving.at === 'saving') return
    if (Object.values(typed).some((value) => value.trim() === '')) return setSaving({ at: 'incomplete' })
    setSaving({ at: 'saving' })
    const outcome = await call('contacts.verifyByCallBack', { numberId, ...typed })
    if (outcome.ok) onDone(outcome.value)
    else setSaving({ at: 'faulted', fault: outcome.fault })
  }
  const months = settings.view.at === 'shown' ? settings.view.value.verificationMonths : undefined
  return (
    <ActDialog
      title={text.title(contact.organisation)}
      lead={text.lead}
      icon={PhoneCall}
      className="call-back"
      onClose={onCancel}
      aside={
        <span className="txs c3 grow">
          {saving.at === 'incomplete' ? text.missing : months && text.until(endOf(months))}
        </span>
      }
      act={text.act}
      actIcon={ShieldCheck}
      busy={saving.at === 'saving'}
      onAct={() => void verify()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void verify()
        }}
      >
        <Steps
          contact={contact}
          numberId={numberId}
          typed={typed}
          fault={saving.at === 'faulted' ? saving.fault : undefined}
          change={(part) => {
            setTyped({ ...typed, ...part })
            if (saving.at !== 'saving') setSaving({ at: 'typing' })
          }}
        />
        <button type="submit" hidden>
          {text.act}
        </button>
      </form>
    </ActDialog>
  )
}

/** The day a verification made now would end. */
const endOf = (months: number): string => date(verifiedUntil(Date.now(), months))

type StepsProps = {
  readonly contact: ContactView
  readonly numberId: NumberId
  readonly typed: Typed
  readonly fault: Fault | undefined
  readonly change: (part: Partial<Typed>) => void
}

function Steps({ contact, numberId, typed, fault, change }: StepsProps) {
  const e164 = contact.numbers.find((number) => number.id === numberId)?.e164 ?? ''
  const under = fault && fieldOf(fault)
  const wrong = (field: NumberField): string | undefined => (fault && under === field ? faultText(fault) : undefined)
  return (
    <>
      {fault && !under && <FaultNote fault={fault} className="mb4" />}
      <ol className="how">
        <Step number={1} title={text.call} lead={text.callLead}>
          <Field
            label={text.called}
            quietLabel
            value={typed.called}
            maxLength={40}
            inputMode="tel"
            first={contact.voice === ''}
            error={wrong('called')}
            onChange={(called) => change({ called })}
          />
          <span className="beside tsm c2 nowrap" aria-hidden>
            {text.foundOn}
          </span>
          <CellSelect
            label={text.foundOn}
            value={typed.foundOn}
            options={FoundOn.options.map((value) => ({ value, label: text.places[value] }))}
            onChange={(foundOn) => change({ foundOn })}
          />
        </Step>
        <Step number={2} title={text.ask(contact.department || contact.organisation)} lead={text.askLead}>
          <Field
            label={text.heard}
            quietLabel
            value={typed.heard}
            maxLength={40}
            inputMode="tel"
            first={contact.voice !== ''}
            error={wrong('heard')}
            onChange={(heard) => change({ heard })}
          />
          <Agreement heard={typed.heard} e164={e164} />
        </Step>
        <Step number={3} title={text.who}>
          <Field
            label={text.spokeWith}
            quietLabel
            placeholder={text.spokeWith}
            value={typed.spokeWith}
            maxLength={80}
            onChange={(spokeWith) => change({ spokeWith })}
          />
        </Step>
      </ol>
    </>
  )
}

type StepProps = {
  readonly number: number
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

const Step = ({ number, title, lead, children }: StepProps) => (
  <li>
    <span className="no" aria-hidden>
      {number}
    </span>
    <div className="grow">
      <b className="semi">{title}</b>
      {lead && <p className="txs c2">{lead}</p>}
      <div className="how-fields mt2">{children}</div>
    </div>
  </li>
)

function Agreement({ heard, e164 }: { readonly heard: string; readonly e164: string }) {
  const agreement = heard.trim() === '' ? 'begun' : typedAgainst(heard, e164)
  return (
    <span role="status">
      {agreement === 'same' && (
        <span className="st ok">
          <CircleCheck className="i" aria-hidden />
          {text.same}
        </span>
      )}
      {agreement === 'differs' && (
        <span className="st bad">
          <CircleAlert className="i" aria-hidden />
          {text.differs}
        </span>
      )}
    </span>
  )
}
