/** The list of contacts: verification is its main column. */
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import type { ContactView, NumberView } from '#app/contract/contacts.ts'
import type { ContactId } from '#app/domain/ids.ts'
import { shownNumber } from '#app/domain/phone.ts'
import { words } from '#app/words/index.ts'
import { date, dayStart, shortDate } from '#renderer/format.ts'
import { Covered, OrgMark } from '#renderer/parts/contact/Covered.tsx'
import { VerificationBadge } from '#renderer/parts/contact/VerificationBadge.tsx'
import { rowHeight } from '#renderer/parts/list/heights.ts'
import type { Rows } from '#renderer/parts/list/useRows.ts'
import type { WindowOf } from '#renderer/parts/list/useWindow.ts'
import { Private } from '#renderer/parts/Private.tsx'

const text = words.contacts

type ContactTableProps = {
  readonly contacts: readonly ContactView[]
  readonly total: number
  readonly rows: Rows<ContactId>
  readonly shown: WindowOf
  readonly body: RefObject<HTMLTableSectionElement | null>
  /** Called when the end of what is loaded comes near. */
  readonly onEnd: () => void
}

/** So many rows before the end, the next page is asked for. */
const ahead = 30

export function ContactTable({ contacts, total, rows, shown, body, onEnd }: ContactTableProps) {
  const asked = useRef(0)
  useEffect(() => {
    if (contacts.length >= total || shown.to < contacts.length - ahead || asked.current === contacts.length) return
    asked.current = contacts.length
    onEnd()
  }, [contacts.length, total, shown.to, onEnd])
  return (
    <table role="table" className="rows con" aria-label={text.list} aria-rowcount={total + 1}>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          <th role="columnheader">{text.columns.name}</th>
          <th role="columnheader">{text.columns.fax}</th>
          <th role="columnheader">{text.columns.verification}</th>
          <th role="columnheader" className="x1">
            {text.columns.how}
          </th>
          <th role="columnheader" className="x2">
            {text.columns.until}
          </th>
          <th role="columnheader" className="r x2">
            {text.columns.used}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" ref={body} style={{ paddingTop: shown.before, paddingBottom: shown.after }}>
        {contacts.slice(shown.from, shown.to).map((contact, index) => (
          <tr key={contact.id} role="row" aria-rowindex={shown.from + index + 2} {...rows.props(contact.id)}>
            <Cells contact={contact} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** All rows of contacts are equally high. */
export const useContactHeights = (count: number): readonly number[] =>
  useMemo(() => Array.from({ length: count }, rowHeight), [count])

function Cells({ contact }: { readonly contact: ContactView }) {
  const [number] = contact.numbers
  const below = [contact.department, contact.person].filter((part) => part !== '').join(' · ')
  return (
    <>
      <td role="cell">
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
      </td>
      <td role="cell" className="tel">
        {number && shownNumber(number.e164)}
      </td>
      <td role="cell">{number && <VerificationBadge number={number} />}</td>
      <td role="cell" className="x1">
        <How contact={contact} number={number} />
      </td>
      <td role="cell" className="x2 num c2 nowrap">
        {number?.until === undefined ? text.nothing : date(number.until)}
      </td>
      <td role="cell" className="r c2 num nowrap x2">
        {contact.lastSentAt === undefined ? text.never : usedOn(contact.lastSentAt)}
      </td>
    </>
  )
}

const usedOn = (at: number): string => (dayStart(at) === dayStart(Date.now()) ? text.today : shortDate(at))

function How({ contact, number }: { readonly contact: ContactView; readonly number: NumberView | undefined }) {
  const method = number?.method ? text.calledBack : number?.standing === 'revoked' ? text.stoppedHere : text.nothing
  return (
    <>
      <div className="ell">{method}</div>
      <div className="c3 t2xs num ell">
        {number?.at === undefined ? text.added(date(contact.addedAt)) : date(number.at)}
      </div>
    </>
  )
}
