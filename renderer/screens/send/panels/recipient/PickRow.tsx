/** One number in the recipient list: whose it is, what matched, and how it stands. */
import { memo } from 'react'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { howVerified, markedIn } from './contact-lines.ts'
import type { NumberPick } from './picks.ts'

type PickRowProps = {
  readonly id: string
  readonly index: number
  readonly selected: boolean
  readonly pick: NumberPick
  /** The text that found it. */
  readonly of: string
  readonly onPoint: (at: number) => void
  readonly onTake: (pick: NumberPick) => void
}

export const PickRow = memo(function PickRow({ id, index, selected, pick, of, onPoint, onTake }: PickRowProps) {
  const { contact, number } = pick
  const desk = [contact.department, contact.person].filter(Boolean).join(' · ')
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={number.standing === 'blocked' ? 'pick-row off' : 'pick-row'}
      onPointerMove={() => onPoint(index)}
      onClick={() => onTake(pick)}
    >
      <OrgMark name={contact.organisation} />
      <div className="grow">
        <div className="ell">
          <b className="semi">
            <Marked text={contact.organisation} of={of} />
          </b>
          {desk && (
            <span className="c2">
              {' · '}
              <Marked text={desk} of={of} />
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
})

const Marked = ({ text, of }: { readonly text: string; readonly of: string }) =>
  markedIn(text, of).map((piece) =>
    piece.hit ? <mark key={piece.from}>{piece.text}</mark> : <span key={piece.from}>{piece.text}</span>,
  )
