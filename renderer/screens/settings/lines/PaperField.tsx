/** The signed paper of an agreement: chosen here and handed over as bytes; what is on file can be saved out again. */
import { useId, useState } from 'react'
import type { LineView } from '#app/contract/lines.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { FieldError } from '#renderer/parts/form/Field.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.lines.agree
const atMost = 20 * 1024 * 1024

export type Paper = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }

type PaperFieldProps = {
  readonly line: LineView
  readonly paper: Paper | undefined
  readonly onChange: (paper: Paper | undefined) => void
}

export function PaperField({ line, paper, onChange }: PaperFieldProps) {
  const id = useId()
  const [tooLarge, setTooLarge] = useState(false)
  const kept = line.agreement?.kind === 'baa' ? line.agreement.paper : undefined
  const choose = async (file: File | undefined): Promise<void> => {
    setTooLarge(file !== undefined && file.size > atMost)
    const whole = file && file.size <= atMost
    onChange(whole ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : undefined)
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {w.paper}
      </label>
      <input
        id={id}
        type="file"
        className="pem"
        accept=".pdf,application/pdf"
        aria-describedby={`${id}-hint`}
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      <span className="hint" id={`${id}-hint`}>
        {w.paperHint}
      </span>
      {tooLarge && <FieldError text={w.paperTooLarge} />}
      {kept && !paper && <Kept line={line} name={kept.name} />}
    </div>
  )
}

function Kept({ line, name }: { readonly line: LineView; readonly name: string }) {
  const { busy, fault, run } = useAct()
  const done = ({ saved }: { readonly saved: boolean }): void => {
    if (saved) useToasts.getState().show({ tone: 'ok', text: w.paperSaved })
  }
  return (
    <>
      <span className="row g2 txs c2">
        {w.paperKept(name)}
        <Button
          kind="link"
          size="sm"
          busy={busy}
          title={w.savePaperOf(line.name)}
          onClick={() => void run(() => call('lines.savePaper', { id: line.id }), done)}
        >
          {w.savePaper}
        </Button>
      </span>
      {fault && <FaultNote fault={fault} />}
    </>
  )
}
