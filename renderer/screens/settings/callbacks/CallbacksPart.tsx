/** The practice's public address: off, through its proxy, or directly; whether it leads here; and the lines that use it. */
import { useState } from 'react'
import type { CallbackReach, CallbacksView } from '#app/contract/callbacks.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PartHead } from '../PartHead.tsx'
import { CallingLine } from './CallingLine.tsx'
import { ListenForm } from './ListenForm.tsx'

const w = words.callbacks
type Kind = CallbacksView['setup']['kind']

export function CallbacksPart() {
  const { view, again, put } = useAnswer('callbacks.read', {}, ['lines.changed'])
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && <Shown callbacks={view.value} onChanged={put} />}
    </>
  )
}

type ShownProps = { readonly callbacks: CallbacksView; readonly onChanged: (callbacks: CallbacksView) => void }

function Shown({ callbacks, onChanged }: ShownProps) {
  const { setup, lines, needed } = callbacks
  const [kind, setKind] = useState<Kind>(setup.kind)
  const changed = (next: CallbacksView): void => {
    onChanged(next)
    setKind(next.setup.kind)
    if (next.standing === 'listening' || next.standing === 'off')
      useToasts.getState().show({ tone: 'ok', text: w.saved })
  }
  return (
    <div className="set-form col g5">
      {setup.kind !== 'off' && <Standing callbacks={callbacks} />}
      <div className="col g2">
        <span className="label">{w.how}</span>
        <div className="row">
          <Segmented
            label={w.how}
            value={kind}
            choices={(['off', 'proxy', 'tls'] as const).map((value) => ({ value, label: w.kinds[value] }))}
            onChange={setKind}
          />
        </div>
        <p className="txs c2">{w.kindNotes[kind]}</p>
        {needed.length > 0 && <p className="txs c2">{w.needed(needed)}</p>}
      </div>
      {kind === 'off' ? (
        setup.kind !== 'off' && <TurnOff onChanged={changed} />
      ) : (
        <ListenForm key={kind} kind={kind} setup={setup} onSaved={changed} />
      )}
      <section className="col g3" aria-label={w.lines}>
        <h3 className="tsm semi">{w.lines}</h3>
        {lines.length === 0 && <p className="txs c2">{w.none}</p>}
        {lines.map((line) => (
          <CallingLine key={line.id} line={line} onChanged={onChanged} />
        ))}
      </section>
    </div>
  )
}

/** Whether it listens, whether its certificate still holds, and what a stranger would reach. */
function Standing({ callbacks }: { readonly callbacks: CallbacksView }) {
  const { setup, standing, strangers } = callbacks
  const [reach, setReach] = useState<CallbackReach>()
  const { busy, fault, run } = useAct()
  const good = standing === 'listening'
  const over = setup.kind === 'tls' && setup.until < Date.now()
  return (
    <section className="col g2" aria-label={w.status}>
      <Banner tone={good && !over ? 'ok' : 'warn'} title={setup.kind === 'off' ? undefined : setup.publicAddress}>
        {setup.kind === 'tls' && over ? w.ended(date(setup.until)) : w.standings[standing]}
        {strangers > 0 && ` ${w.strangers(strangers)}`}
      </Banner>
      <div>
        <Button busy={busy} disabled={!good} onClick={() => void run(() => call('callbacks.test', {}), setReach)}>
          {w.test}
        </Button>
      </div>
      {fault && <FaultNote fault={fault} />}
      {reach && (
        <Banner tone={reach.reached === 'here' ? 'ok' : 'warn'} urgent>
          {w.reach(reach)}
        </Banner>
      )}
    </section>
  )
}

function TurnOff({ onChanged }: { readonly onChanged: (callbacks: CallbacksView) => void }) {
  const { busy, fault, run } = useAct()
  return (
    <div>
      <Button busy={busy} onClick={() => void run(() => call('callbacks.change', { kind: 'off' }), onChanged)}>
        {w.turnOff}
      </Button>
      {fault && <FaultNote fault={fault} />}
    </div>
  )
}
