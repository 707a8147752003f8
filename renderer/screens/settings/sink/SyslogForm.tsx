/** How the log server is reached and trusted. A certificate or key goes in and never comes out. */
import { useState } from 'react'
import type { Input } from '#app/contract/index.ts'
import type { SinkView } from '#app/contract/record/sink.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field, FieldError } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PemField } from './PemField.tsx'

const w = words.sink

type Syslog = Extract<SinkView['target'], { kind: 'syslog' }>

type SyslogFormProps = { readonly target: Syslog | undefined; readonly onSaved: (sink: SinkView) => void }

/** A chosen file's text; `null` to remove what is kept; undefined to leave it as it is. */
type Pem = string | null | undefined

type Typed = {
  readonly name: string
  readonly host: string
  readonly port: string
  readonly authority: Pem
  readonly certificate: Pem
  readonly key: Pem
}

const typedOf = (target: Syslog | undefined): Typed => ({
  name: target?.name ?? 'faxdesk',
  host: target?.host ?? '',
  // RFC 5425 §4.1.
  port: String(target?.port ?? 6514),
  authority: undefined,
  certificate: undefined,
  key: undefined,
})

/** What is asked of main, or undefined while something is missing. */
function inputOf({ name, host, port, authority, certificate, key }: Typed): Input<'sink.toSyslog'> | undefined {
  const number = Number(port)
  const half = typeof certificate === 'string' ? typeof key !== 'string' : typeof key === 'string'
  if (half || name.trim() === '' || host.trim() === '') return undefined
  if (!Number.isInteger(number) || number < 1 || number > 65_535) return undefined
  const client =
    typeof certificate === 'string' && typeof key === 'string'
      ? { certificate, key }
      : certificate === null
        ? null
        : undefined
  return {
    name: name.trim(),
    host: host.trim(),
    port: number,
    ...(authority === undefined ? {} : { authority }),
    ...(client === undefined ? {} : { client }),
  }
}

export function SyslogForm({ target, onSaved }: SyslogFormProps) {
  const [typed, setTyped] = useState(() => typedOf(target))
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part })
  const input = inputOf(typed)
  const done = (sink: SinkView): void => {
    setTyped({ ...typed, authority: undefined, certificate: undefined, key: undefined })
    onSaved(sink)
    useToasts.getState().show({ tone: 'ok', text: w.saved })
  }
  const save = (): void => {
    setAsked(true)
    if (input) void run(() => call('sink.toSyslog', input), done)
  }
  const refused = fault?.code === 'invalid' ? fault.issues[0] : undefined
  return (
    <Form className="col g4" onSubmit={save}>
      <Place typed={typed} set={set} />
      <PemField
        label={w.authority}
        hint={w.authorityHint}
        kept={target?.ownAuthority ? w.authorityKept : undefined}
        value={typed.authority}
        onChange={(authority) => set({ authority })}
      />
      <PemField
        label={w.client}
        hint={w.clientHint}
        kept={target?.clientCertificate ? w.clientKept : undefined}
        value={typed.certificate}
        onChange={(certificate) => set({ certificate })}
      />
      {typed.certificate !== null && (
        <PemField label={w.clientKey} value={typed.key} onChange={(key) => set({ key })} />
      )}
      {asked && !input && <FieldError text={w.missing} />}
      {refused === 'authority' || refused === 'client' ? (
        <FieldError text={w.invalid[refused]} />
      ) : (
        fault && <FaultNote fault={fault} />
      )}
      <div>
        <Button kind="primary" type="submit" busy={busy}>
          {w.save}
        </Button>
      </div>
    </Form>
  )
}

type PlaceProps = { readonly typed: Typed; readonly set: (part: Partial<Typed>) => void }

const Place = ({ typed, set }: PlaceProps) => (
  <>
    <div className="two">
      <Field label={w.host} hint={w.hostHint} value={typed.host} onChange={(host) => set({ host })} maxLength={253} />
      <Field label={w.port} inputMode="numeric" value={typed.port} onChange={(port) => set({ port })} maxLength={5} />
    </div>
    <Field label={w.name} hint={w.nameHint} value={typed.name} onChange={(name) => set({ name })} maxLength={60} />
  </>
)
