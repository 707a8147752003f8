/** What happened to each number, and since when faxes went there; asked anew when the contact changes. */
import {
  Ban,
  FileClock,
  Hourglass,
  Merge,
  ShieldCheck,
  ShieldMinus,
  ShieldQuestionMark,
  TestTube,
  UserPlus,
  type LucideIcon,
} from 'lucide-react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { NumberEvent, NumberHistory } from '#app/contract/book/verification.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { date } from '#renderer/format.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'

const text = words.contacts

export function History({ contact }: { readonly contact: ContactView }) {
  const { view, again } = useAnswer('contacts.history', { id: contact.id }, ['contact.changed', 'fax.changed'])
  return (
    <section className="side-sec">
      <h3>{text.history}</h3>
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' &&
        view.value.numbers.map((number) => (
          <OfNumber key={number.id} number={number} contact={contact} alone={view.value.numbers.length === 1} />
        ))}
    </section>
  )
}

type OfNumberProps = { readonly number: NumberHistory; readonly contact: ContactView; readonly alone: boolean }

function OfNumber({ number, contact, alone }: OfNumberProps) {
  const { e164, label, replacedAt, addedAt, events, faxes, delivered, firstSentAt, lastSentAt } = number
  const first = contact.addedAt === addedAt
  return (
    <div className="mt3">
      {!alone && (
        <h4 className="txs semi">
          <span className="tel">{shownNumber(e164)}</span>
          {label && <span className="c2"> · {label}</span>}
          {replacedAt !== undefined && <span className="c3"> · {text.formerSince(date(replacedAt))}</span>}
        </h4>
      )}
      <p className="txs c2 mt1">
        {firstSentAt === undefined || lastSentAt === undefined
          ? text.unused
          : text.sentSince(faxes, delivered, date(firstSentAt), date(lastSentAt))}
      </p>
      <ol className="tl mt2">
        {events.map((event, place) => (
          <Event key={`${event.at} ${event.what} ${events.length - place}`} event={event} />
        ))}
        <li>
          <span className="node">
            <UserPlus className="i" aria-hidden />
          </span>
          <div>
            <span className="med">{text.addedAt}</span>
            {first && <div className="sub">{contact.addedByShortName}</div>}
            {first && contact.source && <div className="sub">{text.importedFrom(contact.source)}</div>}
          </div>
          <span className="when">{date(addedAt)}</span>
        </li>
      </ol>
    </div>
  )
}

type Look = { readonly icon: LucideIcon; readonly tone: '' | 'ok' | 'warn' | 'bad' }

const looks: Readonly<Record<NumberEvent['what'], Look>> = {
  verified: { icon: ShieldCheck, tone: 'ok' },
  confirmed: { icon: ShieldCheck, tone: 'ok' },
  'second-person-awaited': { icon: Hourglass, tone: 'warn' },
  'test-sent': { icon: TestTube, tone: '' },
  'given-up': { icon: Hourglass, tone: '' },
  doubted: { icon: ShieldQuestionMark, tone: 'bad' },
  revoked: { icon: ShieldMinus, tone: 'bad' },
  blocked: { icon: Ban, tone: 'bad' },
  unblocked: { icon: Ban, tone: '' },
  'started-over': { icon: FileClock, tone: 'warn' },
  replaced: { icon: FileClock, tone: '' },
  merged: { icon: Merge, tone: '' },
}

function Event({ event: { at, byShortName, what, method, note } }: { readonly event: NumberEvent }) {
  const { icon: Icon, tone } = looks[what]
  const said = method && (what === 'verified' || what === 'second-person-awaited') ? text.methods[method] : undefined
  return (
    <li>
      <span className={tone ? `node ${tone}` : 'node'}>
        <Icon className="i" aria-hidden />
      </span>
      <div>
        <span className="med">{what === 'verified' && said ? said : text.events[what]}</span>
        <div className="sub">
          {[byShortName || text.byItself, what === 'second-person-awaited' ? said : undefined]
            .filter(Boolean)
            .join(' · ')}
          {note && (
            <>
              {' · '}
              <Private>{note}</Private>
            </>
          )}
        </div>
      </div>
      <span className="when">{date(at)}</span>
    </li>
  )
}
