/** Why a fax cannot go to this recipient yet, and every way out there is. */
import { Ban, ChevronRight, PhoneCall, UserRoundSearch, type LucideIcon } from 'lucide-react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { words } from '#app/words/index.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { sayingOf } from '#renderer/parts/contact/saying.ts'
import { useRight } from '#renderer/state/session.ts'

export type Chosen = { readonly contact: ContactView; readonly number: NumberView }

type BlockedProps = Chosen & { readonly onCallBack: () => void; readonly onOther: () => void }

export function Blocked({ contact, number, onCallBack, onOther }: BlockedProps) {
  const mayVerify = useRight('contacts.change')
  const text = words.send.recipient
  const why = number.standing === 'unverified' ? text.unverified(contact.organisation) : sayingOf(number)
  return (
    <>
      <Banner tone="bad" icon={Ban} urgent title={text.stopped} className="mt3">
        {why}
      </Banner>
      <div className="col g1 mt3">
        {mayVerify && number.standing !== 'blocked' && (
          <Way
            icon={PhoneCall}
            title={text.callBack}
            lead={text.callBackLead}
            time={text.callBackTime}
            onClick={onCallBack}
          />
        )}
        <Way icon={UserRoundSearch} title={text.other} lead={text.otherLead} onClick={onOther} />
      </div>
    </>
  )
}

type WayProps = {
  readonly icon: LucideIcon
  readonly title: string
  readonly lead: string
  readonly time?: string
  readonly onClick: () => void
}

const Way = ({ icon: Icon, title, lead, time, onClick }: WayProps) => (
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
