/** One number in the recipient list: whose it is, what matched, and how it stands. */
import type { HTMLAttributes } from 'react'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { howVerified, markedIn } from './contact-lines.ts'
import type { NumberPick } from './picks.ts'

type PickRowProps = {
  readonly pick: NumberPick
  readonly typed: string
  readonly option: HTMLAttributes<HTMLDivElement>
}

export function PickRow({ pick: { contact, number }, typed, option }: PickRowProps) {
  const desk = [contact.department, contact.person].filter(Boolean).join(' · ')
  return (
    <div {...option} className={number.standing === 'blocked' ? 'pick-row off' : 'pick-row'}>
      <OrgMark name={contact.organisation} />
      <div className="grow">
        <div className="ell">
          <b className="semi">
            <Marked text={contact.organisation} typed={typed} />
          </b>
          {desk && (
            <span className="c2">
              {' · '}
              <Marked text={desk} typed={typed} />
            </span>
          )}
        </div>
        <div className="txs c2 tel">{shownNumber(number.e164)}</div>
      </div>
      <div className="pick-v">
        <VerificationBadge number={number} />
        <span className="t2xs c3">{howVerified(contact, number)}</span>
      </div>
    </div>
  )
}

const Marked = ({ text, typed }: { readonly text: string; readonly typed: string }) =>
  markedIn(text, typed).map((piece) =>
    piece.hit ? <mark key={piece.from}>{piece.text}</mark> : <span key={piece.from}>{piece.text}</span>,
  )
