/** The list of faxes under their heads. Only the rows near the screen are drawn. */
import { UsersRound } from 'lucide-react'
import { useEffect, useMemo, useRef, type RefObject } from 'react'
import type { FaxCounts, FaxFilter, FaxSummary } from '#app/contract/desk/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { dayStart, number, weekday } from '#renderer/format.ts'
import { Avatar } from '#renderer/parts/Avatar.tsx'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Covered } from '#renderer/parts/contact/Covered.tsx'
import { FaxStatus } from '#renderer/parts/FaxStatus.tsx'
import { groupHeight, rowHeight } from '#renderer/parts/list/heights.ts'
import { Body, Cell, GroupRow, rowRole, Table, type Column } from '#renderer/parts/list/Table.tsx'
import type { Rows } from '#renderer/parts/list/useRows.ts'
import type { WindowOf } from '#renderer/parts/list/useWindow.ts'
import { today, whenShort } from '#renderer/parts/list/when.ts'
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
    default:
      return unreachable(group, 'group')
  }
}

function dayTitle(day: number, filter: FaxFilter): string {
  if (day === today()) return text.groups.today[filter]
  return day === dayStart(today() - 1) ? text.groups.yesterday : weekday(day)
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

const columns: readonly Column[] = [
  { title: text.columns.status },
  { title: text.columns.recipient },
  { title: text.columns.regarding, className: 'x1' },
  { title: text.columns.pages, className: 'r' },
  { title: text.columns.sentBy, className: 'x2' },
  { title: text.columns.time, className: 'r' },
]

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
    <Table className="del" label={text.list} columns={columns} rowCount={more ? -1 : items.length + 1}>
      <Body ref={body} shown={shown}>
        {items.slice(shown.from, shown.to).map((item, index) =>
          item.kind === 'head' ? (
            <GroupRow key={item.key} index={shown.from + index} columns={columns.length}>
              <span className="row g2">
                {item.title}
                {item.count !== undefined && <span className="c3 num group-n">{number(item.count)}</span>}
              </span>
            </GroupRow>
          ) : (
            <tr key={item.fax.id} {...rowRole(shown.from + index)} {...rows.props(item.fax.id)}>
              <Cells fax={item.fax} />
            </tr>
          ),
        )}
      </Body>
    </Table>
  )
}

/** Which of the faxes it is that one act sent to several. */
const TogetherMark = ({ together: { place, of } }: { readonly together: NonNullable<FaxSummary['together']> }) => (
  <Badge tone="neutral" icon={UsersRound} title={words.groups.together.says(place, of)}>
    <span aria-hidden>{words.groups.together.mark(place, of)}</span>
    <span className="sr">{words.groups.together.says(place, of)}</span>
  </Badge>
)

function Cells({ fax }: { readonly fax: FaxSummary }) {
  const { recipient, sentBy } = fax
  return (
    <>
      <Cell>
        <FaxStatus state={fax.state} pages={fax.pages} paused={fax.paused} />
      </Cell>
      <Cell>
        <div className="row g2">
          <b className="med tsm ell">
            <Covered name={recipient.organisation} />
          </b>
          {fax.together && <TogetherMark together={fax.together} />}
          {fax.urgent && <Badge tone="warn">{words.outbox.urgent}</Badge>}
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
      </Cell>
      <Cell className="x1 c2 num ell">{fax.regarding && <Private>{fax.regarding}</Private>}</Cell>
      <Cell className="r num">{fax.pages}</Cell>
      <Cell className="x2">
        <span className="row g2">
          <Avatar initials={sentBy.initials} tint={sentBy.tint} />
          <span className="ell">{sentBy.shortName}</span>
        </span>
      </Cell>
      <Cell className="r c2 num nowrap">{whenShort(fax.at)}</Cell>
    </>
  )
}
