/** The recipient combobox: contacts as one types, each with how its number stands. Arrows move, Enter takes, Esc closes. */
import { Search, UserPlus, X } from 'lucide-react'
import {
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { createPortal } from 'react-dom'
import type { ContactView, NumberView } from '#app/contract/contacts.ts'
import { words } from '#app/words/index.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { useRight } from '#renderer/state/session.ts'
import { PickRow } from './PickRow.tsx'

type PickerProps = {
  /** Where the list may spread out, beyond the step's own edges. */
  readonly panel: RefObject<HTMLElement | null>
  /** Opens with the focus in it: somebody asked for another recipient. */
  readonly eager: boolean
  readonly onChoose: (contact: ContactView, number: NumberView) => void
  readonly onAdd: (typed: string) => void
  /** Leaves without choosing, where there is something to go back to. */
  readonly onLeave?: () => void
}

export type Pick =
  { readonly kind: 'number'; readonly contact: ContactView; readonly number: NumberView } | { readonly kind: 'add' }

const text = words.send.recipient

export function Picker({ panel, eager, onChoose, onAdd, onLeave }: PickerProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(eager)
  const [at, setAt] = useState(0)
  const { picks, found, fault } = usePicks(typed)
  useEffect(() => {
    if (eager) input.current?.focus()
  }, [eager])
  const take = (pick: Pick | undefined): void => {
    if (!pick) return
    setOpen(false)
    if (pick.kind === 'add') onAdd(typed.trim())
    else onChoose(pick.contact, pick.number)
  }
  const leave = (): void => {
    setOpen(false)
    onLeave?.()
  }
  const pressed = (event: KeyboardEvent): void => {
    const used = onKey(event.key, { open, at, picks, setOpen, setAt, take, leave })
    if (used) event.preventDefault()
  }
  const list = (
    <PickList
      id={id}
      picks={picks}
      at={at}
      typed={typed}
      onPoint={setAt}
      onTake={take}
      fault={fault && <FaultNote fault={fault} />}
    />
  )
  return (
    <>
      <div className="input">
        <Search className="i" aria-hidden />
        <input
          ref={input}
          className="bare"
          role="combobox"
          aria-label={text.title}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && picks[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          placeholder={text.search}
          data-mends="recipient"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            setOpen(true)
          }}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={pressed}
        />
        {typed !== '' && (
          <IconButton
            icon={X}
            label={text.clear}
            className="small"
            onClick={() => {
              setTyped('')
              setAt(0)
              input.current?.focus()
            }}
          />
        )}
      </div>
      <span className="sr" role="status">
        {open && found !== undefined ? (found === 0 ? text.none : text.found(found)) : ''}
      </span>
      {open && panel.current && createPortal(list, panel.current)}
    </>
  )
}

type KeyState = {
  readonly open: boolean
  readonly at: number
  readonly picks: readonly Pick[]
  readonly setOpen: (open: boolean) => void
  readonly setAt: (at: number) => void
  readonly take: (pick: Pick | undefined) => void
  readonly leave: () => void
}

function onKey(key: string, { open, at, picks, setOpen, setAt, take, leave }: KeyState): boolean {
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const by = key === 'ArrowDown' ? 1 : -1
    if (open) setAt((at + by + picks.length) % Math.max(1, picks.length))
    else setOpen(true)
    return true
  }
  if (key === 'Enter' && open) {
    take(picks[at])
    return true
  }
  if (key === 'Escape' && open) {
    leave()
    return true
  }
  return false
}

/** Numbers of the contacts found, best first, and last the way to add one. */
function usePicks(typed: string) {
  const mayAdd = useRight('contacts.change')
  const asked = useDeferredValue(typed.trim())
  const { view } = useAnswer('contacts.search', { text: asked, limit: 8, offset: 0 }, ['contact.changed'])
  const contacts = view.at === 'shown' ? view.value.contacts : []
  const numbers = contacts.flatMap((contact) =>
    contact.numbers.map((number): Pick => ({ kind: 'number', contact, number })),
  )
  return {
    picks: mayAdd ? [...numbers, { kind: 'add' } as const] : numbers,
    found: view.at === 'shown' ? view.value.total : undefined,
    fault: view.at === 'faulted' ? view.fault : undefined,
  }
}

type PickListProps = {
  readonly id: string
  readonly picks: readonly Pick[]
  readonly at: number
  readonly typed: string
  readonly fault: ReactNode
  readonly onPoint: (at: number) => void
  readonly onTake: (pick: Pick) => void
}

function PickList({ id, picks, at, typed, fault, onPoint, onTake }: PickListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelectorAll('[role=option]')[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    // The field keeps the focus: a press in the list must not take it away.
    <div className="popover pick" onPointerDown={(event) => event.preventDefault()}>
      {fault}
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
          if (pick.kind === 'number') return <PickRow key={pick.number.id} pick={pick} typed={typed} option={option} />
          return (
            <div key="add" {...option} className="pick-new">
              <UserPlus className="i" aria-hidden />
              <span>{typed.trim() ? text.addTyped(typed.trim()) : text.add}</span>
            </div>
          )
        })}
      </div>
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
    </div>
  )
}
