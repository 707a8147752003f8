/** The list of faxes under their heads. Only the rows near the screen are drawn. */
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import type { FaxCounts, FaxFilter, FaxSummary } from '#app/contract/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { shownNumber } from '#app/domain/phone.ts'
import { words } from '#app/words/index.ts'
import { clock, dayStart, number, shortDate, weekday } from '#renderer/format.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { FaxStatus } from '#renderer/parts/FaxStatus.tsx'
import { groupHeight, rowHeight } from '#renderer/parts/list/heights.ts'
import type { Rows } from '#renderer/parts/list/useRows.ts'
import type { WindowOf } from '#renderer/parts/list/useWindow.ts'
import { Private } from '#renderer/parts/Private.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import type { Group } from './fax-lists.ts'

const text = words.deliveryScreen

/** One row to draw: a head, or a fax. */
export type Item =
  | { readonly kind: 'head'; readonly key: string; readonly title: string; readonly count: number | undefined }
  | { readonly kind: 'fax'; readonly fax: FaxSummary }

function headOf(group: Group, counts: FaxCounts, filter: FaxFilter): Extract<Item, { kind: 'head' }> {
  const head = { kind: 'head', key: group.name, count: undefined } as const
  switch (group.name) {
    case 'needs-you':
      return { ...head, title: text.groups.needsYou, count: counts.needsYou }
    case 'in-progress':
      return { ...head, title: text.groups.inProgress, count: counts.inProgress }
    case 'day':
      return { ...head, key: String(group.day), title: dayTitle(group.day, filter) }
  }
}

function dayTitle(day: number, filter: FaxFilter): string {
  const today = dayStart(Date.now())
  if (day === today) return text.groups.today[filter]
  return day === dayStart(today - 1) ? text.groups.yesterday : weekday(day)
}

export const itemsOf = (groups: readonly Group[], counts: FaxCounts, filter: FaxFilter): readonly Item[] =>
  groups.flatMap((group) => [headOf(group, counts, filter), ...group.faxes.map((fax): Item => ({ kind: 'fax', fax }))])

export const useItemHeights = (items: readonly Item[]): readonly number[] =>
  useMemo(() => {
    const [head, row] = [groupHeight(), rowHeight()]
    return items.map((item) => (item.kind === 'head' ? head : row))
  }, [items])

type FaxTableProps = {
  readonly items: readonly Item[]
  readonly rows: Rows<FaxId>
  readonly shown: WindowOf
  readonly body: RefObject<HTMLTableSectionElement | null>
  readonly more: boolean
  /** Called when the end of what is loaded comes near. */
  readonly onEnd: () => void
}

/** So many rows before the end, the next page is asked for. */
const ahead = 30

export function FaxTable({ items, rows, shown, body, more, onEnd }: FaxTableProps) {
  const asked = useRef<readonly Item[]>(undefined)
  useEffect(() => {
    if (!more || shown.to < items.length - ahead || asked.current === items) return
    asked.current = items
    onEnd()
  }, [more, shown.to, items, onEnd])
  return (
    <table role="table" className="rows del" aria-label={text.list} aria-rowcount={more ? -1 : items.length + 1}>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          <th role="columnheader">{text.columns.status}</th>
          <th role="columnheader">{text.columns.recipient}</th>
          <th role="columnheader" className="x1">
            {text.columns.regarding}
          </th>
          <th role="columnheader" className="r">
            {text.columns.pages}
          </th>
          <th role="columnheader" className="x2">
            {text.columns.sentBy}
          </th>
          <th role="columnheader" className="r">
            {text.columns.time}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" ref={body} style={{ paddingTop: shown.before, paddingBottom: shown.after }}>
        {items.slice(shown.from, shown.to).map((item, index) =>
          item.kind === 'head' ? (
            <tr key={item.key} role="row" className="group" aria-rowindex={shown.from + index + 2}>
              <td role="cell" aria-colspan={6}>
                <span className="row g2">
                  {item.title}
                  {item.count !== undefined && <span className="c3 num group-n">{number(item.count)}</span>}
                </span>
              </td>
            </tr>
          ) : (
            <tr key={item.fax.id} role="row" aria-rowindex={shown.from + index + 2} {...rows.props(item.fax.id)}>
              <Cells fax={item.fax} />
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}

function Cells({ fax }: { readonly fax: FaxSummary }) {
  const { recipient, sentBy } = fax
  return (
    <>
      <td role="cell">
        <FaxStatus state={fax.state} pages={fax.pages} />
      </td>
      <td role="cell">
        <div className="row g2">
          <b className="med tsm ell">
            <Covered name={recipient.organisation} />
          </b>
          {fax.training && <TrainingMark />}
        </div>
        <div className="c2 ell">
          {recipient.department && (
            <>
              <Private>{recipient.department}</Private>
              {' · '}
            </>
          )}
          <span className="tel">{shownNumber(recipient.e164)}</span>
        </div>
      </td>
      <td role="cell" className="x1 c2 num ell">
        {fax.regarding && <Private>{fax.regarding}</Private>}
      </td>
      <td role="cell" className="r num">
        {fax.pages}
      </td>
      <td role="cell" className="x2">
        <span className="row g2">
          <Avatar initials={sentBy.initials} tint={sentBy.tint} />
          <span className="ell">{sentBy.shortName}</span>
        </span>
      </td>
      <td role="cell" className="r c2 num nowrap">
        {dayStart(fax.at) === dayStart(Date.now()) ? clock(fax.at) : shortDate(fax.at)}
      </td>
    </>
  )
}
