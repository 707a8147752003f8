/**
 * The toasts at the foot of the window: read out politely, gone after a while unless looked at. Those with an act stay,
 * and a key leads to it.
 */
import { CircleAlert, CircleCheck, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { words } from '#app/words/index.ts'
import { useShortcuts } from '#renderer/state/keys.ts'
import { stayMs, useToasts, type Toast, type Tone } from '#renderer/state/toasts.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'

const icons: Readonly<Record<Tone, LucideIcon>> = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, info: Info }

export function Toasts() {
  const shown = useToasts((state) => state.shown)
  const all = useRef<HTMLDivElement>(null)
  useShortcuts({ f6: () => all.current?.querySelector<HTMLElement>('.toast:last-child button')?.focus() })
  return (
    <div className="toasts" role="status" ref={all}>
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const dismiss = useToasts((state) => state.dismiss)
  const [under, setUnder] = useState(false)
  const [focused, setFocused] = useState(false)
  useEffect(() => {
    const ms = stayMs(toast)
    if (under || focused || ms === undefined) return undefined
    const timer = setTimeout(() => dismiss(toast.id), ms)
    return () => clearTimeout(timer)
  }, [under, focused, toast, dismiss])
  const Icon = icons[toast.tone]
  const { action } = toast
  return (
    <div
      className={`toast ${toast.tone}`}
      onPointerEnter={() => setUnder(true)}
      onPointerLeave={() => setUnder(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <Icon className="i" aria-hidden />
      <span>{toast.text}</span>
      {action && (
        <Button
          kind="link"
          size="sm"
          onClick={() => {
            dismiss(toast.id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon={X} label={words.common.dismiss} onClick={() => dismiss(toast.id)} />
    </div>
  )
}
