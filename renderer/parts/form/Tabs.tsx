/** Tabs over one panel: one tab stop, arrows move and choose. */
import { useRef, type KeyboardEvent } from 'react'
import { stepTo } from './Segmented.tsx'

type Tab<T extends string> = { readonly value: T; readonly label: string }

type TabsProps<T extends string> = {
  readonly label: string
  /** Prefix of the ids: `id-tab-value` for a tab, `id-panel` for the panel it shows. */
  readonly id: string
  readonly tabs: readonly Tab<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

export function Tabs<T extends string>({ label, id, tabs, value, onChange }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const pressed = (event: KeyboardEvent): void => {
    const now = tabs.findIndex((tab) => tab.value === value)
    const to = stepTo(event.key, now, tabs.length)
    const tab = to === undefined ? undefined : tabs[to]
    if (to === undefined || !tab) return
    event.preventDefault()
    onChange(tab.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={pressed}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          id={`${id}-tab-${tab.value}`}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          aria-controls={`${id}-panel`}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}
