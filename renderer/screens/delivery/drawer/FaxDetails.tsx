/** One fax in full: what happened, what next, the proof, and what was sent. */
import { ChevronDown, ChevronUp, Redo2, X } from 'lucide-react'
import { useState } from 'react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { Attempts } from './Attempts.tsx'
import { CancelDialog, SendAgainDialog, SettleDialog } from './dialogs.tsx'
import { FaxFacts, PagesPeek } from './FaxFacts.tsx'
import { FaxHero } from './FaxHero.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { ReportCard } from './ReportCard.tsx'
import { Together } from './Together.tsx'
import { Ways } from './Ways.tsx'

const text = words.deliveryScreen

export type Doing = 'nothing' | 'cancelling' | 'sending-again' | 'settling' | 'planning'

type FaxDetailsProps = {
  readonly fax: FaxView
  readonly onChanged: (fax: FaxView) => void
  readonly onClose: () => void
  readonly onStep: (by: number) => void
}

export function FaxDetails({ fax, onChanged, onClose, onStep }: FaxDetailsProps) {
  const [doing, setDoing] = useState<Doing>('nothing')
  const stop = (): void => setDoing('nothing')
  const proven = fax.state.phase === 'delivered' && fax.nextActs.includes('report')
  return (
    <>
      <Head fax={fax} onClose={onClose} onStep={onStep} />
      <div className="scroll grow col" tabIndex={0} role="group" aria-label={text.details}>
        <FaxHero
          fax={fax}
          onUndo={() => void undo(fax, onClose)}
          onCancel={() => setDoing('cancelling')}
          onPlan={() => setDoing('planning')}
          onLetGo={() => void letGo(fax)}
        />
        <Ways fax={fax} onCall={() => void openContact(fax)} onDo={setDoing} onSeen={() => void seen(fax, onChanged)} />
        {proven && <ReportCard key={fax.id} fax={fax} />}
        <Attempts fax={fax} />
        {!proven && fax.nextActs.includes('report') && <ReportCard key={fax.id} fax={fax} />}
        <PagesPeek key={`pages ${fax.id}`} fax={fax} />
        <FaxFacts fax={fax} />
        <Together fax={fax} />
      </div>
      {fax.state.phase !== 'failed' && fax.nextActs.includes('send-again') && (
        <div className="side-foot">
          <Button icon={Redo2} onClick={() => setDoing('sending-again')}>
            {text.acts.again2}
          </Button>
        </div>
      )}
      {doing === 'cancelling' && <CancelDialog fax={fax} onClose={stop} onChanged={onChanged} />}
      {doing === 'sending-again' && <SendAgainDialog fax={fax} onClose={stop} />}
      {doing === 'planning' && <PlanDialog fax={fax} onClose={stop} />}
      {doing === 'settling' && <SettleDialog fax={fax} onClose={stop} onChanged={onChanged} />}
    </>
  )
}

type HeadProps = Pick<FaxDetailsProps, 'fax' | 'onClose' | 'onStep'>

const Head = ({ fax: { recipient }, onClose, onStep }: HeadProps) => (
  <div className="side-head">
    <OrgMark name={recipient.organisation} />
    <div className="grow">
      <h2 className="tmd semi pretty">
        <Covered name={recipient.organisation} />
      </h2>
      <div className="txs c2">
        {recipient.department && (
          <>
            <Private>{recipient.department}</Private>
            {' · '}
          </>
        )}
        <span className="tel">{shownNumber(recipient.e164)}</span>
      </div>
    </div>
    <span className="end row">
      <IconButton icon={ChevronUp} label={text.previous} title={`${text.previous} (K)`} onClick={() => onStep(-1)} />
      <IconButton icon={ChevronDown} label={text.next} title={`${text.next} (J)`} onClick={() => onStep(1)} />
      <IconButton icon={X} label={text.close} title={`${text.close} (Esc)`} onClick={onClose} />
    </span>
  </div>
)

const { show } = useToasts.getState()

async function undo(fax: FaxView, onClose: () => void): Promise<void> {
  const outcome = await call('faxes.undo', { id: fax.id })
  if (!outcome.ok) return show({ tone: 'bad', text: faultText(outcome.fault) })
  onClose()
  const { id: draftId, takenBack, left } = outcome.value
  show({
    tone: left > 0 ? 'warn' : 'ok',
    text: fax.together ? words.groups.send.undone(takenBack, left) : text.acts.undone,
  })
  useNavigation.getState().go({ screen: 'send', draftId })
}

/** The contact that has this number now: there the number is called and checked. */
async function openContact({ recipient }: FaxView): Promise<void> {
  const outcome = await call('contacts.search', { text: recipient.e164, limit: 5, offset: 0 })
  if (!outcome.ok) return show({ tone: 'bad', text: faultText(outcome.fault) })
  const owner = outcome.value.contacts.find((contact) => contact.numbers.some(({ e164 }) => e164 === recipient.e164))
  if (owner) useNavigation.getState().go({ screen: 'contacts', contactId: owner.id })
  else show({ tone: 'warn', text: text.acts.noContact })
}

async function letGo({ id, urgent }: FaxView): Promise<void> {
  const outcome = await call('faxes.plan', { id, when: { kind: 'now' }, urgent })
  if (outcome.ok) show({ tone: 'ok', text: words.outbox.when.goes })
  else show({ tone: 'bad', text: faultText(outcome.fault) })
}

async function seen(fax: FaxView, onChanged: (fax: FaxView) => void): Promise<void> {
  const outcome = await call('faxes.settle', { id: fax.id, as: 'not-delivered' })
  if (outcome.ok) onChanged(outcome.value)
  else show({ tone: 'bad', text: faultText(outcome.fault) })
}
