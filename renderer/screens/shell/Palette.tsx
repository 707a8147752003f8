/** Search or jump: one field over places, acts, contacts and faxes. ↑ ↓ move, Enter goes, Esc closes. */
import { Search } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { SessionView } from '#app/contract/people/session.ts'
import { words } from '#app/words/index.ts'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import type { Found } from './found.ts'
import { useFound } from './useFound.ts'

const w = words.shell.palette

type PaletteProps = { readonly session: SessionView; readonly onClose: () => void }

export function Palette({ session, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const frame = useModal()
  const id = useId()
  const found = useFound(session, text)
  const chosen = found[Math.min(at, found.length - 1)]
  const type = (typed: string): void => {
    setText(typed)
    setAt(0)
  }
  const run = (entry: Found | undefined): void => {
    if (!entry) return
    onClose()
    entry.run()
  }
  return (
    <dialog
      ref={frame}
      className="dialog palette"
      aria-label={w.title}
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => event.target === frame.current && onClose()}
    >
      <FindField
        id={id}
        text={text}
        chosen={chosen}
        onType={type}
        onStep={(step) => setAt(stepped(at, step, found.length))}
        onEnter={() => run(chosen)}
      />
      <FoundList id={id} found={found} chosen={chosen} onRun={run} />
      <FoundCount count={found.length} />
    </dialog>
  )
}

const FoundCount = ({ count }: { readonly count: number }) => (
  <span className="sr" role="status">
    {count === 0 ? w.none : w.count(count)}
  </span>
)

/** The row a step leads to: round at both ends, from wherever a shorter list has left one. */
export const stepped = (at: number, step: 1 | -1, length: number): number =>
  length === 0 ? 0 : (Math.min(at, length - 1) + step + length) % length

function useModal() {
  const frame = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return frame
}

type FindFieldProps = {
  readonly id: string
  readonly text: string
  readonly chosen: Found | undefined
  readonly onType: (text: string) => void
  readonly onStep: (step: 1 | -1) => void
  readonly onEnter: () => void
}

function FindField({ id, text, chosen, onType, onStep, onEnter }: FindFieldProps) {
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') onStep(1)
    else if (event.key === 'ArrowUp') onStep(-1)
    else if (event.key === 'Enter') onEnter()
    else return
    event.preventDefault()
  }
  return (
    <div className="palette-find">
      <Search className="i" aria-hidden />
      <input
        className="bare"
        role="combobox"
        aria-label={w.title}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && `${id}-${chosen.id}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={w.placeholder}
        value={text}
        maxLength={120}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={pressed}
      />
      <Kbd keys="escape" />
    </div>
  )
}

type FoundListProps = {
  readonly id: string
  readonly found: readonly Found[]
  readonly chosen: Found | undefined
  readonly onRun: (entry: Found) => void
}

function FoundList({ id, found, chosen, onRun }: FoundListProps) {
  const groups = [...new Set(found.map((entry) => entry.group))]
  return (
    <div className="palette-list scroll" role="listbox" id={`${id}-list`} aria-label={w.title}>
      {groups.map((group) => (
        <div key={group} role="group" aria-label={group}>
          <div className="palette-group" aria-hidden>
            {group}
          </div>
          {found
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <Option key={entry.id} id={`${id}-${entry.id}`} entry={entry} on={entry === chosen} onRun={onRun} />
            ))}
        </div>
      ))}
      {found.length === 0 && <p className="palette-none txs c2">{w.none}</p>}
    </div>
  )
}

type OptionProps = {
  readonly id: string
  readonly entry: Found
  readonly on: boolean
  readonly onRun: (entry: Found) => void
}

function Option({ id, entry, on, onRun }: OptionProps) {
  const { icon: Icon } = entry
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  const text = (
    <>
      <span>{entry.label}</span>
      {entry.detail && <span className="c3 txs ell">{entry.detail}</span>}
    </>
  )
  return (
    <button
      ref={row}
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={on}
      className="palette-option"
      onClick={() => onRun(entry)}
    >
      <Icon className="i" aria-hidden />
      <span className="grow row g2">{entry.private ? <Private>{text}</Private> : text}</span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </button>
  )
}
