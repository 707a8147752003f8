/** The record as lines of JSON in a file; the system's own dialog asks where. */
import { useState } from 'react'
import type { SinkView } from '#app/contract/record/sink.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Form } from '#renderer/parts/form/Form.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.sink

type FileFormProps = {
  readonly target: Extract<SinkView['target'], { kind: 'file' }> | undefined
  readonly onSaved: (sink: SinkView) => void
}

export function FileForm({ target, onSaved }: FileFormProps) {
  const [name, setName] = useState(target?.name ?? 'faxdesk')
  const { busy, fault, run } = useAct()
  const done = (sink: SinkView): void => {
    if (sink.target.kind !== 'file') return
    onSaved(sink)
    useToasts.getState().show({ tone: 'ok', text: w.saved })
  }
  return (
    <Form className="col g4" onSubmit={() => void run(() => call('sink.toFile', { name: name.trim() }), done)}>
      <Field label={w.name} hint={w.nameHint} value={name} onChange={setName} maxLength={60} />
      {fault && <FaultNote fault={fault} />}
      <div>
        <Button kind="primary" type="submit" busy={busy} disabled={name.trim() === ''}>
          {w.chooseFile}
        </Button>
      </div>
    </Form>
  )
}
