/** A group being made or changed: its name, who is in it and by which number. Found by typing, kept on Save. */
import { UsersRound, X } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { GroupView } from '#app/contract/book/groups.ts'
import { recipientsAtMost } from '#app/domain/contact/group.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import type { NumberId } from '#app/domain/ids.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { CellSelect } from '#renderer/parts/form/Select.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { Covered } from './Covered.tsx'
import { VerificationBadge } from './VerificationBadge.tsx'

const text = words.groups.form
const shownAtMost = 6

export type Member = { readonly numberId: NumberId; readonly contact: ContactView }

type GroupDialogProps = {
  /** Changed; without it a new one is made. */
  readonly group?: GroupView
  /** Whom it begins with. */
  readonly members?: readonly Member[]
  readonly onClose: () => void
}

export function GroupDialog({ group, members: first = group?.members ?? [], onClose }: GroupDialogProps) {
  const [name, setName] = useState(group?.name ?? '')
  const [members, setMembers] = useState<readonly Member[]>(first)
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const save = async (): Promise<void> => {
    setAsked(true)
    if (name.trim() === '') return
    const fields = { name, numberIds: members.map(({ numberId }) => numberId) }
    const outcome = group
      ? await call('groups.change', { id: group.id, revision: group.revision, ...fields })
      : await call('groups.make', fields)
    if (!outcome.ok) return setFault(outcome.fault)
    onClose()
    useToasts.getState().show({ tone: 'ok', text: group ? text.saved : text.made })
  }
  const take = (contact: ContactView): void => {
    const [number] = contact.numbers
    if (!number) return
    setMembers([...members, { contact, numberId: number.id }])
    setSaid(text.added(contact.organisation))
  }
  return (
    <ActDialog
      title={group ? text.changeTitle : text.makeTitle}
      lead={text.lead}
      icon={UsersRound}
      className="group-dialog"
      onClose={onClose}
      act={group ? text.save : text.make}
      onAct={() => void save()}
    >
      <div className="col g3">
        {fault && <FaultNote fault={fault} />}
        <Field
          label={text.name}
          value={name}
          maxLength={80}
          first
          error={asked && name.trim() === '' ? text.missing : undefined}
          onChange={setName}
        />
        <Members members={members} onChange={setMembers} />
        {members.length < recipientsAtMost ? (
          <Finding members={members} onTake={take} />
        ) : (
          <p className="txs c2">{text.full}</p>
        )}
        <p className="sr" role="status">
          {said}
        </p>
      </div>
    </ActDialog>
  )
}

type MembersProps = { readonly members: readonly Member[]; readonly onChange: (members: readonly Member[]) => void }

function Members({ members, onChange }: MembersProps) {
  if (members.length === 0) return null
  return (
    <ul className="several" aria-label={text.members}>
      {members.map(({ contact, numberId }) => (
        <li key={contact.id + numberId} className="several-one">
          <div className="grow min0">
            <b className="med tsm ell">
              <Covered name={contact.organisation} />
            </b>
            <div className="t2xs c2 ell">
              <Private>{[contact.department, contact.person].filter(Boolean).join(' · ')}</Private>
            </div>
          </div>
          <WhichNumber
            member={{ contact, numberId }}
            onChoose={(other) =>
              onChange(members.map((one) => (one.numberId === numberId ? { contact, numberId: other } : one)))
            }
          />
          <IconButton
            icon={X}
            label={text.leave(contact.organisation)}
            onClick={() => onChange(members.filter((one) => one.numberId !== numberId))}
          />
        </li>
      ))}
    </ul>
  )
}

type WhichProps = { readonly member: Member; readonly onChoose: (numberId: NumberId) => void }

/** The number by which a contact is in the group; said where it is in use no more. */
function WhichNumber({ member: { contact, numberId }, onChoose }: WhichProps) {
  const number = contact.numbers.find(({ id }) => id === numberId)
  const options = contact.numbers.map(({ id, e164, label }) => ({
    value: id,
    label: [shownNumber(e164), label].filter(Boolean).join(' · '),
  }))
  return (
    <div className="several-number">
      {number && options.length === 1 ? (
        <span className="tel txs">{shownNumber(number.e164)}</span>
      ) : (
        <CellSelect
          label={text.which(contact.organisation)}
          value={numberId}
          options={number ? options : [{ value: numberId, label: words.groups.send.gone }, ...options]}
          onChange={onChoose}
        />
      )}
      {number ? <VerificationBadge number={number} /> : <p className="t2xs c-bad">{text.gone}</p>}
    </div>
  )
}

type FindingProps = { readonly members: readonly Member[]; readonly onTake: (contact: ContactView) => void }

function Finding({ members, onTake }: FindingProps) {
  const [typed, setTyped] = useState('')
  const field = useRef<HTMLInputElement>(null)
  return (
    <div className="col g2">
      <Field
        ref={field}
        label={text.find}
        value={typed}
        maxLength={120}
        placeholder={text.findHint}
        onChange={setTyped}
      />
      {typed.trim() !== '' && (
        <Found
          typed={typed}
          members={members}
          onTake={(contact) => {
            onTake(contact)
            setTyped('')
            field.current?.focus()
          }}
        />
      )}
    </div>
  )
}

function Found({ typed, members, onTake }: FindingProps & { readonly typed: string }) {
  const asked = useDeferredValue(typed)
  const { view } = useAnswer('contacts.search', { text: asked, limit: shownAtMost + members.length, offset: 0 })
  if (view.at === 'faulted') return <FaultNote fault={view.fault} />
  if (view.at !== 'shown') return null
  const there = new Set(members.map(({ contact }) => contact.id))
  const others = view.value.contacts.filter(({ id }) => !there.has(id)).slice(0, shownAtMost)
  if (others.length === 0) return <p className="txs c2">{text.none}</p>
  return (
    <ul className="several found" aria-label={text.found}>
      {others.map((contact) => (
        <li key={contact.id}>
          <button type="button" className="several-one several-take" onClick={() => onTake(contact)}>
            <span className="grow min0 ell">
              <span className="sr">{text.add('')}</span>
              <b className="med tsm">
                <Covered name={contact.organisation} />
              </b>{' '}
              <span className="c2 t2xs">
                <Private>{[contact.department, contact.person].filter(Boolean).join(' · ')}</Private>
              </span>
            </span>
            <span className="tel c2 t2xs">{contact.numbers[0] && shownNumber(contact.numbers[0].e164)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
