/** Whom the fax goes to: chosen among contacts, never typed as a bare number, and verified before it may go. */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { ContactView, LookAlike, NumberView } from '#app/contract/book/contacts.ts'
import { sendable } from '#app/domain/contact/contact.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { on } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { CallBackForm } from '#renderer/parts/contact/CallBackForm.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { ContactForm } from '#renderer/parts/contact/ContactForm.tsx'
import { LookAlikes } from '#renderer/parts/contact/LookAlikes.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import type { Compose } from '../compose.ts'
import { useCompose } from '../useCompose.ts'
import { Mark } from './Step.tsx'
import { checkOf, markOf } from './standing.ts'
import { howVerified } from './contact-lines.ts'
import { Blocked, type Chosen } from './Blocked.tsx'
import { Picker } from './Picker.tsx'

type Doing =
  | { readonly at: 'shown' }
  | { readonly at: 'choosing' }
  | { readonly at: 'adding'; readonly typed: string }
  | { readonly at: 'calling-back' }

type RecipientProps = { readonly compose: Compose; readonly panel: RefObject<HTMLElement | null> }

export function Recipient({ compose, panel }: RecipientProps) {
  const [doing, setDoing] = useState<Doing>({ at: 'shown' })
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
  const other = (): void => setDoing({ at: 'choosing' })
  const lookAlikes = useCompose(compose, ({ view }) =>
    view.recipient?.id === chosen?.contact.id ? view.lookAlikes : none,
  )
  const picking = !chosen || doing.at === 'choosing'
  return (
    <section ref={section} className="step open recipient" aria-labelledby="send-recipient">
      <Head compose={compose} chosen={chosen !== undefined} {...(picking ? {} : { onChange: other })} />
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
          <Destination
            {...chosen}
            lookAlikes={lookAlikes}
            onCallBack={() => setDoing({ at: 'calling-back' })}
            onOther={other}
          />
        )}
      </div>
      <Forms doing={doing} chosen={chosen} onDone={took} onCancel={rest} />
    </section>
  )
}

type HeadProps = { readonly compose: Compose; readonly chosen: boolean; readonly onChange?: () => void }

function Head({ compose, chosen, onChange }: HeadProps) {
  const check = useCompose(compose, ({ view }) => checkOf(view.checks, 'recipient'))
  return (
    <div className="step-head">
      <Mark mark={chosen ? markOf(check) : 'open'} />
      <h2 className="t" id="send-recipient">
        {words.send.recipient.title}
      </h2>
      {onChange && (
        <Button kind="link" size="sm" className="end change" onClick={onChange}>
          {words.send.recipient.change}
        </Button>
      )}
    </div>
  )
}

type FormsProps = {
  readonly doing: Doing
  readonly chosen: Chosen | undefined
  readonly onDone: (contact: ContactView, number: NumberView | undefined) => void
  readonly onCancel: () => void
}

/** The dialogs that open in place: a contact to add, a number to call back. */
function Forms({ doing, chosen, onDone, onCancel }: FormsProps) {
  if (doing.at === 'adding') {
    const added = (contact: ContactView): void => onDone(contact, contact.numbers[0])
    return <ContactForm initial={typedContact(doing.typed)} onDone={added} onCancel={onCancel} />
  }
  if (doing.at !== 'calling-back' || !chosen) return null
  const { id } = chosen.number
  const called = (contact: ContactView): void =>
    onDone(
      contact,
      contact.numbers.find((number) => number.id === id),
    )
  return <CallBackForm contact={chosen.contact} numberId={id} onDone={called} onCancel={onCancel} />
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

const none: readonly LookAlike[] = []

type DestinationProps = Chosen & {
  readonly lookAlikes: readonly LookAlike[]
  readonly onCallBack: () => void
  readonly onOther: () => void
}

function Destination({ contact, number, lookAlikes, ...ways }: DestinationProps) {
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
          <div className="tmd med tel">{shownNumber(number.e164)}</div>
          <div className="row g2 wrap mt1">
            <VerificationBadge number={number} />
            <span className="t2xs c3">{howVerified(contact, number)}</span>
          </div>
        </div>
      </div>
      <LookAlikes e164={number.e164} found={lookAlikes} className="mt3" />
      {!sendable(number.standing) && <Blocked contact={contact} number={number} {...ways} />}
    </>
  )
}
