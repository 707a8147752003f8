/** The contacts found, best first, and last the way to add one. */
import { UserPlus } from 'lucide-react'
import { useEffect, useRef, type HTMLAttributes } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { PickRow } from './PickRow.tsx'

export type Pick =
  { readonly kind: 'number'; readonly contact: ContactView; readonly number: NumberView } | { readonly kind: 'add' }

const text = words.send.recipient

type PickListProps = {
  readonly id: string
  readonly picks: readonly Pick[]
  readonly at: number
  readonly typed: string
  readonly fault: Fault | undefined
  readonly onPoint: (at: number) => void
  readonly onTake: (pick: Pick) => void
}

export function PickList({ id, picks, at, typed, fault, onPoint, onTake }: PickListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelectorAll('[role=option]')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    // The field keeps the focus: a press in the list must not take it away.
    <div className="popover pick" onPointerDown={(event) => event.preventDefault()}>
      {fault && <FaultNote fault={fault} />}
      <div className="pick-all" role="listbox" id={`${id}-list`} aria-label={text.list} ref={list}>
        {picks.length < 2 && <p className="pick-none txs c2">{text.none}</p>}
        {picks.map((pick, index) => {
          const option = {
            id: `${id}-${index}`,
            role: 'option',
            'aria-selected': index === at,
            onPointerMove: () => onPoint(index),
            onClick: () => onTake(pick),
          } as const
          return pick.kind === 'number' ? (
            <PickRow key={pick.number.id} pick={pick} typed={typed} option={option} />
          ) : (
            <AddRow key="add" typed={typed.trim()} option={option} />
          )
        })}
      </div>
      <Keys />
    </div>
  )
}

const AddRow = ({ typed, option }: { readonly typed: string; readonly option: HTMLAttributes<HTMLDivElement> }) => (
  <div {...option} className="pick-new">
    <UserPlus className="i" aria-hidden />
    <span>{typed ? text.addTyped(typed) : text.add}</span>
  </div>
)

const Keys = () => (
  <div className="pick-keys t2xs c3" aria-hidden>
    <span>
      <kbd>↑</kbd> <kbd>↓</kbd> {text.move}
    </span>
    <span>
      <kbd>↵</kbd> {text.choose}
    </span>
    <span>
      <kbd>Esc</kbd> {text.close}
    </span>
    <span className="end ell">{text.bareNumber}</span>
  </div>
)
