/** Whom the fax goes to: chosen among contacts, never typed as a bare number, and verified before it may go. */
import { Ban, ChevronRight, PhoneCall, UserRoundSearch, type LucideIcon } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { ContactView, NumberView } from '#app/contract/contacts.ts'
import { sendable } from '#app/domain/contact.ts'
import { shownNumber } from '#app/domain/phone.ts'
import { words } from '#app/words/index.ts'
import { on } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { CallBackForm } from '#renderer/parts/contact/CallBackForm.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { useRight } from '#renderer/state/session.ts'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { Mark } from './Step.tsx'
import { checkOf, markOf } from './standing.ts'
import { howVerified } from './contact-lines.ts'
import { Picker } from './Picker.tsx'

type Doing =
  | { readonly at: 'shown' }
  | { readonly at: 'choosing' }
  | { readonly at: 'adding'; readonly typed: string }
  | { readonly at: 'calling-back' }

type RecipientProps = { readonly compose: Compose; readonly panel: RefObject<HTMLElement | null> }

export function Recipient({ compose, panel }: RecipientProps) {
  const [doing, setDoing] = useState<Doing>({ at: 'shown' })
  const check = useCompose(compose, ({ view }) => checkOf(view.checks, 'recipient'))
  const { chosen, choose } = useChosen(compose)
  const { section, settle } = useSettledFocus()
  const rest = (): void => {
    settle()
    setDoing({ at: 'shown' })
  }
  const took = (contact: ContactView, number: NumberView | undefined): void => {
    if (number) choose(contact, number)
    rest()
  }
  const picking = !chosen || doing.at === 'choosing'
  return (
    <section ref={section} className="step open recipient" aria-labelledby="send-recipient">
      <div className="step-head">
        <Mark mark={chosen ? markOf(check) : 'open'} />
        <h2 className="t" id="send-recipient">
          {words.send.recipient.title}
        </h2>
        {!picking && (
          <Button kind="link" size="sm" className="end change" onClick={() => setDoing({ at: 'choosing' })}>
            {words.send.recipient.change}
          </Button>
        )}
      </div>
      <div className="step-body">
        {picking ? (
          <Picker
            panel={panel}
            eager={doing.at === 'choosing'}
            onChoose={took}
            onAdd={(typed) => setDoing({ at: 'adding', typed })}
            {...(chosen ? { onLeave: rest } : {})}
          />
        ) : (
          <>
            <Destination {...chosen} />
            {!sendable(chosen.number.standing) && (
              <Blocked
                {...chosen}
                onCallBack={() => setDoing({ at: 'calling-back' })}
                onOther={() => setDoing({ at: 'choosing' })}
              />
            )}
          </>
        )}
      </div>
      {doing.at === 'adding' && (
        <ContactForm
          initial={typedContact(doing.typed)}
          onDone={(contact) => took(contact, contact.numbers[0])}
          onCancel={rest}
        />
      )}
      {doing.at === 'calling-back' && chosen && (
        <CallBackForm
          contact={chosen.contact}
          numberId={chosen.number.id}
          onDone={(contact) =>
            took(
              contact,
              contact.numbers.find(({ id }) => id === chosen.number.id),
            )
          }
          onCancel={rest}
        />
      )}
    </section>
  )
}

/** Where the focus goes when a choice is made: to the way out of a block, or to Change. */
function useSettledFocus() {
  const section = useRef<HTMLElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (!asked.current) return
    const own = section.current
    const next = own?.querySelector<HTMLElement>('.way') ?? own?.querySelector<HTMLElement>('.change')
    asked.current = !next
    next?.focus()
  })
  return { section, settle: () => void (asked.current = true) }
}

/** What was searched for begins the new contact: digits as its number, anything else as its name. */
const typedContact = (typed: string) => (/^[\d\s()+.-]{4,}$/.test(typed) ? { fax: typed } : { organisation: typed })

type Chosen = { readonly contact: ContactView; readonly number: NumberView }

/** The chosen number and whose it is: as main says of the draft, or, until that is saved, as just chosen. */
function useChosen(compose: Compose) {
  const numberId = useCompose(compose, ({ editor }) => editor.content.numberId)
  const saved = useCompose(compose, ({ view }) => view.recipient)
  const [own, setOwn] = useState<ContactView>()
  const choose = useCallback(
    (contact: ContactView, number: NumberView) => {
      setOwn(contact)
      compose.edit({ do: 'recipient', numberId: number.id })
    },
    [compose],
  )
  useEffect(
    () =>
      on('contact.changed', ({ id }) => {
        if (compose.store.getState().view.recipient?.id === id) void compose.refresh()
      }),
    [compose],
  )
  return { chosen: chosenIn(numberId, saved) ?? chosenIn(numberId, own), choose }
}

function chosenIn(numberId: string | null, contact: ContactView | undefined): Chosen | undefined {
  const number = contact?.numbers.find(({ id }) => id === numberId)
  return contact && number ? { contact, number } : undefined
}

function Destination({ contact, number }: Chosen) {
  const desk = [contact.department, contact.person].filter(Boolean).join(' · ')
  return (
    <div className="dest">
      <OrgMark name={contact.organisation} />
      <div className="grow">
        <div className="n">
          <Covered name={contact.organisation} />
        </div>
        {desk && <div className="txs c2">{desk}</div>}
        <div className="tmd med tel">{shownNumber(number.e164)}</div>
        <div className="row g2 wrap mt1">
          <VerificationBadge number={number} />
          <span className="t2xs c3">{howVerified(contact, number)}</span>
        </div>
      </div>
    </div>
  )
}

type BlockedProps = Chosen & { readonly onCallBack: () => void; readonly onOther: () => void }

/** Why the fax cannot go, and every way out there is. */
function Blocked({ contact, number, onCallBack, onOther }: BlockedProps) {
  const mayVerify = useRight('contacts.change')
  const text = words.send.recipient
  const why = number.standing === 'unverified' ? text.unverified(contact.organisation) : text.expired
  return (
    <>
      <Banner tone="bad" icon={Ban} urgent title={text.stopped} className="mt3">
        {number.standing === 'revoked' ? text.revoked : why}
      </Banner>
      <div className="col g1 mt3">
        {mayVerify && (
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
