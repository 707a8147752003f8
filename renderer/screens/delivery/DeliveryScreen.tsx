/** Delivery: what needs a person, what is on its way, and what became of the rest. */
import { TriangleAlert } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { FaxFilter, type FaxCounts } from '#app/contract/desk/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { dayStart, number } from '#renderer/format.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { SearchField } from '#renderer/parts/list/SearchField.tsx'
import { useRows } from '#renderer/parts/list/useRows.ts'
import { useWindow } from '#renderer/parts/list/useWindow.ts'
import { todayWords } from '#renderer/parts/list/when.ts'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { groupsOf, type FaxLists } from './fax-lists.ts'
import { FaxDrawer } from './FaxDrawer.tsx'
import { FaxTable, itemsOf, useItemHeights, type Item } from './FaxTable.tsx'
import { NoFaxes } from './NoFaxes.tsx'
import { PeriodChoice, type Period } from './PeriodChoice.tsx'
import { useFaxes } from './useFaxes.ts'

const text = words.deliveryScreen

type Opened = { readonly id: FaxId; readonly byKey: boolean }

export function DeliveryScreen({ faxId }: { readonly faxId?: FaxId }) {
  const [filter, setFilter] = useState<FaxFilter>('all')
  const [typed, setTyped] = useState('')
  const [period, setPeriod] = useState<Period>({ name: 'any', from: undefined })
  const [opened, setOpened] = useState<Opened | undefined>(faxId && { id: faxId, byKey: true })
  const faxes = useFaxes({ filter, text: useDeferredValue(typed), from: period.from })
  const lists = faxes.view.at === 'shown' ? faxes.view.value : undefined
  const items = useMemo(
    () => (lists ? itemsOf(groupsOf(lists, filter, dayStart), lists.counts, filter) : nothing),
    [lists, filter],
  )
  const { frame, body, shown, rows } = useFaxList(items, opened, setOpened)
  const narrowed = typed.trim() !== '' || filter !== 'all' || period.from !== undefined
  const clear = (): void => {
    setTyped('')
    setFilter('all')
    setPeriod({ name: 'any', from: undefined })
  }
  return (
    <>
      <div className="page-head">
        <h1 className="txl">{text.title}</h1>
        <span className="c3 txs">{text.today(todayWords())}</span>
        <span className="end row g2">
          <PeriodChoice period={period} onChange={setPeriod} />
        </span>
      </div>
      <div className="toolbar">
        <SearchField label={text.search} value={typed} onChange={setTyped} onLeave={() => rows.step(0)} />
        <Chips counts={lists?.counts} chosen={filter} onChoose={setFilter} />
      </div>
      <div className="split">
        <div className="list scroll" ref={frame}>
          {faxes.view.at === 'loading' && <Spinner label={words.common.loading} />}
          {faxes.view.at === 'faulted' && <FaultNote fault={faxes.view.fault} onAgain={faxes.again} />}
          {lists && items.length === 0 && !lists.more && (
            <NoFaxes filter={filter} narrowed={narrowed} onClear={clear} />
          )}
          {lists && (items.length > 0 || lists.more) && (
            <FaxTable
              body={body}
              shown={shown}
              rows={rows}
              items={items}
              more={lists.more}
              onEnd={() => void faxes.more()}
            />
          )}
        </div>
        {opened && (
          <FaxDrawer
            id={opened.id}
            focused={opened.byKey}
            onStep={rows.step}
            onClose={() => {
              setOpened(undefined)
              rows.focusRow(opened.id)
            }}
          />
        )}
      </div>
    </>
  )
}

const nothing: readonly Item[] = []

function useFaxList(
  items: readonly Item[],
  opened: Opened | undefined,
  setOpened: (opened: Opened | undefined) => void,
) {
  const frame = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = useWindow(useItemHeights(items), body, frame)
  const ids = useMemo(() => items.flatMap((item) => (item.kind === 'fax' ? [item.fax.id] : [])), [items])
  const rows = useRows({
    ids,
    opened: opened?.id,
    open: (id, byKey) => setOpened({ id, byKey }),
    close: () => setOpened(undefined),
    list: frame,
    reveal: (id) => shown.reveal(items.findIndex((item) => item.kind === 'fax' && item.fax.id === id)),
  })
  return { frame, body, shown, rows }
}

type ChipsProps = {
  readonly counts: FaxLists['counts'] | undefined
  readonly chosen: FaxFilter
  readonly onChoose: (filter: FaxFilter) => void
}

const countOf = (counts: FaxCounts, filter: FaxFilter): number =>
  ({
    all: counts.all,
    'needs-you': counts.needsYou,
    'in-progress': counts.inProgress,
    delivered: counts.delivered,
    mine: counts.mine,
  })[filter]

const Chips = ({ counts, chosen, onChoose }: ChipsProps) => (
  <span className="row g1 wrap" role="group" aria-label={text.filter}>
    {FaxFilter.options.map((filter) => (
      <button
        key={filter}
        type="button"
        className="chip"
        aria-pressed={filter === chosen}
        onClick={() => onChoose(filter === chosen ? 'all' : filter)}
      >
        {filter === 'needs-you' && <TriangleAlert className="i i-14" aria-hidden />}
        {text.filters[filter]} {counts && <span className="n">{number(countOf(counts, filter))}</span>}
      </button>
    ))}
  </span>
)
