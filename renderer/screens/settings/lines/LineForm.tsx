/** Adding a line, and changing how one is reached. Credentials are typed and never shown again. */
import { Cable } from 'lucide-react'
import { useState } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { kindEntry, lineKinds } from '#app/domain/line-kinds/index.ts'
import { ConnectionFields } from './ConnectionFields.tsx'
import { PasteText } from './PasteText.tsx'
import { ofKind, secretIn, secretTyped, settingsIn, typedOf, wrongIn, type Typed } from './connection.ts'

const w = words.lines.form

type LineFormProps = {
  /** The line to change; a new one is added where there is none. */
  readonly line?: LineView
  readonly onClose: () => void
  readonly onDone: () => void
}

export function LineForm({ line, onClose, onDone }: LineFormProps) {
  const [typed, setTyped] = useState(() => typedOf(line))
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const settings = settingsIn(typed)
  const secret = secretIn(typed)
  const name = typed.name.trim()
  const wrong = [...(name === '' ? [w.name] : []), ...wrongIn(typed, line !== undefined)]
  const whole = wrong.length === 0 && settings !== undefined && (secret !== undefined || (line && !secretTyped(typed)))
  const done = (): void => {
    useToasts.getState().show({ tone: 'ok', text: line ? w.saved(name) : w.added(name) })
    onDone()
  }
  const save = (): void => {
    setAsked(true)
    if (whole && settings) void run(() => saved(line, { name, settings, secret }), done)
  }
  return (
    <ActDialog
      title={line ? w.changeTitle(line.name) : w.addTitle}
      lead={line ? w.changeLead : w.addLead}
      icon={Cable}
      onClose={onClose}
      act={line ? w.save : w.addButton}
      busy={busy}
      onAct={save}
    >
      <div className="col g4">
        {!line && <KindChoice typed={typed} onChoose={(kind) => setTyped(ofKind(typed, kind))} />}
        <Field
          first
          label={w.name}
          hint={w.nameHint}
          value={typed.name}
          onChange={(text) => setTyped({ ...typed, name: text })}
          maxLength={40}
        />
        <ConnectionFields typed={typed} onChange={setTyped} known={line !== undefined} />
        <PasteText kind={typed.kind} />
        {asked && !whole && <FieldError text={w.missing(wrong.join(', '))} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}

type Whole = {
  readonly name: string
  readonly settings: NonNullable<ReturnType<typeof settingsIn>>
  readonly secret: ReturnType<typeof secretIn>
}

function saved(line: LineView | undefined, { name, settings, secret }: Whole) {
  if (line) return call('lines.change', { id: line.id, name, settings, ...(secret ? { secret } : {}) })
  if (!secret) throw new TypeError('a new line without credentials')
  return call('lines.add', { name, settings, secret })
}

const { kinds: kindWords, places, experimental } = words.lines

const kinds = lineKinds.map(({ kind, place, experimental: weak }) => ({
  value: kind,
  label: [kindWords[kind].name, places[place], ...(weak ? [experimental] : [])].join(' · '),
}))

type KindChoiceProps = { readonly typed: Typed; readonly onChoose: (kind: Typed['kind']) => void }

function KindChoice({ typed: { kind }, onChoose }: KindChoiceProps) {
  const notes = [kindWords[kind].note, kindEntry(kind).experimental ? w.experimental : undefined].filter(Boolean)
  return (
    <Select
      label={w.kind}
      value={kind}
      options={kinds}
      onChange={onChoose}
      {...(notes.length > 0 ? { hint: notes.join(' ') } : {})}
    />
  )
}
