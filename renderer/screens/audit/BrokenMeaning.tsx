/** What a broken chain means, and what to do first. */
import { ShieldX } from 'lucide-react'
import { useState } from 'react'
import type { VerificationView } from '#app/contract/record/audit.ts'
import type { Input } from '#app/contract/index.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { call } from '#renderer/bridge.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'

const w = words.auditScreen.means

type Why = Extract<VerificationView, { result: 'broken' }>['why']

type BrokenMeaningProps = { readonly why: Why; readonly onClose: () => void; readonly onAnswered: () => void }

export const BrokenMeaning = ({ why, onClose, onAnswered }: BrokenMeaningProps) => (
  <Dialog
    title={w.title}
    icon={ShieldX}
    tone="bad"
    onClose={onClose}
    onConfirm={onClose}
    footer={
      <Button first onClick={onClose}>
        {words.common.close}
      </Button>
    }
  >
    <div className="col g3">
      <p>{w.why[why]}</p>
      <p className="c2">{w.intact}</p>
      {why === 'set-back' && <Answer onAnswered={onAnswered} />}
      <h3 className="tsm semi">{w.todo}</h3>
      <ol className="trouble-steps">
        {w.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  </Dialog>
)

/** The one break that has a good reason: somebody restored a copy. Whatever the answer, it is in the record for ever. */
function Answer({ onAnswered }: { readonly onAnswered: () => void }) {
  const [fault, setFault] = useState<Fault>()
  const answer = async (why: Input<'audit.answerSetBack'>['why']): Promise<void> => {
    const outcome = await call('audit.answerSetBack', { why })
    if (outcome.ok) onAnswered()
    else setFault(outcome.fault)
  }
  return (
    <div className="row g2 wrap" role="group" aria-label={w.answer}>
      <Button size="sm" onClick={() => void answer('restored')}>
        {w.restored}
      </Button>
      <Button size="sm" onClick={() => void answer('unexplained')}>
        {w.unexplained}
      </Button>
      {fault && <FaultNote fault={fault} />}
    </div>
  )
}
