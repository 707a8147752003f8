/** The list of contacts: verification is its main column. */
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Standing } from '#app/domain/contact/contact.ts'
import type { ContactId } from '#app/domain/ids.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { date, dayStart, shortDate } from '#renderer/format.ts'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { rowHeight } from '#renderer/parts/list/heights.ts'
import { Body, Cell, rowRole, Table, type Column } from '#renderer/parts/list/Table.tsx'
import type { Rows } from '#renderer/parts/list/useRows.ts'
import type { WindowOf } from '#renderer/parts/list/useWindow.ts'
import { today } from '#renderer/parts/list/when.ts'
import { Private } from '#renderer/parts/Private.tsx'

const text = words.contacts

type ContactTableProps = {
  readonly contacts: readonly ContactView[]
  readonly total: number
  /** Of a contact with several numbers, one that stands so is shown. */
  readonly standing: Standing | undefined
  readonly rows: Rows<ContactId>
  readonly shown: WindowOf
  readonly body: RefObject<HTMLTableSectionElement | null>
  /** Called when the end of what is loaded comes near. */
  readonly onEnd: () => void
}

const columns: readonly Column[] = [
  { title: text.columns.name },
  { title: text.columns.fax },
  { title: text.columns.verification },
  { title: text.columns.how, className: 'x1' },
  { title: text.columns.until, className: 'x2' },
  { title: text.columns.used, className: 'r x2' },
]

/** So many rows before the end, the next page is asked for. */
const ahead = 30

export function ContactTable({ contacts, total, standing, rows, shown, body, onEnd }: ContactTableProps) {
  const asked = useRef(0)
  useEffect(() => {
    if (contacts.length >= total || shown.to < contacts.length - ahead || asked.current === contacts.length) return
    asked.current = contacts.length
    onEnd()
  }, [contacts.length, total, shown.to, onEnd])
  return (
    <Table className="con" label={text.list} columns={columns} rowCount={total + 1}>
      <Body ref={body} shown={shown}>
        {contacts.slice(shown.from, shown.to).map((contact, index) => (
          <tr key={contact.id} {...rowRole(shown.from + index)} {...rows.props(contact.id)}>
            <Cells contact={contact} standing={standing} />
          </tr>
        ))}
      </Body>
    </Table>
  )
}

/** All rows of contacts are equally high. */
export const useContactHeights = (count: number): readonly number[] =>
  useMemo(() => Array.from({ length: count }, rowHeight), [count])

type CellsProps = { readonly contact: ContactView; readonly standing: Standing | undefined }

function Cells({ contact, standing }: CellsProps) {
  const number = contact.numbers.find((one) => one.standing === standing) ?? contact.numbers[0]
  const below = [contact.department, contact.person].filter((part) => part !== '').join(' · ')
  return (
    <>
      <Cell>
        <div className="row g3">
          <OrgMark name={contact.organisation} />
          <div className="grow">
            <div className="ell">
              <b className="med tsm">
                <Covered name={contact.organisation} />
              </b>
            </div>
            <div className="c2 ell">{below && <Private>{below}</Private>}</div>
          </div>
        </div>
      </Cell>
      <Cell className="tel">
        {number && shownNumber(number.e164)}
        {contact.numbers.length > 1 && <div className="c3 t2xs">{text.moreNumbers(contact.numbers.length - 1)}</div>}
      </Cell>
      <Cell>{number && <VerificationBadge number={number} />}</Cell>
      <Cell className="x1">
        <How contact={contact} number={number} />
      </Cell>
      <Cell className="x2 num c2 nowrap">{number?.until === undefined ? text.nothing : date(number.until)}</Cell>
      <Cell className="r c2 num nowrap x2">
        {contact.lastSentAt === undefined ? text.never : usedOn(contact.lastSentAt)}
      </Cell>
    </>
  )
}

const usedOn = (at: number): string => (dayStart(at) === today() ? text.today : shortDate(at))

function How({ contact, number }: { readonly contact: ContactView; readonly number: NumberView | undefined }) {
  const reason = number?.reason && <Private>{number.reason}</Private>
  return (
    <>
      <div className="ell">
        {reason ??
          (number?.evidence
            ? text.methods[number.evidence.method]
            : number?.doubt
              ? text.doubts[number.doubt]
              : text.nothing)}
      </div>
      <div className="c3 t2xs num ell">
        {number?.at === undefined ? text.added(date(contact.addedAt)) : date(number.at)}
      </div>
    </>
  )
}
