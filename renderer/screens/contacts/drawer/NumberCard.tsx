/** One number of a contact: how it stands, why, and every way on from there. */
import {
  Ban,
  BookSearch,
  Hourglass,
  Inbox,
  PenLine,
  PhoneCall,
  ShieldCheck,
  ShieldMinus,
  TestTube,
  UserCheck,
  type LucideIcon,
} from 'lucide-react'
import type { NumberView } from '#app/contract/book/contacts.ts'
import { sendable } from '#app/domain/contact/contact.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { standingLooks, standingText } from '#renderer/parts/contact/VerificationBadge.tsx'
import { sayingOf } from '#renderer/parts/contact/saying.ts'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import type { Act } from './Doing.tsx'

const text = words.contacts

type NumberCardProps = {
  readonly number: NumberView
  /** Whether the contact has more numbers than this. */
  readonly several: boolean
  /** Left out for those who may not change contacts. */
  readonly onAct?: (act: Act) => void
  readonly onFax: () => void
}

export function NumberCard({ number, several, onAct, onFax }: NumberCardProps) {
  const { icon: Icon, tone } = standingLooks[number.standing]
  const label = [shownNumber(number.e164), number.label].filter(Boolean).join(' · ')
  return (
    <section className={`hero ${tone}`} aria-label={label}>
      <div className="row between g2">
        <span className="row g2">
          <Icon className={`i i-20 c-${tone}`} aria-hidden />
          <b className="tlg">{standingText(number)}</b>
        </span>
        {several && sendable(number.standing) && (
          <IconButton icon={PenLine} label={text.newFaxTo(shownNumber(number.e164))} onClick={onFax} />
        )}
      </div>
      <p className="tel semi">
        {shownNumber(number.e164)} {number.label && <span className="c2">· {number.label}</span>}
      </p>
      <p className="txs c2 pretty">{sayingOf(number)}</p>
      {number.reason && (
        <p className="txs pretty">
          <Private>{number.reason}</Private>
        </p>
      )}
      {onAct && <Ways number={number} onAct={onAct} />}
    </section>
  )
}

type Way = { readonly icon: LucideIcon; readonly label: string; readonly act: Act; readonly primary?: boolean }

/** Ways on, the best first. */
function waysFor({ id, standing, waitsFor, received }: NumberView): readonly Way[] {
  if (standing === 'blocked') return [{ icon: ShieldCheck, label: text.unblock, act: { what: 'unblock', id } }]
  const block: Way = { icon: Ban, label: text.block, act: { what: 'block', id } }
  const withdraw: Way = { icon: ShieldMinus, label: text.withdraw, act: { what: 'withdraw', id } }
  if (standing === 'pending') {
    const giveUp: Way = { icon: Hourglass, label: text.giveUp, act: { what: 'give-up', id } }
    const on: Way =
      waitsFor === 'second-person'
        ? { icon: UserCheck, label: text.confirm, act: { what: 'confirm', id }, primary: true }
        : { icon: PhoneCall, label: text.readBack.open, act: { what: 'read-back', id }, primary: true }
    return [on, giveUp, block]
  }
  const fresh = standing === 'unverified' || standing === 'revoked'
  const call = fresh ? text.verify : text.verifyAgain
  return [
    { icon: PhoneCall, label: call, act: { what: 'call', id }, primary: standing !== 'verified' },
    { icon: BookSearch, label: text.directory.open, act: { what: 'directory', id } },
    ...(received && standing !== 'verified'
      ? [{ icon: Inbox, label: text.byReceived.open, act: { what: 'received', id } } as const]
      : []),
    ...(sendable(standing) ? [] : [{ icon: TestTube, label: text.testFax.open, act: { what: 'test', id } } as const]),
    ...(sendable(standing) ? [withdraw] : []),
    block,
  ]
}

const Ways = ({ number, onAct }: { readonly number: NumberView; readonly onAct: (act: Act) => void }) => (
  <div className="row g2 wrap">
    {waysFor(number).map(({ icon, label, act, primary }) => (
      <Button
        key={act.what}
        size="sm"
        icon={icon}
        kind={primary ? 'primary' : act.what === 'block' ? 'danger' : 'plain'}
        onClick={() => onAct(act)}
      >
        {label}
      </Button>
    ))}
  </div>
)
