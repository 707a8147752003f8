/** The timeline of a fax: past, now, and what is planned (dotted). */
import { CircleCheck, CircleSlash, Clock, PhoneOff, PhoneOutgoing, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { attemptMet, words } from '#app/words/index.ts'
import { clockSeconds, duration } from '#renderer/format.ts'
import { timelineOf, type Moment } from './timeline.ts'

const text = words.deliveryScreen

type Look = {
  readonly icon: LucideIcon
  readonly tone: '' | 'ok' | 'info' | 'warn' | 'bad'
  readonly says: string
  readonly below?: string | undefined
}

export function Attempts({ fax }: { readonly fax: FaxView }) {
  const moments = timelineOf(fax)
  return (
    <section className="side-sec">
      <h3>{text.attempts}</h3>
      <ol className="tl">
        {moments.map((moment, index) => {
          const { icon: Icon, tone, says, below } = lookOf(moment, fax)
          return (
            <li key={`${moment.kind} ${moment.at}`} className={moments[index + 1]?.kind === 'planned' ? 'to-next' : ''}>
              <span className={`node ${tone}`}>
                <Icon className="i" aria-hidden />
              </span>
              <div>
                <span className="med">{says}</span>
                {below && <div className="sub">{below}</div>}
              </div>
              <span className="when">{clockSeconds(moment.at)}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function lookOf(moment: Moment, fax: FaxView): Look {
  switch (moment.kind) {
    case 'queued':
      return { icon: CircleCheck, tone: 'ok', says: text.queuedBy(fax.sentBy.shortName) }
    case 'planned':
      return { icon: Clock, tone: '', says: text.planned(moment.number, moment.most) }
    case 'stop-asked': {
      const { stopAsked, couldNotStop, notStoppedYet } = words.outbox
      return { icon: CircleSlash, tone: '', says: stopAsked, below: moment.over ? couldNotStop : notStoppedYet }
    }
    case 'delivered':
      return { icon: CircleCheck, tone: 'ok', says: text.allConfirmed }
    case 'settled':
      return { icon: CircleCheck, tone: 'ok', says: text.settled }
    case 'cancelled':
      return { icon: CircleSlash, tone: '', says: text.cancelled }
    case 'attempt':
      return attemptLook(moment, fax)
    default:
      return unreachable(moment, 'moment')
  }
}

function attemptLook({ attempt }: Extract<Moment, { kind: 'attempt' }>, fax: FaxView): Look {
  const says = text.attempt(attempt.number, attemptMet(attempt))
  const took = attempt.endedAt === undefined ? undefined : text.took(duration(attempt.endedAt - attempt.startedAt))
  const through = attempt.pagesSent > 0 ? text.pagesThrough(attempt.pagesSent, fax.pages) : undefined
  const below = [attempt.lineName, through, took].filter(Boolean).join(' · ')
  switch (attempt.outcome) {
    case 'in-progress':
    case 'delivered':
      return { icon: PhoneOutgoing, tone: 'info', says, below }
    case 'uncertain':
      return { icon: TriangleAlert, tone: 'warn', says, below }
    case 'cancelled':
      return { icon: CircleSlash, tone: '', says, below }
    case 'failed':
      return { icon: attempt.reason === 'busy' ? PhoneOff : TriangleAlert, tone: 'warn', says, below }
    default:
      return unreachable(attempt.outcome, 'attempt outcome')
  }
}
