/** What became of the fax, in a word and a sentence, and the acts that belong to this very moment. */
import { Undo2 } from 'lucide-react'
import type { FaxView } from '#app/contract/faxes.ts'
import { activePhases } from '#app/domain/fax.ts'
import { stateSays, statusWord, words } from '#app/words/index.ts'
import { clock } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { faxLook } from '#renderer/parts/FaxStatus.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'

const text = words.deliveryScreen.acts

type FaxHeroProps = {
  readonly fax: FaxView
  readonly onUndo: () => void
  readonly onCancel: () => void
}

export function FaxHero({ fax, onUndo, onCancel }: FaxHeroProps) {
  const { icon: Icon, tone } = faxLook(fax.state)
  const mayUndo = fax.nextActs.includes('undo')
  const mayCancel = fax.nextActs.includes('cancel')
  return (
    <div className={`hero ${tone}`} role="status">
      <div className="row g2">
        <Icon className={tone ? `i i-20 c-${tone}` : 'i i-20'} aria-hidden />
        <b className="tlg">{statusWord(fax.state, fax.pages, clock)}</b>
        {!activePhases.includes(fax.state.phase) && <span className="end txs c2 num">{clock(fax.changedAt)}</span>}
      </div>
      <p className="txs c2 pretty">{stateSays(fax.state, fax.pages, clock)}</p>
      {fax.training && (
        <p className="row g2 txs c2">
          <TrainingMark />
          {words.common.trainingNote}
        </p>
      )}
      {(mayUndo || mayCancel) && (
        <div className="row g2">
          {mayUndo && (
            <Button size="sm" icon={Undo2} onClick={onUndo}>
              {text.undo}
            </Button>
          )}
          {mayCancel && (
            <Button size="sm" kind="quiet" className="danger" onClick={onCancel}>
              {text.cancel}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
