/** Search or jump: one field over places, acts, contacts and faxes. ↑ ↓ move, Enter goes, Esc closes. */
import { Search } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { SessionView } from '#app/contract/session.ts'
import { words } from '#app/words/index.ts'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { Private } from '#renderer/parts/Private.tsx'
import type { Found } from './found.ts'
import { useFound } from './useFound.ts'

type PaletteProps = { readonly session: SessionView; readonly onClose: () => void }

export function Palette({ session, onClose }: PaletteProps) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const frame = useRef<HTMLDialogElement>(null)
  const id = useId()
  const found = useFound(session, text)
  const chosen = found[Math.min(at, found.length - 1)]
  useLayoutEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  const run = (entry: Found | undefined): void => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const pressed = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }
  return (
    <dialog
      ref={frame}
      className="dialog palette"
      aria-label={words.shell.palette.title}
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === frame.current) onClose()
      }}
    >
      <div className="palette-find">
        <Search className="i" aria-hidden />
        <input
          className="bare"
          role="combobox"
          aria-label={words.shell.palette.title}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${chosen.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={words.shell.palette.placeholder}
          value={text}
          maxLength={120}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={pressed}
        />
        <Kbd keys="escape" />
      </div>
      <FoundList id={id} found={found} chosen={chosen} onRun={run} />
      <span className="sr" role="status">
        {found.length === 0 ? words.shell.palette.none : words.shell.palette.count(found.length)}
      </span>
    </dialog>
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
    <div className="palette-list scroll" role="listbox" id={`${id}-list`} aria-label={words.shell.palette.title}>
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
      {found.length === 0 && <p className="palette-none txs c2">{words.shell.palette.none}</p>}
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
