/** Adding a line, and changing how one is reached. Credentials are typed and never shown again. */
import { Cable } from 'lucide-react'
import { useState } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Dialog } from '#renderer/parts/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { secretIn, secretTyped, settingsIn, typedOf, type Typed } from './connection.ts'

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
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  const settings = settingsIn(typed)
  const secret = secretIn(typed)
  const name = typed.name.trim()
  const whole = name !== '' && settings !== undefined && (secret !== undefined || (line && !secretTyped(typed)))
  const done = (): void => {
    useToasts.getState().show({ tone: 'ok', text: line ? w.saved(name) : w.added(name) })
    onDone()
  }
  const save = (): void => {
    setAsked(true)
    if (whole && settings) void run(() => saved(line, { name, settings, secret }), done)
  }
  return (
    <Dialog
      title={line ? w.changeTitle(line.name) : w.addTitle}
      lead={line ? w.changeLead : w.addLead}
      icon={Cable}
      onClose={onClose}
      onConfirm={save}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" busy={busy} onClick={save}>
            {line ? w.save : w.addButton}
          </Button>
        </>
      }
    >
      <div className="col g4">
        <Fields typed={typed} set={set} known={line !== undefined} />
        {asked && !whole && <FieldError text={w.missing} />}
        {fault && <FaultNote fault={fault} />}
      </div>
    </Dialog>
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

type FieldsProps = { readonly typed: Typed; readonly set: (part: Partial<Typed>) => void; readonly known: boolean }

const kinds = (['hylafax', 'phaxio'] as const).map((value) => ({ value, label: w.kindNames[value] }))

const Fields = ({ typed, set, known }: FieldsProps) => (
  <>
    {!known && <Select label={w.kind} value={typed.kind} options={kinds} onChange={(kind) => set({ kind })} />}
    <Field
      first
      label={w.name}
      hint={w.nameHint}
      value={typed.name}
      onChange={(name) => set({ name })}
      maxLength={40}
    />
    {typed.kind === 'hylafax' ? (
      <ServerFields typed={typed} set={set} known={known} />
    ) : (
      <ServiceFields typed={typed} set={set} known={known} />
    )}
  </>
)

const hintFor = (known: boolean): string => (known ? w.leave : w.kept)

const ServerFields = ({ typed, set, known }: FieldsProps) => (
  <>
    <div className="two">
      <Field label={w.host} hint={w.hostHint} value={typed.host} onChange={(host) => set({ host })} maxLength={253} />
      <Field label={w.port} inputMode="numeric" value={typed.port} onChange={(port) => set({ port })} maxLength={5} />
    </div>
    <div className="two">
      <Field label={w.user} value={typed.user} onChange={(user) => set({ user })} maxLength={60} />
      <Field
        label={w.password}
        hint={hintFor(known)}
        type="password"
        autoComplete="new-password"
        value={typed.password}
        onChange={(password) => set({ password })}
        maxLength={200}
      />
    </div>
    <Checkbox
      label={w.protectedNetwork}
      note={w.protectedNote}
      on={typed.protectedNetwork}
      onChange={(protectedNetwork) => set({ protectedNetwork })}
    />
  </>
)

const ServiceFields = ({ typed, set, known }: FieldsProps) => (
  <>
    <Field label={w.address} value={typed.address} onChange={(address) => set({ address })} maxLength={200} />
    <div className="two">
      <Field
        label={w.key}
        value={typed.key}
        type="password"
        autoComplete="new-password"
        onChange={(key) => set({ key })}
        maxLength={200}
      />
      <Field
        label={w.secret}
        hint={hintFor(known)}
        type="password"
        autoComplete="new-password"
        value={typed.secret}
        onChange={(secret) => set({ secret })}
        maxLength={200}
      />
    </div>
  </>
)
