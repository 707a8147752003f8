/** The toasts at the foot of the window: read out politely, gone after eight seconds unless looked at. */
import { CircleAlert, CircleCheck, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { words } from '#app/words/index.ts'
import { toastMs, useToasts, type Toast, type Tone } from '#renderer/state/toasts.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { IconButton } from '#renderer/parts/IconButton.tsx'

const icons: Readonly<Record<Tone, LucideIcon>> = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, info: Info }

export function Toasts() {
  const shown = useToasts((state) => state.shown)
  return (
    <div className="toasts" role="status">
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const dismiss = useToasts((state) => state.dismiss)
  const [watched, setWatched] = useState(false)
  useEffect(() => {
    if (watched) return undefined
    const timer = setTimeout(() => dismiss(toast.id), toastMs)
    return () => clearTimeout(timer)
  }, [watched, toast.id, dismiss])
  const Icon = icons[toast.tone]
  const { action } = toast
  return (
    <div
      className={`toast ${toast.tone}`}
      onPointerEnter={() => setWatched(true)}
      onPointerLeave={() => setWatched(false)}
      onFocus={() => setWatched(true)}
      onBlur={() => setWatched(false)}
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
