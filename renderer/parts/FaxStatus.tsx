/** The state of a fax: icon, word and colour, with one line below (design, "Status"). Pips stand for pages sent. */
import {
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  Loader,
  OctagonX,
  PhoneOutgoing,
  RotateCw,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { FaxSummary } from '#app/contract/desk/faxes.ts'
import { onHold, type FaxState } from '#app/domain/fax/fax.ts'
import { needsLook, statusLine, statusWord, words } from '#app/words/index.ts'
import { duration } from '#renderer/format.ts'
import { timeOrDay } from './list/when.ts'

type Look = { readonly icon: LucideIcon; readonly tone: '' | 'ok' | 'warn' | 'bad' | 'info' }

const looks: Readonly<Record<FaxState['phase'], Look>> = {
  draft: { icon: CircleDashed, tone: '' },
  held: { icon: CircleDashed, tone: '' },
  queued: { icon: CircleDashed, tone: '' },
  submitting: { icon: PhoneOutgoing, tone: 'info' },
  accepted: { icon: PhoneOutgoing, tone: 'info' },
  sending: { icon: Loader, tone: 'info' },
  uncertain: { icon: TriangleAlert, tone: 'warn' },
  delivered: { icon: CircleCheck, tone: 'ok' },
  failed: { icon: OctagonX, tone: 'bad' },
  cancelled: { icon: CircleSlash, tone: '' },
}

/** Icon and colour of a state. */
export function faxLook(state: FaxState): Look {
  if (state.phase === 'queued' && state.because === 'number-to-check') return looks.uncertain
  if (state.phase === 'queued' && state.because === 'planned') return { icon: CalendarClock, tone: '' }
  if (onHold(state)) return { icon: CirclePause, tone: '' }
  if (state.phase === 'queued' && state.after) return { icon: RotateCw, tone: 'warn' }
  if (state.phase === 'failed' && needsLook(state.reason)) return looks.uncertain
  return looks[state.phase]
}

type FaxStatusProps = {
  readonly state: FaxState
  readonly pages: number
  /** Its line is paused. */
  readonly paused?: FaxSummary['paused']
  /** The second line below the word; off where only the word fits. */
  readonly line?: boolean
  readonly size?: 'md' | 'lg'
}

export function FaxStatus({ state, pages, paused, line = true, size = 'md' }: FaxStatusProps) {
  const { icon: Icon, tone } = faxLook(state)
  const word = (
    <span className={tone ? `st ${tone}` : 'st'}>
      <Icon className={size === 'lg' ? 'i i-20' : 'i'} aria-hidden />
      {statusWord(state, pages, timeOrDay)}
    </span>
  )
  if (!line) return word
  return (
    <div className="col st-two">
      {word}
      {state.phase === 'sending' ? (
        <Pips sent={state.pagesSent} pages={pages} />
      ) : (
        <span className="c3 t2xs ell st-line">
          {paused ? words.outbox.pausedLine[paused.why] : statusLine(state, pages, duration)}
        </span>
      )}
    </div>
  )
}

/** More pages than this are drawn as one bar. */
const pipsAtMost = 12

function Pips({ sent, pages }: { readonly sent: number; readonly pages: number }) {
  if (pages > pipsAtMost) {
    return (
      <progress
        className="st-line meter"
        max={pages}
        value={sent}
        aria-label={statusLine({ phase: 'sending', attempt: 1, since: 0, pagesSent: sent }, pages, duration)}
      />
    )
  }
  return (
    <span className="pips st-line" aria-hidden>
      {Array.from({ length: pages }, (_, page) => (
        <i key={page} className={page < sent ? 'on' : page === sent ? 'now' : ''} />
      ))}
    </span>
  )
}
