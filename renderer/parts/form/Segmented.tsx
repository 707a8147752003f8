/** One of a few choices, side by side: one tab stop, arrows move and choose. */
import type { LucideIcon } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'

type Choice<T extends string> = { readonly value: T; readonly label: string; readonly icon?: LucideIcon }

type SegmentedProps<T extends string> = {
  readonly label: string
  readonly choices: readonly Choice<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** The index an arrow, Home or End leads to, or undefined for other keys. */
export function stepTo(key: string, index: number, length: number): number | undefined {
  if (key === 'ArrowRight' || key === 'ArrowDown') return (index + 1) % length
  if (key === 'ArrowLeft' || key === 'ArrowUp') return (index + length - 1) % length
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  return undefined
}

export function Segmented<T extends string>({ label, choices, value, onChange }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null)
  const pressed = (event: KeyboardEvent): void => {
    const now = choices.findIndex((choice) => choice.value === value)
    const to = stepTo(event.key, now, choices.length)
    const choice = to === undefined ? undefined : choices[to]
    if (to === undefined || !choice) return
    event.preventDefault()
    onChange(choice.value)
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[to]?.focus()
  }
  return (
    <div className="seg" role="radiogroup" aria-label={label} ref={group} onKeyDown={pressed}>
      {choices.map(({ value: own, label: text, icon: Icon }) => (
        <button
          key={own}
          type="button"
          role="radio"
          aria-checked={own === value}
          tabIndex={own === value ? 0 : -1}
          onClick={() => onChange(own)}
        >
          {Icon && <Icon className="i i-14" aria-hidden />}
          {text}
        </button>
      ))}
    </div>
  )
}
