/** Where Faxdesk listens, and by what name it is reached. A certificate's key goes in and never comes out. */
import { useState } from 'react'
import type { CallbacksView } from '#app/contract/callbacks.ts'
import type { Input } from '#app/contract/index.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { useAct } from '#renderer/state/act.ts'
import { PemField } from '../sink/PemField.tsx'

const w = words.callbacks

type Setup = CallbacksView['setup']
type Kind = Exclude<Setup['kind'], 'off'>

type ListenFormProps = {
  readonly kind: Kind
  readonly setup: Setup
  readonly onSaved: (callbacks: CallbacksView) => void
}

type Typed = {
  readonly publicAddress: string
  readonly host: string
  readonly port: string
  readonly minutes: string
  readonly certificate: string | undefined
  readonly key: string | undefined
}

const typedOf = (setup: Setup, kind: Kind): Typed => ({
  publicAddress: setup.kind === 'off' ? '' : setup.publicAddress,
  host: setup.kind === 'tls' ? setup.host : '0.0.0.0',
  port: setup.kind === kind ? String(setup.port) : kind === 'tls' ? '8443' : '8080',
  minutes: setup.kind === 'off' ? '15' : String(setup.minutes),
  certificate: undefined,
  key: undefined,
})

const within = (text: string, least: number, most: number): number | undefined => {
  const number = Number(text)
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined
}

/** What is asked of main, or undefined while something is missing. */
function inputOf(kind: Kind, typed: Typed, kept: boolean): Input<'callbacks.change'> | undefined {
  const { publicAddress, certificate, key } = typed
  const port = within(typed.port, 1, 65_535)
  const minutes = within(typed.minutes, 5, 60)
  const host = typed.host.trim()
  if (port === undefined || minutes === undefined || !/^https:\/\/[^\s?#@]+$/.test(publicAddress.trim()))
    return undefined
  const common = { publicAddress: publicAddress.trim(), port, minutes }
  if (kind === 'proxy') return { kind, ...common }
  const pair = certificate !== undefined && key !== undefined ? { certificate, key } : undefined
  const half = !pair && (certificate !== undefined || key !== undefined)
  if (host === '' || half || (!pair && !kept)) return undefined
  return { kind, host, ...common, ...(pair ? { pair } : {}) }
}

export function ListenForm({ kind, setup, onSaved }: ListenFormProps) {
  const [typed, setTyped] = useState(() => typedOf(setup, kind))
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  const input = inputOf(kind, typed, setup.kind === 'tls')
  const save = (): void => {
    setAsked(true)
    const saved = (callbacks: CallbacksView): void => {
      set({ certificate: undefined, key: undefined })
      onSaved(callbacks)
    }
    if (input) void run(() => call('callbacks.change', input), saved)
  }
  const misfit = fault?.code === 'invalid' && fault.issues[0] === 'certificate'
  return (
    <Form className="col g4" onSubmit={save}>
      <Place kind={kind} typed={typed} set={set} />
      {kind === 'tls' && <Certificate setup={setup} typed={typed} set={set} />}
      {asked && !input && <FieldError text={w.missing} />}
      {misfit ? <FieldError text={w.invalid} /> : fault && <FaultNote fault={fault} />}
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {w.save}
        </Button>
      </div>
    </Form>
  )
}

type TypedProps = { readonly typed: Typed; readonly set: (part: Partial<Typed>) => void }

const Place = ({ kind, typed, set }: TypedProps & { readonly kind: Kind }) => (
  <>
    <Field
      label={w.publicAddress}
      hint={w.publicAddressHint}
      value={typed.publicAddress}
      onChange={(publicAddress) => set({ publicAddress })}
      maxLength={200}
      spellCheck={false}
    />
    {kind === 'tls' && (
      <Field label={w.host} hint={w.hostHint} value={typed.host} onChange={(host) => set({ host })} maxLength={253} />
    )}
    <div className="two">
      <Field label={w.port} inputMode="numeric" value={typed.port} onChange={(port) => set({ port })} maxLength={5} />
      <Field
        label={w.minutes}
        hint={w.minutesHint}
        inputMode="numeric"
        value={typed.minutes}
        onChange={(minutes) => set({ minutes })}
        maxLength={2}
      />
    </div>
  </>
)

const Certificate = ({ setup, typed, set }: TypedProps & { readonly setup: Setup }) => (
  <>
    <PemField
      label={w.certificate}
      hint={w.certificateHint}
      value={typed.certificate}
      onChange={(certificate) => set({ certificate: certificate ?? undefined })}
    />
    <PemField label={w.certificateKey} value={typed.key} onChange={(key) => set({ key: key ?? undefined })} />
    {setup.kind === 'tls' && typed.certificate === undefined && (
      <p className="txs c2">{w.certificateKept(date(setup.until))}</p>
    )}
  </>
)
