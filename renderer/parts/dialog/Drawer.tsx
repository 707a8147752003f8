/** A panel beside a list. Never modal; Esc closes it, and focus goes back to what had it before. */
import { useEffect, useRef, type ReactNode } from 'react'

type DrawerProps = {
  readonly label: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly className?: string
  /** Takes the focus when it opens (Enter on a row); leave out when a click should leave it on the list. */
  readonly focused?: boolean
}

export function Drawer({ label, onClose, children, className, focused = true }: DrawerProps) {
  const frame = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const drawer = frame.current
    if (focused) drawer?.focus()
    return () => {
      const inside = drawer?.contains(document.activeElement) || document.activeElement === document.body
      if (inside && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [focused])
  return (
    <aside
      ref={frame}
      className={['side drawer', className].filter(Boolean).join(' ')}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      {children}
    </aside>
  )
}
