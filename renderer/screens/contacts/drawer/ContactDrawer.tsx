/** One contact: how its numbers stand and why, who vouched for them, and what one can do next. */
import { Archive, ArchiveRestore, Merge, Pencil, PenLine, Star, X } from 'lucide-react'
import { useState } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { sendable } from '#app/domain/contact/contact.ts'
import type { ContactId, NumberId } from '#app/domain/ids.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { Drawer } from '#renderer/parts/dialog/Drawer.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { asks, doAtOnce, Doing, type Act, type Asking } from './Doing.tsx'
import { Facts } from './Facts.tsx'
import { History } from './History.tsx'
import { NumberCard } from './NumberCard.tsx'

const text = words.contacts

type ContactDrawerProps = {
  readonly id: ContactId
  /** The number to begin with; otherwise the preferred one. */
  readonly numberId?: NumberId | undefined
  readonly focused: boolean
  readonly onClose: () => void
}

export function ContactDrawer({ id, numberId, focused, onClose }: ContactDrawerProps) {
  const { view, again } = useAnswer('contacts.read', { id }, ['contact.changed', 'contacts.imported'])
  return (
    <Drawer label={text.details} focused={focused} onClose={onClose}>
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && <Details contact={view.value} numberId={numberId} onClose={onClose} />}
    </Drawer>
  )
}

type DetailsProps = {
  readonly contact: ContactView
  readonly numberId: NumberId | undefined
  readonly onClose: () => void
}

function Details({ contact, numberId, onClose }: DetailsProps) {
  const [asking, setAsking] = useState<Asking>()
  const begin = (act: Act): void => {
    if (asks(act)) setAsking(act)
    else void doAtOnce(act)
  }
  const mayChange = useRight('contacts.change') && contact.archivedAt === undefined
  const numbers = contact.numbers.toSorted((a, b) => Number(b.id === numberId) - Number(a.id === numberId))
  return (
    <>
      <Head contact={contact} mayChange={mayChange} onAct={begin} onClose={onClose} />
      <div className="scroll grow" tabIndex={0} role="group" aria-label={text.details}>
        {numbers.map((number) => (
          <NumberCard
            key={number.id}
            number={number}
            several={numbers.length > 1}
            {...(mayChange ? { onAct: begin } : {})}
            onFax={() => void beginFax(contact, number)}
          />
        ))}
        <Facts contact={contact} />
        <History contact={contact} />
      </div>
      <Foot contact={contact} onAct={begin} onClose={onClose} />
      {asking && <Doing contact={contact} act={asking} onOver={() => setAsking(undefined)} />}
    </>
  )
}

type HeadProps = {
  readonly contact: ContactView
  readonly mayChange: boolean
  readonly onAct: (act: Act) => void
  readonly onClose: () => void
}

function Head({ contact, mayChange, onAct, onClose }: HeadProps) {
  const { id, organisation, department, person, favourite } = contact
  const below = [department, person].filter(Boolean).join(' · ')
  return (
    <div className="side-head">
      <OrgMark name={organisation} />
      <div className="grow">
        <h2 className="tmd semi">
          <Covered name={organisation} />
        </h2>
        {below && (
          <div className="txs c2">
            <Private>{below}</Private>
          </div>
        )}
      </div>
      <span className="end row">
        <IconButton
          icon={Star}
          label={text.favourite}
          pressed={favourite}
          className={favourite ? 'starred' : ''}
          onClick={() => void call('contacts.favourite', { id, favourite: !favourite }).then(sayFault)}
        />
        {mayChange && <IconButton icon={Pencil} label={text.edit} onClick={() => onAct({ what: 'change' })} />}
        <IconButton icon={X} label={text.close} onClick={onClose} />
      </span>
    </div>
  )
}

type FootProps = Omit<HeadProps, 'mayChange'>

function Foot({ contact, onAct, onClose }: FootProps) {
  const maySend = useRight('fax.send')
  const mayChange = useRight('contacts.change')
  const { id, numbers, archivedAt } = contact
  const ready = numbers.find((number) => sendable(number.standing))
  if (archivedAt !== undefined) {
    // What was merged into another contact comes back by taking the merge back.
    if (!mayChange || numbers.length === 0) return null
    return (
      <div className="side-foot">
        <Button
          icon={ArchiveRestore}
          className="grow"
          onClick={() => void call('contacts.restore', { id }).then(sayFault)}
        >
          {text.archive.restore}
        </Button>
      </div>
    )
  }
  if (!(maySend || mayChange)) return null
  return (
    <div className="side-foot">
      {maySend && (
        <Button
          icon={PenLine}
          className="grow"
          disabled={!ready}
          {...(ready ? {} : { title: text.newFaxWhy })}
          onClick={() => ready && void beginFax(contact, ready)}
        >
          {text.newFax}
        </Button>
      )}
      {mayChange && (
        <>
          <IconButton icon={Merge} size="md" label={text.merge.open} onClick={() => onAct({ what: 'merge' })} />
          <IconButton icon={Archive} size="md" label={text.archive.act} onClick={() => void archive(id, onClose)} />
        </>
      )}
    </div>
  )
}

async function archive(id: ContactId, onDone: () => void): Promise<void> {
  const outcome = await call('contacts.archive', { id })
  const { show } = useToasts.getState()
  if (!outcome.ok) return show({ tone: 'bad', text: faultText(outcome.fault) })
  onDone()
  if (outcome.value.became === 'removed') return show({ tone: 'ok', text: text.archive.removed })
  const run = (): void => void call('contacts.restore', { id }).then(sayFault)
  show({ tone: 'ok', text: text.archive.archived, action: { label: words.common.undo, run } })
}

function sayFault(outcome: Awaited<ReturnType<typeof call>>): void {
  if (!outcome.ok) useToasts.getState().show({ tone: 'bad', text: faultText(outcome.fault) })
}

/** A new draft to this number, and on to it. */
async function beginFax({ defaultPurpose }: ContactView, { id }: NumberView): Promise<void> {
  const made = await call('drafts.create', {})
  const saved = made.ok
    ? await call('drafts.save', {
        id: made.value.id,
        revision: made.value.revision,
        content: { ...made.value.content, numberId: id, purpose: made.value.content.purpose ?? defaultPurpose },
      })
    : made
  if (saved.ok) useNavigation.getState().go({ screen: 'send', draftId: saved.value.id })
  else useToasts.getState().show({ tone: 'bad', text: faultText(saved.fault) })
}
