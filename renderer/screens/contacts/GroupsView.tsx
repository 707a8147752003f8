/** Groups: saved lists of recipients, whether they can be sent to now, and a fax to all of one. */
import { Pencil, PenLine, Trash2, UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { GroupView } from '#app/contract/book/groups.ts'
import { sendable } from '#app/domain/contact/contact.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { GroupDialog } from '#renderer/parts/contact/GroupDialog.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Body, Cell, rowRole, Table, type Column } from '#renderer/parts/list/Table.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const text = words.groups

const columns: readonly Column[] = [
  { title: text.columns.name },
  { title: text.columns.members },
  { title: text.columns.ready },
  { title: text.columns.changed, className: 'x1' },
  { title: text.columns.acts, quiet: true },
]

export function GroupsView() {
  const mayChange = useRight('contacts.change')
  const { view, again } = useAnswer('groups.list', {}, ['groups.changed', 'contact.changed', 'contacts.imported'])
  const [open, setOpen] = useState<GroupView | 'new'>()
  const groups = view.at === 'shown' ? view.value.groups : []
  const make = mayChange && (
    <Button icon={UsersRound} size="sm" onClick={() => setOpen('new')}>
      {text.add}
    </Button>
  )
  return (
    <>
      {groups.length > 0 && <div className="toolbar">{make}</div>}
      <div className="list scroll grow">
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
        {view.at === 'shown' && groups.length === 0 && (
          <Empty icon={UsersRound} title={text.empty.title} action={make}>
            {text.empty.text}
          </Empty>
        )}
        {groups.length > 0 && (
          <Table className="grp" label={text.title} columns={columns}>
            <Body>
              {groups.map((group, place) => (
                <tr key={group.id} {...rowRole(place)}>
                  <Cells group={group} mayChange={mayChange} onOpen={() => setOpen(group)} />
                </tr>
              ))}
            </Body>
          </Table>
        )}
      </div>
      {open && <GroupDialog {...(open === 'new' ? {} : { group: open })} onClose={() => setOpen(undefined)} />}
    </>
  )
}

type CellsProps = { readonly group: GroupView; readonly mayChange: boolean; readonly onOpen: () => void }

function Cells({ group, mayChange, onOpen }: CellsProps) {
  const maySend = useRight('fax.send')
  const { name, members, changedAt, changedByShortName } = group
  const ready = members.filter(({ number }) => number && sendable(number.standing)).length
  return (
    <>
      <Cell>
        <button
          type="button"
          className="btn link row-name"
          aria-disabled={!mayChange || undefined}
          onClick={mayChange ? onOpen : undefined}
        >
          {name}
        </button>
        <div className="c2 ell">
          <Private>{members.map(({ contact }) => contact.organisation).join(', ') || text.noneYet}</Private>
        </div>
      </Cell>
      <Cell className="num">{text.recipients(members.length)}</Cell>
      <Cell className={ready < members.length ? 'c-warn' : 'c2'}>
        {members.length === 0
          ? words.contacts.nothing
          : ready === members.length
            ? text.allReady
            : text.someReady(ready, members.length)}
      </Cell>
      <Cell className="x1 c2">{text.changed(date(changedAt), changedByShortName)}</Cell>
      <Cell className="r">
        <span className="row">
          {maySend && (
            <IconButton
              icon={PenLine}
              label={text.newFax(name)}
              disabled={members.length === 0}
              onClick={() => void beginFax(group)}
            />
          )}
          {mayChange && <IconButton icon={Pencil} label={text.form.changeTitle} onClick={onOpen} />}
          {mayChange && <IconButton icon={Trash2} label={text.remove(name)} onClick={() => void remove(group)} />}
        </span>
      </Cell>
    </>
  )
}

const { show } = useToasts.getState()

/** The list goes at once; within the notice it can be made again as it was. */
async function remove({ id, name, members }: GroupView): Promise<void> {
  const outcome = await call('groups.remove', { id })
  if (!outcome.ok) return show({ tone: 'bad', text: faultText(outcome.fault) })
  const again = async (): Promise<void> => {
    const made = await call('groups.make', { name, numberIds: members.map(({ numberId }) => numberId) })
    if (!made.ok) show({ tone: 'bad', text: faultText(made.fault) })
  }
  show({ tone: 'ok', text: text.removed, action: { label: words.common.undo, run: () => void again() } })
}

/** A new draft to everybody in the group, and on to it. */
async function beginFax({ members }: GroupView): Promise<void> {
  const made = await call('drafts.create', {})
  const [first, ...others] = members.map(({ numberId }) => numberId)
  const saved = made.ok
    ? await call('drafts.save', {
        id: made.value.id,
        revision: made.value.revision,
        content: { ...made.value.content, numberId: first ?? null, others },
      })
    : made
  if (saved.ok) useNavigation.getState().go({ screen: 'send', draftId: saved.value.id })
  else show({ tone: 'bad', text: faultText(saved.fault) })
}
