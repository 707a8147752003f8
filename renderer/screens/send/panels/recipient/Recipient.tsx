/** Whom the fax goes to: chosen among contacts, and verified, or approved once, before it may go. */
import { Plus } from 'lucide-react'
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { ContactView, LookAlike, NumberView } from '#app/contract/book/contacts.ts'
import { words } from '#app/words/index.ts'
import { on } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import type { Compose } from '../../compose.ts'
import type { ComposeState } from '../../compose-state.ts'
import { useCompose } from '../../useCompose.ts'
import { Mark } from '../Step.tsx'
import { checkOf, markOf } from '../standing.ts'
import type { Chosen } from './Blocked.tsx'
import { Destination } from './Destination.tsx'
import { Forms, type Doing } from './Forms.tsx'
import { Picker } from './Picker.tsx'
import { GroupChoice } from './several/GroupChoice.tsx'

type RecipientProps = {
  readonly compose: Compose
  readonly panel: RefObject<HTMLElement | null>
  /** Asks for another recipient besides. */
  readonly onAlso: () => void
}

export function Recipient({ compose, panel, onAlso }: RecipientProps) {
  const [doing, setDoing] = useState<Doing>({ at: 'shown' })
  const { chosen, choose } = useChosen(compose)
  const { section, settle } = useSettledFocus()
  const covered = doing.at === 'approve'
  useCoveredPages(section, covered)
  const rest = (): void => {
    settle()
    setDoing({ at: 'shown' })
  }
  const took = (contact: ContactView, number: NumberView | undefined): void => {
    if (number) choose(contact, number)
    rest()
  }
  const other = (): void => setDoing({ at: 'choosing' })
  // What main says of the draft, as long as it is of this number.
  const own = ({ view }: ComposeState): boolean => view.content.numberId === chosen?.number.id
  const lookAlikes = useCompose(compose, (state) => (own(state) ? state.view.lookAlikes : none))
  const approval = useCompose(compose, (state) => (own(state) ? state.view.approval : undefined))
  const picking = !chosen || doing.at === 'choosing'
  return (
    <section ref={section} className="step open recipient" aria-labelledby="send-recipient">
      <Head compose={compose} chosen={chosen !== undefined} {...(picking ? {} : { onChange: other })} />
      <div className="step-body">
        {picking ? (
          <>
            <Picker
              panel={panel}
              eager={doing.at === 'choosing'}
              onChoose={took}
              onAdd={(typed) => setDoing({ at: 'adding', typed })}
              onType={(typed) => setDoing({ at: 'typing-number', typed })}
              {...(chosen ? { onLeave: rest } : {})}
            />
            <GroupChoice compose={compose} />
          </>
        ) : (
          <Destination
            {...chosen}
            lookAlikes={lookAlikes}
            approval={approval}
            covered={covered}
            onWay={(way) => setDoing({ at: way })}
            onNumber={(number) => took(chosen.contact, number)}
            onOther={other}
          />
        )}
        {!picking && !covered && (
          <Button kind="quiet" size="sm" icon={Plus} className="mt2" onClick={onAlso}>
            {words.groups.send.also}
          </Button>
        )}
      </div>
      <Forms compose={compose} doing={doing} chosen={chosen} onDone={took} onCancel={rest} />
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

/** Where the focus goes when a choice is made: to the way out of a block, or to Change; not away from who went on meanwhile. */
function useSettledFocus() {
  const section = useRef<HTMLElement>(null)
  const asked = useRef(false)
  useEffect(() => {
    if (!asked.current) return
    const own = section.current
    const next = own?.querySelector<HTMLElement>('.way') ?? own?.querySelector<HTMLElement>('.change')
    asked.current = !next
    if (document.activeElement === document.body || own?.contains(document.activeElement)) next?.focus()
  })
  return { section, settle: () => void (asked.current = true) }
}

/** The cover sheet has the number on it: the pages are not on the screen either while its digits are asked for. */
function useCoveredPages(section: RefObject<HTMLElement | null>, covered: boolean): void {
  useEffect(() => {
    const pages = section.current?.closest('.compose')
    pages?.toggleAttribute('data-covered', covered)
    return () => pages?.removeAttribute('data-covered')
  }, [section, covered])
}

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
