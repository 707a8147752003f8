/** Alerts: what the record gives reason to look at, who has looked, and the settings somebody stands for. */
import { BellOff, CircleCheck, TriangleAlert } from 'lucide-react'
import { useId, useRef } from 'react'
import type { AlertsView, AlertView } from '#app/contract/record/alerts.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { dateClock, number } from '#renderer/format.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { SinkStatus } from './SinkStatus.tsx'

const w = words.alerts

export function Alerts() {
  const { view, again, put } = useAnswer('alerts.list', {}, ['alerts.changed', 'audit.grown'])
  const { busy, fault, run } = useAct()
  const panel = useRef<HTMLDivElement>(null)
  if (view.at === 'loading') return <Spinner label={words.common.loading} />
  if (view.at === 'faulted') return <FaultNote className="aud-fault" fault={view.fault} onAgain={() => void again()} />
  const act = (asked: () => Promise<Outcome<AlertsView>>, said?: string): void =>
    void run(asked, (value) => {
      put(value)
      // The button that was pressed is gone; the keyboard stays here.
      panel.current?.focus()
      if (said) useToasts.getState().show({ tone: 'ok', text: said })
    })
  const { alerts, configuration } = view.value
  return (
    <div className="scroll alerts" ref={panel} tabIndex={0} aria-label={w.title}>
      <div className="col g3">
        {fault && <FaultNote fault={fault} />}
        <Approval
          configuration={configuration}
          busy={busy}
          onApprove={() => act(() => call('configuration.approve', {}), w.approved)}
        />
        <SinkStatus />
        {alerts.length === 0 ? (
          <Empty icon={BellOff} title={w.none}>
            {w.noneText}
          </Empty>
        ) : (
          <ul className="alert-list" aria-label={w.title}>
            {alerts.map((alert) => (
              <AlertRow
                key={alert.sequence}
                alert={alert}
                onSeen={() => act(() => call('alerts.acknowledge', { sequence: alert.sequence }))}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

type ApprovalProps = {
  readonly configuration: AlertsView['configuration']
  readonly busy: boolean
  readonly onApprove: () => void
}

function Approval({ configuration: { approved, drift }, busy, onApprove }: ApprovalProps) {
  const settled = approved !== undefined && drift.length === 0
  const says = !approved
    ? w.neverApproved
    : settled
      ? w.approvedBy(approved.by, dateClock(approved.at))
      : w.drift(approved.by, dateClock(approved.at), drift)
  return (
    <Banner
      tone={settled ? 'ok' : approved ? 'warn' : 'neutral'}
      title={w.configuration}
      actions={
        !settled && (
          <Button size="sm" busy={busy} onClick={onApprove}>
            {w.approve}
          </Button>
        )
      }
    >
      {says}
    </Banner>
  )
}

type AlertRowProps = { readonly alert: AlertView; readonly onSeen: () => void }

function AlertRow({ alert, onSeen }: AlertRowProps) {
  const { sequence, at, kind, about, details, acknowledged } = alert
  const { title, says, next } = w.kinds[kind]
  const Icon = acknowledged ? CircleCheck : TriangleAlert
  const id = useId()
  return (
    <li className={acknowledged ? 'alert-row' : 'alert-row open'}>
      <span className={acknowledged ? 'st ok' : 'st warn'}>
        <Icon className="i" aria-hidden />
      </span>
      <div className="grow">
        <p className="semi" id={id}>
          {title}
        </p>
        <p className="c2">{[...(about ? [about.shortName] : []), says(details)].join(': ')}</p>
        {!acknowledged && <p className="c2">{next}</p>}
        <p className="c3 txs num">
          {dateClock(at)} · {w.entry(number(sequence))}
          {acknowledged && ` · ${w.seen(acknowledged.by, dateClock(acknowledged.at))}`}
        </p>
      </div>
      {!acknowledged && (
        <Button size="sm" describedBy={id} onClick={onSeen}>
          {w.acknowledge}
        </Button>
      )}
    </li>
  )
}
