/** The questions the drawer asks before it acts. Each does its act, shows what it met, and closes when it is done. */
import { CircleHelp, OctagonX, Redo2 } from 'lucide-react'
import { useState } from 'react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { Fault, Outcome } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Dialog } from '#renderer/parts/dialog/Dialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const text = words.deliveryScreen

type Doing = { readonly at: 'asking' | 'doing' } | { readonly at: 'faulted'; readonly fault: Fault }

/** Runs one act at a time and keeps the fault it met. */
function useAct<T>(act: () => Promise<Outcome<T>>, done: (value: T) => void) {
  const [doing, setDoing] = useState<Doing>({ at: 'asking' })
  const run = async (): Promise<void> => {
    if (doing.at === 'doing') return
    setDoing({ at: 'doing' })
    const outcome = await act()
    if (outcome.ok) done(outcome.value)
    else setDoing({ at: 'faulted', fault: outcome.fault })
  }
  return {
    run: () => void run(),
    busy: doing.at === 'doing',
    fault: doing.at === 'faulted' && <FaultNote fault={doing.fault} />,
  }
}

type DialogProps = { readonly fax: FaxView; readonly onClose: () => void }
type ChangingProps = DialogProps & { readonly onChanged: (fax: FaxView) => void }

const tell = (said: string, tone: 'ok' | 'warn' = 'ok'): void => useToasts.getState().show({ tone, text: said })

export function CancelDialog({ fax, onClose, onChanged }: ChangingProps) {
  const calling = fax.state.phase !== 'held' && fax.state.phase !== 'queued'
  const { run, busy, fault } = useAct(
    () => call('faxes.cancel', { id: fax.id }),
    (after) => {
      onChanged(after)
      onClose()
      if (after.state.phase === 'cancelled') tell(text.cancel.done)
      else tell(text.cancel.tooLate, 'warn')
    },
  )
  return (
    <Dialog
      title={text.cancel.title}
      lead={calling ? text.cancel.leadCalling : text.cancel.leadWaiting}
      icon={OctagonX}
      tone="bad"
      onClose={onClose}
      onConfirm={run}
      footer={
        <>
          <Button first onClick={onClose}>
            {text.cancel.keep}
          </Button>
          <Button kind="danger-fill" busy={busy} onClick={run}>
            {text.cancel.act}
          </Button>
        </>
      }
    >
      {fault || <Recipient fax={fax} />}
    </Dialog>
  )
}

export function SendAgainDialog({ fax, onClose }: DialogProps) {
  const { run, busy, fault } = useAct(
    () => call('faxes.sendAgain', { id: fax.id }),
    ({ id }) => {
      onClose()
      useNavigation.getState().go({ screen: 'send', draftId: id })
    },
  )
  const arrived = fax.state.phase === 'failed' ? fax.state.pagesSent : 0
  return (
    <Dialog
      title={text.again.title}
      lead={text.again.lead}
      icon={Redo2}
      onClose={onClose}
      onConfirm={run}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button kind="primary" icon={Redo2} busy={busy} first onClick={run}>
            {text.again.act}
          </Button>
        </>
      }
    >
      <div className="col g3">
        {fault}
        <Recipient fax={fax} />
        <p className="txs c2 pretty">{text.again.text(fax.pages)}</p>
        {arrived > 0 && <p className="txs c-warn pretty">{text.again.partial(arrived)}</p>}
      </div>
    </Dialog>
  )
}

type Verdict = 'delivered' | 'not-delivered'

export function SettleDialog({ fax, onClose, onChanged }: ChangingProps) {
  const [verdict, setVerdict] = useState<Verdict>()
  const { run, busy, fault } = useAct(
    () => call('faxes.settle', { id: fax.id, as: verdict ?? 'not-delivered' }),
    (after) => {
      onChanged(after)
      onClose()
      tell(text.settle.done)
    },
  )
  const settle = verdict ? run : () => undefined
  return (
    <ActDialog
      title={text.settle.title}
      lead={text.settle.lead}
      icon={CircleHelp}
      tone="warn"
      onClose={onClose}
      act={text.settle.act}
      disabled={!verdict}
      busy={busy}
      onAct={settle}
    >
      <div className="col g3">
        {fault}
        <Recipient fax={fax} />
        <fieldset className="col g2">
          <legend className="label mb1">{text.settle.as}</legend>
          <Choice
            value="delivered"
            chosen={verdict}
            onChoose={setVerdict}
            label={text.settle.delivered}
            note={text.settle.deliveredNote}
          />
          <Choice
            value="not-delivered"
            chosen={verdict}
            onChoose={setVerdict}
            label={text.settle.notDelivered}
            note={text.settle.notDeliveredNote}
          />
        </fieldset>
      </div>
    </ActDialog>
  )
}

type ChoiceProps = {
  readonly value: Verdict
  readonly chosen: Verdict | undefined
  readonly onChoose: (value: Verdict) => void
  readonly label: string
  readonly note: string
}

function Choice({ value, chosen, onChoose, label, note }: ChoiceProps) {
  const on = value === chosen
  return (
    <label className={on ? 'option on' : 'option'}>
      <input type="radio" className="sr" name="verdict" checked={on} onChange={() => onChoose(value)} />
      <span className={on ? 'radio-dot on' : 'radio-dot'} aria-hidden />
      <b className="txs med">
        {label}
        <span className="c2 way-lead">{note}</span>
      </b>
    </label>
  )
}

const Recipient = ({ fax: { recipient } }: { readonly fax: FaxView }) => (
  <div className="well row g3 to-whom">
    <OrgMark name={recipient.organisation} />
    <div className="grow txs">
      <b className="med">
        <Covered name={recipient.organisation} />
      </b>
      <span className="c3 way-lead tel">{shownNumber(recipient.e164)}</span>
    </div>
  </div>
)
