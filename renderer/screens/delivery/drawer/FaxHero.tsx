/** What became of the fax, in a word and a sentence, and the acts that belong to this very moment. */
import { CalendarClock, Send, Undo2 } from 'lucide-react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { activePhases, onHold } from '#app/domain/fax/fax.ts'
import { stateSays, statusWord, words } from '#app/words/index.ts'
import { clock } from '#renderer/format.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { faxLook } from '#renderer/parts/FaxStatus.tsx'
import { timeOrDay } from '#renderer/parts/list/when.ts'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'

const text = words.deliveryScreen.acts

type FaxHeroProps = {
  readonly fax: FaxView
  readonly onUndo: () => void
  readonly onCancel: () => void
  readonly onPlan: () => void
  readonly onLetGo: () => void
}

export function FaxHero({ fax, onUndo, onCancel, onPlan, onLetGo }: FaxHeroProps) {
  const { icon: Icon, tone } = faxLook(fax.state)
  const mayUndo = fax.nextActs.includes('undo')
  const mayCancel = fax.nextActs.includes('cancel')
  const mayPlan = fax.nextActs.includes('plan')
  const waits = fax.state.phase === 'queued' && (onHold(fax.state) || fax.state.because === 'planned')
  return (
    <div className={`hero ${tone}`} role="status">
      <div className="row g2">
        <Icon className={tone ? `i i-20 c-${tone}` : 'i i-20'} aria-hidden />
        <b className="tlg">{statusWord(fax.state, fax.pages, timeOrDay)}</b>
        {!activePhases.includes(fax.state.phase) && <span className="end txs c2 num">{clock(fax.changedAt)}</span>}
      </div>
      <p className="txs c2 pretty">{stateSays(fax.state, fax.pages, timeOrDay)}</p>
      {fax.paused && <p className="txs c2 pretty">{words.outbox.paused[fax.paused.why](clock(fax.paused.until))}</p>}
      {fax.urgent && <Badge tone="warn">{words.outbox.urgent}</Badge>}
      {fax.training && (
        <p className="row g2 txs c2">
          <TrainingMark />
          {words.common.trainingNote}
        </p>
      )}
      {(mayUndo || mayCancel) && (
        <div className="row g2 wrap">
          {mayPlan && waits && (
            <Button size="sm" kind="primary" icon={Send} onClick={onLetGo}>
              {words.outbox.when.letGo}
            </Button>
          )}
          {mayPlan && (
            <Button size="sm" icon={CalendarClock} onClick={onPlan}>
              {words.outbox.when.open}
            </Button>
          )}
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
