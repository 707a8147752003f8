/** The chosen recipient: whose number, how it stands, what it could be mistaken for, and the ways out of a block. */
import { UserRoundCheck } from 'lucide-react'
import type { ApprovalView } from '#app/contract/desk/approvals.ts'
import type { LookAlike, NumberView } from '#app/contract/book/contacts.ts'
import { sendable } from '#app/domain/contact/contact.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { clock } from '#renderer/format.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { LookAlikes } from '#renderer/parts/contact/LookAlikes.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { Blocked, type Chosen, type Way } from './Blocked.tsx'
import { coveredNumber, howVerified } from './contact-lines.ts'

type DestinationProps = Chosen & {
  readonly lookAlikes: readonly LookAlike[]
  readonly approval: ApprovalView | undefined
  /** A supervisor is about to type the last digits: they are not on this screen. */
  readonly covered: boolean
  readonly onWay: (way: Way) => void
  readonly onNumber: (number: NumberView) => void
  readonly onOther: () => void
}

export function Destination({ contact, number, lookAlikes, approval, covered, ...ways }: DestinationProps) {
  const desk = [contact.department, contact.person].filter(Boolean).join(' · ')
  return (
    <>
      <div className="dest">
        <OrgMark name={contact.organisation} />
        <div className="grow">
          <div className="n">
            <Covered name={contact.organisation} />
          </div>
          {desk && <div className="txs c2">{desk}</div>}
          <div className="tmd med tel">{covered ? coveredNumber(number.e164) : shownNumber(number.e164)}</div>
          <div className="row g2 wrap mt1">
            <VerificationBadge number={number} />
            <span className="t2xs c3">{howVerified(contact, number)}</span>
          </div>
          {approval && <Approved approval={approval} />}
        </div>
      </div>
      {!covered && <LookAlikes e164={number.e164} found={lookAlikes} className="mt3" />}
      {!sendable(number.standing) && !approval && <Blocked contact={contact} number={number} {...ways} />}
    </>
  )
}

const Approved = ({ approval }: { readonly approval: ApprovalView }) => (
  <div className="row g2 wrap mt1" role="status">
    <Badge tone="info" icon={UserRoundCheck}>
      {words.recipientWays.approve.badge}
    </Badge>
    <span className="t2xs c3">
      {words.recipientWays.approve.by(approval.approvedByShortName, clock(approval.until))}
    </span>
  </div>
)
