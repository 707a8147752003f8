/** The search of a list: "/" goes to it, Esc empties it. */
import { Search } from 'lucide-react'
import { useRef } from 'react'
import { Kbd } from '#renderer/parts/Kbd.tsx'
import { useShortcuts } from '#renderer/state/keys.ts'

type SearchFieldProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** ↓ or Enter: on to the first row. */
  readonly onLeave: () => void
}

export function SearchField({ label, value, onChange, onLeave }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => input.current?.select() })
  return (
    <label className="input search list-search">
      <Search className="i i-14" aria-hidden />
      <input
        ref={input}
        className="bare txs"
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={120}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') onChange('')
          else if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave()
          else return
          event.preventDefault()
        }}
      />
      <Kbd keys="/" className="end" />
    </label>
  )
}
