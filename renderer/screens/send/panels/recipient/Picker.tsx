/** The recipient combobox: contacts as one types, each with how its number stands. Arrows move, Enter takes, Esc closes. */
import { Search, X } from 'lucide-react'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { createPortal } from 'react-dom'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { words } from '#app/words/index.ts'
import { IconButton } from '#renderer/parts/IconButton.tsx'
import { PickList } from './PickList.tsx'
import { usePicks, type Pick } from './picks.ts'

type PickerProps = {
  /** Where the list may spread out, beyond the step's own edges. */
  readonly panel: RefObject<HTMLElement | null>
  /** Opens with the focus in it: somebody asked for another recipient. */
  readonly eager: boolean
  readonly onChoose: (contact: ContactView, number: NumberView) => void
  readonly onAdd: (typed: string) => void
  /** A number typed by hand, where the practice allows it. */
  readonly onType: (typed: string) => void
  /** Leaves without choosing, where there is something to go back to. */
  readonly onLeave?: () => void
}

const text = words.send.recipient

/** `early`: Enter was pressed before what was typed was answered, and is for the best of that answer. */
type State = { readonly typed: string; readonly open: boolean; readonly at: number; readonly early: boolean }

export function Picker({ panel, eager, onChoose, onAdd, onType, onLeave }: PickerProps) {
  const id = useId()
  const [state, setState] = useState<State>({ typed: '', open: eager, at: 0, early: false })
  const { typed, open, at, early } = state
  const change = useCallback((part: Partial<State>): void => setState((now) => ({ ...now, ...part })), [])
  const answer = usePicks(typed)
  const { picks, found, of } = answer
  const answered = of === typed.trim()
  const take = (pick: Pick | undefined): void => {
    if (!pick) return
    change({ open: false, early: false })
    if (pick.kind === 'add') onAdd(typed.trim())
    else if (pick.kind === 'type') onType(typed.trim())
    else onChoose(pick.contact, pick.number)
  }
  const takeNow = useNewest(take)
  useEffect(() => {
    if (early && answered) takeNow(picks[at])
  }, [early, answered, picks, at, takeNow])
  const leave = (): void => {
    change({ open: false, early: false })
    onLeave?.()
  }
  const enter = (): void => {
    if (answered) take(picks[at])
    else if (typed.trim() !== '') change({ early: true })
  }
  const pressed = (event: KeyboardEvent): void => {
    if (onKey(event.key, { open, at, count: picks.length, change, enter, leave })) event.preventDefault()
  }
  const point = useCallback((to: number): void => change({ at: to }), [change])
  const list = { ...answer, id, at }
  return (
    <>
      <SearchField id={id} state={state} eager={eager} count={picks.length} onChange={change} onKeyDown={pressed} />
      <Said says={open ? foundText(found) : ''} />
      {open && panel.current && createPortal(<PickList {...list} onPoint={point} onTake={takeNow} />, panel.current)}
    </>
  )
}

const Said = ({ says }: { readonly says: string }) => (
  <span className="sr" role="status">
    {says}
  </span>
)

const foundText = (found: number | undefined): string =>
  found === undefined ? '' : found === 0 ? text.none : text.found(found)

/** The same function for good, which does what the newest one would: a list that is handed it need not be drawn again. */
function useNewest<T>(act: (of: T) => void): (of: T) => void {
  const newest = useRef(act)
  useLayoutEffect(() => {
    newest.current = act
  })
  return useCallback((of) => newest.current(of), [])
}

type SearchFieldProps = {
  readonly id: string
  readonly state: State
  readonly eager: boolean
  readonly count: number
  readonly onChange: (part: Partial<State>) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function SearchField({ id, state, eager, count, onChange, onKeyDown }: SearchFieldProps) {
  const { typed, open, at } = state
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (eager) input.current?.focus()
  }, [eager])
  const clear = (): void => {
    onChange({ typed: '', at: 0 })
    input.current?.focus()
  }
  return (
    <div className="input">
      <Search className="i" aria-hidden />
      <input
        ref={input}
        className="bare"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && at < count ? `${id}-${at}` : undefined}
        aria-describedby={open ? `${id}-why` : undefined}
        aria-label={text.title}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={120}
        placeholder={text.search}
        data-mends="recipient"
        value={typed}
        onChange={(event) => onChange({ typed: event.target.value, at: 0, open: true, early: false })}
        onFocus={() => onChange({ open: true })}
        onClick={() => onChange({ open: true })}
        // An Enter that is not answered yet holds: whoever presses Tab right behind it has chosen.
        onBlur={() => onChange({ open: false })}
        onKeyDown={onKeyDown}
      />
      {typed !== '' && <IconButton icon={X} label={text.clear} className="small" onClick={clear} />}
    </div>
  )
}

type KeyState = {
  readonly open: boolean
  readonly at: number
  readonly count: number
  readonly change: (part: Partial<State>) => void
  readonly enter: () => void
  readonly leave: () => void
}

function onKey(key: string, { open, at, count, change, enter, leave }: KeyState): boolean {
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const by = key === 'ArrowDown' ? 1 : -1
    change(open ? { at: (at + by + count) % Math.max(1, count) } : { open: true })
    return true
  }
  if (key === 'Enter' && open) {
    enter()
    return true
  }
  if (key === 'Escape' && open) {
    leave()
    return true
  }
  return false
}
