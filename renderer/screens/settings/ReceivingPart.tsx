/** Which lines faxes are fetched from, and whether the line's copy goes once ours is safe. */
import { useState } from 'react'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Checkbox } from '#renderer/parts/form/Checkbox.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { PartHead } from './PartHead.tsx'

const w = words.received.settings

export function ReceivingPart() {
  const { view, again, put } = useAnswer('receiving.read', {}, ['lines.changed'])
  const [fault, setFault] = useState<Fault>()
  const change = async (removeAtLine: boolean): Promise<void> => {
    const outcome = await call('receiving.change', { removeAtLine })
    setFault(outcome.ok ? undefined : outcome.fault)
    if (!outcome.ok) return
    put(outcome.value)
    useToasts.getState().show({ tone: 'ok', text: w.saved })
  }
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <div className="set-form col g5">
          <section className="col g2">
            <h3 className="tsm semi">{w.lines}</h3>
            <p className="txs c2">{view.value.lines.join(', ') || w.none}</p>
          </section>
          <Checkbox
            label={w.removes}
            note={w.removesHint}
            on={view.value.removeAtLine}
            onChange={(removeAtLine) => void change(removeAtLine)}
          />
        </div>
      )}
      {fault && <FaultNote fault={fault} />}
    </>
  )
}
