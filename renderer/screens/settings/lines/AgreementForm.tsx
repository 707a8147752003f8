/** The agreement of a line: a company's BAA, or who runs our own server. "Only a conduit" is answered, not recorded. */
import { FileCheck } from 'lucide-react'
import { useState } from 'react'
import type { Input } from '#app/contract/index.ts'
import type { LineView } from '#app/contract/lines.ts'
import { agreementFits } from '#app/domain/fax/line.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PaperField, type Paper } from './PaperField.tsx'

const w = words.lines.agree

type Agreement = Input<'lines.agreement'>['agreement']
type Kind = Agreement['kind']
type Typed = {
  readonly kind: Kind
  /** Who runs it, or the company that signed. */
  readonly who: string
  readonly practice: string
  readonly from: string
  readonly until: string
  readonly services: string
  readonly paper: Paper | undefined
}

type AgreementFormProps = { readonly line: LineView; readonly onClose: () => void; readonly onDone: () => void }

export function AgreementForm({ line, onClose, onDone }: AgreementFormProps) {
  const own = agreementFits(line.kind, 'own-server')
  const [typed, setTyped] = useState<Typed>(() => typedOf(line.agreement, own ? 'own-server' : 'baa'))
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  const agreement = agreementIn(typed)
  const done = (): void => {
    useToasts.getState().show({ tone: 'ok', text: w.recorded })
    onDone()
  }
  const record = (): void => {
    setAsked(true)
    if (agreement) void run(() => call('lines.agreement', { id: line.id, agreement }), done)
  }
  const kinds: readonly Kind[] = own ? ['own-server', 'baa', 'conduit'] : ['baa', 'conduit']
  return (
    <ActDialog
      title={w.title(line.name)}
      lead={w.lead}
      icon={FileCheck}
      onClose={onClose}
      act={w.record}
      busy={busy}
      onAct={record}
    >
      <div className="col g4">
        <Select
          label={w.kind}
          value={typed.kind}
          options={kinds.map((value) => ({ value, label: w.kindNames[value] }))}
          onChange={(kind) => set({ kind })}
        />
        <Fields typed={typed} set={set} />
        {typed.kind === 'baa' && <PaperField line={line} paper={typed.paper} onChange={(paper) => set({ paper })} />}
        {asked && !agreement && <FieldError text={w.missing} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}

const Fields = ({ typed, set }: { readonly typed: Typed; readonly set: (part: Partial<Typed>) => void }) => (
  <>
    <Field
      label={typed.kind === 'own-server' ? w.operator : w.company}
      value={typed.who}
      onChange={(who) => set({ who })}
      maxLength={120}
    />
    {typed.kind === 'baa' && (
      <>
        <Field label={w.practice} value={typed.practice} onChange={(practice) => set({ practice })} maxLength={120} />
        <Field
          label={w.services}
          hint={w.servicesHint}
          value={typed.services}
          onChange={(services) => set({ services })}
          maxLength={200}
        />
      </>
    )}
    {typed.kind !== 'conduit' && (
      <div className="two">
        <Field
          label={typed.kind === 'baa' ? w.signed : w.since}
          type="date"
          value={typed.from}
          onChange={(from) => set({ from })}
        />
        <Field
          label={w.expires}
          hint={w.expiresHint}
          type="date"
          value={typed.until}
          onChange={(until) => set({ until })}
        />
      </div>
    )}
  </>
)

/** What stands in the form at first: what is on record. */
function typedOf(agreement: LineView['agreement'], kind: Kind): Typed {
  const until = agreement?.expiresAt === undefined ? '' : dayOf(agreement.expiresAt)
  const empty = { kind, who: '', practice: '', from: '', until, services: '', paper: undefined }
  if (!agreement) return empty
  if (agreement.kind === 'own-server')
    return { ...empty, kind: 'own-server', who: agreement.operator, from: dayOf(agreement.since) }
  const { company: who, practice, signedAt, services = '' } = agreement
  return { ...empty, kind: 'baa', who, practice, from: dayOf(signedAt), services }
}

/** A day as the field of a form wants it, by this computer's clock. */
function dayOf(at: number): string {
  const day = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** Midnight of a typed day, by this computer's clock; undefined for no day. */
function dayIn(text: string): number | undefined {
  const at = new Date(`${text}T00:00:00`).getTime()
  return Number.isNaN(at) ? undefined : at
}

/** What was typed as the contract wants it; undefined while something is empty. */
function agreementIn({ kind, who, practice, from, until, services, paper }: Typed): Agreement | undefined {
  const start = dayIn(from)
  const end = dayIn(until)
  const expires = end === undefined ? {} : { expiresAt: end }
  if (kind === 'conduit') return { kind, company: who }
  if (who.trim() === '' || start === undefined) return undefined
  if (kind === 'own-server') return { kind, operator: who, since: start, ...expires }
  if (practice.trim() === '') return undefined
  const added = { ...(services.trim() === '' ? {} : { services }), ...(paper ? { paper } : {}) }
  return { kind, company: who, practice, signedAt: start, ...expires, ...added }
}
