/** One line whose service calls: how that is proved, the address it must be told, its key, and what was heard of it. */
import { useId, useState } from 'react'
import type { CallbackLine, CallbacksView } from '#app/contract/callbacks.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.callbacks

type LineProps = { readonly line: CallbackLine; readonly onChanged: (callbacks: CallbacksView) => void }

export function CallingLine({ line, onChanged }: LineProps) {
  const { name, proof, address, accepted, refused, lastAt } = line
  return (
    <article className="lcard" aria-label={name}>
      <div className="calling col g3">
        <div>
          <b className="semi tmd">{name}</b>
          <p className="txs c2">{w.proofs[proof]}</p>
        </div>
        {address === undefined ? (
          <p className="txs c2">{w.offNow}</p>
        ) : (
          <Address line={line} address={address} onChanged={onChanged} />
        )}
        {proof === 'signature' && <Key line={line} onChanged={onChanged} />}
        {address !== undefined && (
          <p className="t2xs c3">{w.heard(accepted, refused, lastAt === undefined ? undefined : dateClock(lastAt))}</p>
        )}
      </div>
    </article>
  )
}

function Address({ line, address, onChanged }: LineProps & { readonly address: string }) {
  const id = useId()
  const { busy, fault, run } = useAct()
  const done = (callbacks: CallbacksView): void => {
    onChanged(callbacks)
    useToasts.getState().show({ tone: 'ok', text: w.rotated })
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {w.address}
        <span className="sr"> {w.forLine(line.name)}</span>
      </label>
      <textarea
        id={id}
        className="input mono"
        rows={2}
        readOnly
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <span className="hint" id={`${id}-hint`}>
        {line.named ? (line.received ? w.named : w.namedOnly) : w.enter} {w.rotateNote}
      </span>
      <div>
        <Button size="sm" busy={busy} onClick={() => void run(() => call('callbacks.rotate', { id: line.id }), done)}>
          {w.rotate}
          <span className="sr"> {w.forLine(line.name)}</span>
        </Button>
      </div>
      {fault && <FaultNote fault={fault} />}
    </div>
  )
}

function Key({ line: { id, name, keyKept }, onChanged }: LineProps) {
  const [key, setKey] = useState('')
  const { busy, fault, run } = useAct()
  const change = (next: string | null): void => {
    const done = (callbacks: CallbacksView): void => {
      setKey('')
      onChanged(callbacks)
      useToasts.getState().show({ tone: 'ok', text: next === null ? w.keyForgotten : w.keySaved })
    }
    void run(() => call('callbacks.key', { id, key: next }), done)
  }
  return (
    <Form className="col g2" onSubmit={() => key.trim() !== '' && change(key.trim())}>
      <Field
        label={w.key}
        hint={`${keyKept ? w.keyKept : w.keyMissing} ${w.keyHints}`}
        type="password"
        autoComplete="off"
        value={key}
        onChange={setKey}
        maxLength={200}
      />
      <div className="row g2">
        <Button type="submit" size="sm" busy={busy} disabled={key.trim() === ''}>
          {w.keep}
          <span className="sr"> {w.forLine(name)}</span>
        </Button>
        {keyKept && (
          <Button size="sm" busy={busy} onClick={() => change(null)}>
            {w.forget}
            <span className="sr"> {w.forLine(name)}</span>
          </Button>
        )}
      </div>
      {fault && <FaultNote fault={fault} />}
    </Form>
  )
}
