/** Contacts out of use: faxes refer to them, so they stay, and can be restored. */
import { Archive } from 'lucide-react'
import type { ContactId } from '#app/domain/ids.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { date } from '#renderer/format.ts'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Body, Cell, rowRole, Table, type Column } from '#renderer/parts/list/Table.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'

const text = words.contacts

const columns: readonly Column[] = [
  { title: text.columns.name },
  { title: text.columns.fax },
  { title: text.archivedOn },
  { title: text.columns.used, className: 'r x2' },
]

type ArchivedViewProps = { readonly opened: ContactId | undefined; readonly onOpen: (id: ContactId) => void }

export function ArchivedView({ opened, onOpen }: ArchivedViewProps) {
  const { view, again } = useAnswer('contacts.archived', {}, ['contact.changed', 'contacts.imported'])
  const contacts = view.at === 'shown' ? view.value.contacts : []
  return (
    <div className="list scroll">
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && contacts.length === 0 && (
        <Empty icon={Archive} title={text.archivedNone}>
          {text.archivedNoneText}
        </Empty>
      )}
      {contacts.length > 0 && (
        <Table className="arc" label={text.views.archived} columns={columns}>
          <Body>
            {contacts.map(({ id, organisation, department, person, numbers, archivedAt, lastSentAt }, place) => (
              <tr key={id} {...rowRole(place)} aria-selected={opened === id || undefined}>
                <Cell>
                  <button type="button" className="btn link row-name" onClick={() => onOpen(id)}>
                    <Covered name={organisation} />
                  </button>
                  <div className="c2 ell">
                    <Private>{[department, person].filter(Boolean).join(' · ')}</Private>
                  </div>
                </Cell>
                <Cell className="tel">{numbers[0] ? shownNumber(numbers[0].e164) : text.nothing}</Cell>
                <Cell className="num c2">{archivedAt === undefined ? text.nothing : date(archivedAt)}</Cell>
                <Cell className="r x2 num c2">{lastSentAt === undefined ? text.never : date(lastSentAt)}</Cell>
              </tr>
            ))}
          </Body>
        </Table>
      )}
    </div>
  )
}
