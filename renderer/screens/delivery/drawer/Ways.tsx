/** What a person can do about a fax that needs one: the safest way first. */
import { CheckCheck, ChevronRight, CircleHelp, PhoneCall, Redo2, type LucideIcon } from 'lucide-react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { needsPerson } from '#app/domain/fax/fax.ts'
import { words } from '#app/words/index.ts'
import type { Doing } from './FaxDetails.tsx'

const text = words.deliveryScreen

type WaysProps = {
  readonly fax: FaxView
  readonly onCall: () => void
  readonly onDo: (doing: Doing) => void
  readonly onSeen: () => void
}

type Way = { readonly icon: LucideIcon; readonly title: string; readonly lead: string; readonly act: () => void }

export function Ways({ fax, onCall, onDo, onSeen }: WaysProps) {
  if (!needsPerson(fax.state.phase)) return null
  const { acts } = text
  const ways: readonly (Way | false)[] = [
    { icon: PhoneCall, title: acts.callFirst, lead: acts.callFirstLead, act: onCall },
    fax.nextActs.includes('settle') &&
      fax.state.phase === 'uncertain' && {
        icon: CircleHelp,
        title: acts.settle,
        lead: acts.settleLead,
        act: () => onDo('settling'),
      },
    fax.nextActs.includes('send-again') && {
      icon: Redo2,
      title: acts.again,
      lead: acts.againLead,
      act: () => onDo('sending-again'),
    },
    fax.nextActs.includes('settle') &&
      fax.state.phase === 'failed' && { icon: CheckCheck, title: acts.seen, lead: acts.seenLead, act: onSeen },
  ]
  return (
    <section className="side-sec first">
      <h3>{text.whatYouCanDo}</h3>
      <div className="col g1">
        {ways.map(
          (way) =>
            way && (
              <button key={way.title} type="button" className="way" onClick={way.act}>
                <span className="way-ic">
                  <way.icon className="i" aria-hidden />
                </span>
                <span className="grow">
                  <b className="semi">{way.title}</b>
                  <span className="txs c2 way-lead">{way.lead}</span>
                </span>
                <ChevronRight className="i c3" aria-hidden />
              </button>
            ),
        )}
      </div>
    </section>
  )
}
