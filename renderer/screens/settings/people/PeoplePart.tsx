/** Who signs in here, and what their roles allow. */
import { CircleCheck, CircleSlash, Ellipsis, PenLine, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { PersonView } from '#app/contract/people/people.ts'
import type { SessionView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { dateClock, date } from '#renderer/format.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useRoleNames } from '#renderer/state/session.ts'
import { AddPerson } from './AddPerson.tsx'
import { ChangePerson } from './ChangePerson.tsx'
import { RoleNames } from './RoleNames.tsx'
import { RolesTable } from './RolesTable.tsx'
import { PartHead } from '../PartHead.tsx'

const w = words.people

type Open = { readonly at: 'nothing' | 'adding' | 'naming' } | { readonly at: 'changing'; readonly person: PersonView }

export function PeoplePart({ session }: { readonly session: SessionView }) {
  const { view, again } = useAnswer('people.list', {})
  const [open, setOpen] = useState<Open>({ at: 'nothing' })
  const close = (): void => setOpen({ at: 'nothing' })
  const done = (): void => {
    close()
    void again()
  }
  return (
    <>
      <PartHead
        title={w.title}
        lead={w.lead}
        action={
          <Button kind="primary" icon={UserPlus} onClick={() => setOpen({ at: 'adding' })}>
            {w.add}
          </Button>
        }
      />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <PeopleTable
          people={view.value.people}
          own={session.person.id}
          onChange={(person) => setOpen({ at: 'changing', person })}
        />
      )}
      <div className="row g2 mt6 mb2">
        <h3 className="tlg grow">{w.table}</h3>
        <Button size="sm" icon={PenLine} onClick={() => setOpen({ at: 'naming' })}>
          {w.rename}
        </Button>
      </div>
      <RolesTable />
      {open.at === 'naming' && <RoleNames session={session} onClose={close} />}
      {open.at === 'adding' && <AddPerson onClose={close} onDone={done} />}
      {open.at === 'changing' && <ChangePerson person={open.person} onClose={close} onDone={done} />}
    </>
  )
}

type PeopleTableProps = {
  readonly people: readonly PersonView[]
  readonly own: string
  readonly onChange: (person: PersonView) => void
}

const PeopleTable = ({ people, own, onChange }: PeopleTableProps) => (
  <div className="tcard">
    <table className="grid people">
      <colgroup>
        <col />
        <col className="col-role" />
        <col className="col-sign-in" />
        <col className="col-state" />
        <col className="col-more" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{w.name}</th>
          <th scope="col">{w.role}</th>
          <th scope="col">{w.signIn}</th>
          <th scope="col">{w.state}</th>
          <th scope="col">
            <span className="sr">{w.more}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonRow key={person.id} person={person} own={person.id === own} onChange={() => onChange(person)} />
        ))}
      </tbody>
    </table>
  </div>
)

type PersonRowProps = { readonly person: PersonView; readonly own: boolean; readonly onChange: () => void }

function PersonRow({ person, own, onChange }: PersonRowProps) {
  const { disabledAt, lastSignInAt } = person
  const names = useRoleNames()
  return (
    <tr>
      <td>
        <span className="row g3">
          <Avatar initials={person.initials} tint={person.tint} />
          <b className="med ell">{person.name}</b>
          {own && <span className="c3 t2xs">{w.you}</span>}
        </span>
      </td>
      <td>{person.roles.map((role) => names[role]).join(', ')}</td>
      <td className="c2 num">
        {lastSignInAt === undefined ? w.never : dateClock(lastSignInAt)}
        {person.secondFactor && <span className="c3 t2xs"> · {w.withCode}</span>}
      </td>
      <td>
        {disabledAt === undefined ? (
          <span className="st ok">
            <CircleCheck className="i" aria-hidden />
            {w.active}
          </span>
        ) : (
          <span className="st">
            <CircleSlash className="i" aria-hidden />
            {w.disabled(date(disabledAt))}
          </span>
        )}
      </td>
      <td>
        <IconButton icon={Ellipsis} label={w.change(person.name)} onClick={onChange} />
      </td>
    </tr>
  )
}
