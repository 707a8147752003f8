/** How long, when it arrives, and Send. What is missing stands here rather than in a greyed-out riddle. */
import { CalendarClock, CircleX, Send } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { stopsOf, type Check, type CheckName } from '#app/domain/fax/preflight.ts'
import { refusedAlone } from '#app/domain/fax/several.ts'
import { checkWords, words } from '#app/words/index.ts'
import { clock, dollars, duration } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import { useShortcuts } from '#renderer/state/keys.ts'
import type { Compose, SendHow } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { LaterDialog } from './LaterDialog.tsx'
import { useLine } from './Options.tsx'
import { sendOff } from './send-off.ts'

type FootProps = { readonly compose: Compose; readonly onMend: (check: CheckName) => void }

const text = words.send.foot

export function Foot({ compose, onMend }: FootProps) {
  const id = useId()
  const view = useCompose(compose, (state) => state.view)
  const sending = useCompose(compose, (state) => state.sending)
  const coming = useCompose(compose, ({ arriving }) => arriving !== undefined)
  const [stop] = stopsOf(view.checks)
  const label = useLabel(compose)
  const busy = sending.at === 'sealing' || sending.at === 'handing-over'
  const [later, setLater] = useState(false)
  // What was approved once cannot wait: it is sent now or not at all.
  const approved = view.approval !== undefined
  const send = (how?: SendHow): void => {
    setLater(false)
    if (busy || coming) return
    if (stop) onMend(stop.name)
    else void sendOff(compose, how)
  }
  useShortcuts({ 'mod+enter': () => send() })
  return (
    <div className="send-foot">
      {sending.at === 'refused' && <FaultNote fault={sending.fault} />}
      {stop ? <Missing id={id} stop={stop} estimateMs={view.estimateMs} /> : <Estimate compose={compose} />}
      <div className="row g2">
        <Button
          kind="primary"
          size="lg"
          block
          icon={Send}
          disabled={stop !== undefined || coming}
          busy={busy}
          onClick={() => send()}
          {...(stop ? { describedBy: id } : {})}
        >
          {label}
          {!stop && !busy && <Kbd keys="mod+enter" />}
        </Button>
        <IconButton
          icon={CalendarClock}
          label={words.outbox.when.more}
          size="md"
          disabled={stop !== undefined || coming || busy || approved}
          onClick={() => setLater(true)}
        />
      </div>
      {later && <LaterDialog label={label} onClose={() => setLater(false)} onSend={send} />}
      <span className="sr" role="status">
        {sending.at === 'sealing' ? text.sealing : sending.at === 'handing-over' ? text.sending : ''}
      </span>
    </div>
  )
}

/** What Send does: so many pages to one, or a fax to each of those who can get it. */
function useLabel(compose: Compose): string {
  const view = useCompose(compose, (state) => state.view)
  const going = view.recipients.filter(({ checks }) => !refusedAlone(checks)).length
  return view.recipients.length > 1 ? words.groups.send.button(going) : text.send(view.pagesTotal)
}

type MissingProps = { readonly id: string; readonly stop: Check; readonly estimateMs: number }

const Missing = ({ id, stop, estimateMs }: MissingProps) => (
  <div className="row g2 txs" id={id}>
    <CircleX className="i c-bad" aria-hidden />
    <b className="med grow">{checkWords[stop.result].first ?? checkWords[stop.result].says}</b>
    <span className="c3 num nowrap">{text.about(duration(estimateMs))}</span>
  </div>
)

function Estimate({ compose }: { readonly compose: Compose }) {
  const { ms, exact, costs } = useCall(compose)
  const line = useLine(compose)
  const now = useMinute()
  return (
    <div className="row between g2">
      <span>
        <b className="semi num">{exact ? text.exactly(duration(ms)) : text.about(duration(ms))}</b>
        {costs && <span className="c2 num foot-costs"> · {costs}</span>}
        <span className="c3 txs row g2 wrap foot-line">
          {line ? text.next(line.name) : ''}
          {line?.training && <TrainingMark />}
        </span>
      </span>
      <span className="c3 txs num arrives">
        {text.arrives}
        <br />
        <b className="med c2">{clock(now + undoMs + ms)}</b>
      </span>
    </div>
  )
}

/** The call with these pages: exact once they are sealed, estimated until then; and what it costs, where known. */
function useCall(compose: Compose) {
  const { view, look, measure } = useCompose(compose, (state) => ({
    view: state.view,
    look: state.look,
    measure: state.measure,
  }))
  const exact = look.at === 'sealed' && measure?.sha256 === look.packet.sha256 ? measure : undefined
  const usd = exact ? exact.usd : view.estimateUsd
  const costs = usd === undefined ? undefined : exact ? text.costs(dollars(usd)) : text.costsAbout(dollars(usd))
  return { ms: exact?.durationMs ?? view.estimateMs, exact: exact !== undefined, costs }
}

/** The time in which a fax can be taken back before it is dialled, in ms. */
const undoMs = 10_000

/** The time, told anew when it would read differently. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
