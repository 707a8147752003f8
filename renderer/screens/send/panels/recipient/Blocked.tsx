/** Why a fax cannot go to this recipient yet, and every way out there is, the quickest sound one first. */
import {
  Ban,
  BookSearch,
  ChevronRight,
  PhoneCall,
  Repeat2,
  TestTube,
  UserRoundCheck,
  UserRoundSearch,
  type LucideIcon,
} from 'lucide-react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { approvable } from '#app/domain/contact/approval.ts'
import { sendable } from '#app/domain/contact/contact.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { sayingOf } from '#renderer/parts/contact/saying.ts'
import { useRight } from '#renderer/state/session.ts'

export type Chosen = { readonly contact: ContactView; readonly number: NumberView }

/** Ways that open a dialog of their own. */
export type Way = 'call-back' | 'directory' | 'test-fax' | 'read-back' | 'approve'

type BlockedProps = Chosen & {
  readonly onWay: (way: Way) => void
  /** Another number of the same contact. */
  readonly onNumber: (number: NumberView) => void
  readonly onOther: () => void
}

const text = words.send.recipient
const ways = words.recipientWays

export function Blocked({ contact, number, onWay, onNumber, onOther }: BlockedProps) {
  const mayVerify = useRight('contacts.change')
  const why = number.standing === 'unverified' ? text.unverified(contact.organisation) : sayingOf(number)
  const others = contact.numbers.filter((one) => sendable(one.standing))
  return (
    <>
      <Banner tone="bad" icon={Ban} urgent title={text.stopped} className="mt3">
        {why}
      </Banner>
      <div className="col g1 mt3">
        {others.map((one) => (
          <WayRow
            key={one.id}
            icon={Repeat2}
            title={ways.own(shownNumber(one.e164))}
            lead={ways.ownLead}
            onClick={() => onNumber(one)}
          />
        ))}
        {mayVerify && number.standing !== 'blocked' && <Checking number={number} onWay={onWay} />}
        <WayRow icon={UserRoundSearch} title={text.other} lead={text.otherLead} onClick={onOther} />
      </div>
      {approvable(number.standing) && <Once onClick={() => onWay('approve')} />}
    </>
  )
}

/** The ways to have the number verified. */
function Checking({ number, onWay }: { readonly number: NumberView; readonly onWay: (way: Way) => void }) {
  return (
    <>
      {number.waitsFor === 'read-back' && (
        <WayRow
          icon={PhoneCall}
          title={ways.readBack}
          lead={ways.readBackLead}
          time={ways.readBackTime}
          onClick={() => onWay('read-back')}
        />
      )}
      <WayRow
        icon={PhoneCall}
        title={text.callBack}
        lead={text.callBackLead}
        time={text.callBackTime}
        onClick={() => onWay('call-back')}
      />
      <WayRow
        icon={BookSearch}
        title={ways.directory}
        lead={ways.directoryLead}
        time={ways.directoryTime}
        onClick={() => onWay('directory')}
      />
      {number.waitsFor !== 'read-back' && (
        <WayRow
          icon={TestTube}
          title={ways.testFax}
          lead={ways.testFaxLead}
          time={ways.testFaxTime}
          onClick={() => onWay('test-fax')}
        />
      )}
    </>
  )
}

const Once = ({ onClick }: { readonly onClick: () => void }) => (
  <div className="once row g2 mt3">
    <UserRoundCheck className="i c3" aria-hidden />
    <div className="grow">
      <p className="txs c2 pretty mb2">
        <b className="semi">{ways.approve.ask}</b> {ways.approve.lead}
      </p>
      <Button size="sm" onClick={onClick}>
        {ways.approve.open}
      </Button>
    </div>
  </div>
)

type WayRowProps = {
  readonly icon: LucideIcon
  readonly title: string
  readonly lead: string
  readonly time?: string
  readonly onClick: () => void
}

const WayRow = ({ icon: Icon, title, lead, time, onClick }: WayRowProps) => (
  <button type="button" className="way" onClick={onClick} data-mends="recipient">
    <span className="way-ic">
      <Icon className="i i-18" aria-hidden />
    </span>
    <span className="grow">
      <b className="semi">{title}</b>
      <span className="txs c2 pretty way-lead">{lead}</span>
    </span>
    {time && <span className="t2xs c3 nowrap">{time}</span>}
    <ChevronRight className="i c3" aria-hidden />
  </button>
)
