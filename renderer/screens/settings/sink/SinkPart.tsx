/** The other log: where the record also goes, how far it has come, and trying it out. */
import type { SinkView } from '#app/contract/record/sink.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { SinkBanner } from '#renderer/screens/audit/alerts/SinkStatus.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { useState } from 'react'
import { PartHead } from '../PartHead.tsx'
import { FileForm } from './FileForm.tsx'
import { SyslogForm } from './SyslogForm.tsx'

const w = words.sink
type Kind = SinkView['target']['kind']

export function SinkPart() {
  const { view, again, put } = useAnswer('sink.read', {}, ['sink.changed', 'audit.grown'])
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && <Chosen sink={view.value} onChanged={put} />}
    </>
  )
}

type ChosenProps = { readonly sink: SinkView; readonly onChanged: (sink: SinkView) => void }

function Chosen({ sink, onChanged }: ChosenProps) {
  const { target } = sink
  const [kind, setKind] = useState<Kind>(target.kind)
  const changed = (next: SinkView): void => {
    onChanged(next)
    setKind(next.target.kind)
  }
  return (
    <div className="set-form col g4">
      {target.kind !== 'none' && <Standing sink={sink} onChanged={onChanged} />}
      <div className="col g2">
        <span className="label">{w.where}</span>
        <div className="row">
          <Segmented
            label={w.where}
            value={kind}
            choices={(['none', 'syslog', 'file'] as const).map((value) => ({ value, label: w.kinds[value] }))}
            onChange={setKind}
          />
        </div>
      </div>
      {kind === 'none' && <Off off={target.kind === 'none'} onChanged={changed} />}
      {kind === 'syslog' && <SyslogForm target={target.kind === 'syslog' ? target : undefined} onSaved={changed} />}
      {kind === 'file' && <FileForm target={target.kind === 'file' ? target : undefined} onSaved={changed} />}
    </div>
  )
}

function Standing({ sink, onChanged }: ChosenProps) {
  const { busy, fault, run } = useAct()
  const tried = (now: SinkView): void => {
    onChanged(now)
    const { trouble } = now
    useToasts
      .getState()
      .show(trouble ? { tone: 'warn', text: w.troubles[trouble.kind] } : { tone: 'ok', text: w.tested })
  }
  return (
    <section className="col g2" aria-label={w.status}>
      <SinkBanner sink={sink} />
      <div>
        <Button busy={busy} onClick={() => void run(() => call('sink.test', {}), tried)}>
          {w.test}
        </Button>
      </div>
      {fault && <FaultNote fault={fault} />}
    </section>
  )
}

type OffProps = { readonly off: boolean; readonly onChanged: (sink: SinkView) => void }

function Off({ off, onChanged }: OffProps) {
  const { busy, fault, run } = useAct()
  if (off) return <p className="txs c2">{w.none}</p>
  const done = (sink: SinkView): void => {
    onChanged(sink)
    useToasts.getState().show({ tone: 'ok', text: w.off })
  }
  return (
    <div>
      <Button busy={busy} onClick={() => void run(() => call('sink.off', {}), done)}>
        {w.turnOff}
      </Button>
      {fault && <FaultNote fault={fault} />}
    </div>
  )
}
