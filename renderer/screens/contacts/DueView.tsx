/** What has to be checked again: numbers that end soon, have ended, wait for something, or are doubted. */
import { CalendarCheck, Printer } from 'lucide-react'
import { useState } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Output } from '#app/contract/index.ts'
import type { ReportView } from '#app/contract/record/reports.ts'
import type { ContactId, NumberId } from '#app/domain/ids.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { ChipSelect } from '#renderer/parts/form/Select.tsx'
import { Body, Cell, rowRole, Table, type Column } from '#renderer/parts/list/Table.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useToasts } from '#renderer/state/toasts.ts'
import { SheetsDialog } from './SheetsDialog.tsx'

const text = words.contacts
const spans = ['30', '60', '90'] as const
type Span = (typeof spans)[number]

export type Opening = { readonly id: ContactId; readonly numberId: NumberId }

type DueViewProps = { readonly opened: ContactId | undefined; readonly onOpen: (opening: Opening) => void }

type Due = Output<'contacts.due'>['due']

export function DueView({ opened, onOpen }: DueViewProps) {
  const [days, setDays] = useState<Span>('30')
  const { view, again } = useAnswer('contacts.due', { days: Number(days) }, ['contact.changed', 'contacts.imported'])
  const [left, setLeft] = useState<ReadonlySet<NumberId>>(new Set())
  const [sheets, setSheets] = useState<ReportView>()
  const due = view.at === 'shown' ? view.value.due : []
  const chosen = due.filter(({ numberId }) => !left.has(numberId))
  const print = async (): Promise<void> => {
    const outcome = await call('reports.callBackSheets', { numberIds: chosen.map(({ numberId }) => numberId) })
    if (outcome.ok) setSheets(outcome.value)
    else useToasts.getState().show({ tone: 'bad', text: faultText(outcome.fault) })
  }
  return (
    <>
      <div className="toolbar">
        <ChipSelect
          label={text.due.within}
          value={days}
          options={spans.map((value) => ({ value, label: text.due.days(Number(value)) }))}
          onChange={setDays}
        />
        {view.at === 'shown' && (
          <span className="txs c2" role="status">
            {text.due.count(view.value.total)}
            {view.value.total > due.length && ` · ${text.due.more(due.length, view.value.total)}`}
          </span>
        )}
        <span className="end row g2">
          {due.length > 0 && <span className="txs c3">{text.due.chosen(chosen.length)}</span>}
          <Button size="sm" icon={Printer} disabled={chosen.length === 0} onClick={() => void print()}>
            {text.due.sheets}
          </Button>
        </span>
      </div>
      <div className="list scroll">
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
        {view.at === 'shown' && due.length === 0 && (
          <Empty icon={CalendarCheck} title={text.due.none}>
            {text.due.noneText}
          </Empty>
        )}
        {due.length > 0 && <DueTable due={due} left={left} onLeave={setLeft} opened={opened} onOpen={onOpen} />}
      </div>
      {sheets && <SheetsDialog report={sheets} onClose={() => setSheets(undefined)} />}
    </>
  )
}

const columns: readonly Column[] = [
  { title: text.due.choose, quiet: true },
  { title: text.columns.name },
  { title: text.columns.fax },
  { title: text.columns.verification },
  { title: text.columns.until, className: 'x2' },
]

type DueTableProps = DueViewProps & {
  readonly due: Due
  /** Those that are not printed. */
  readonly left: ReadonlySet<NumberId>
  readonly onLeave: (left: ReadonlySet<NumberId>) => void
}

const DueTable = ({ due, left, onLeave, opened, onOpen }: DueTableProps) => (
  <Table className="due" label={text.views.due} columns={columns}>
    <Body>
      {due.map(({ contact, numberId }, place) => {
        const number = contact.numbers.find(({ id }) => id === numberId)
        if (!number) return null
        const toggle = (): void => {
          const next = new Set(left)
          if (!next.delete(numberId)) next.add(numberId)
          onLeave(next)
        }
        return (
          <tr key={numberId} {...rowRole(place)} aria-selected={opened === contact.id || undefined}>
            <Cell>
              <input
                type="checkbox"
                className="row-check"
                aria-label={text.due.chooseOne(contact.organisation)}
                checked={!left.has(numberId)}
                onChange={toggle}
              />
            </Cell>
            <DueCells contact={contact} number={number} onOpen={() => onOpen({ id: contact.id, numberId })} />
          </tr>
        )
      })}
    </Body>
  </Table>
)

type DueCellsProps = { readonly contact: ContactView; readonly number: NumberView; readonly onOpen: () => void }

function DueCells({ contact, number, onOpen }: DueCellsProps) {
  const below = [contact.department, contact.person].filter(Boolean).join(' · ')
  return (
    <>
      <Cell>
        <button type="button" className="btn link row-name" onClick={onOpen}>
          <Covered name={contact.organisation} />
        </button>
        <div className="c2 ell">{below && <Private>{below}</Private>}</div>
      </Cell>
      <Cell className="tel">{shownNumber(number.e164)}</Cell>
      <Cell>
        <VerificationBadge number={number} />
      </Cell>
      <Cell className="x2 num c2 nowrap">{number.until === undefined ? text.nothing : date(number.until)}</Cell>
    </>
  )
}
