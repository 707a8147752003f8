/**
 * A modal dialog on the browser's own <dialog>: what lies behind is inert, focus stays inside and goes back to the
 * opener. Esc and the cross cancel, Ctrl Enter confirms. First focus: the child marked `first`, never a red button.
 */
import { X, type LucideIcon } from 'lucide-react'
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { onMac } from '#renderer/state/keys.ts'
import { IconButton } from '../IconButton.tsx'

export type DialogProps = {
  readonly title: string
  readonly lead?: ReactNode
  readonly icon?: LucideIcon
  readonly tone?: 'ok' | 'warn' | 'bad'
  readonly children?: ReactNode
  /** Buttons, the least harmful first. */
  readonly footer?: ReactNode
  readonly onClose: () => void
  /** What Ctrl Enter does: the same as the dialog's main button. */
  readonly onConfirm?: () => void
  readonly className?: string
}

const firstOf = (dialog: HTMLElement): HTMLElement | null =>
  dialog.querySelector<HTMLElement>('[data-first]') ??
  dialog.querySelector<HTMLElement>('.body :is(input, select, textarea, button, [tabindex="0"])') ??
  dialog.querySelector<HTMLElement>('footer .btn:not(.danger-fill)')

export function Dialog(props: DialogProps) {
  const { children, footer, onClose, onConfirm, className } = props
  const frame = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const dialog = frame.current
    if (!dialog) return undefined
    dialog.showModal()
    firstOf(dialog)?.focus()
    return () => dialog.close()
  }, [])
  const pressed = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key !== 'Enter' || !(onMac() ? event.metaKey : event.ctrlKey)) return
    event.preventDefault()
    onConfirm?.()
  }
  return (
    <dialog
      ref={frame}
      className={['dialog', className].filter(Boolean).join(' ')}
      aria-labelledby={id}
      onKeyDown={pressed}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <DialogHead {...props} id={id} />
      {children && <div className="body">{children}</div>}
      {footer && <footer>{footer}</footer>}
    </dialog>
  )
}

const DialogHead = ({ id, title, lead, icon: Icon, tone, onClose }: DialogProps & { readonly id: string }) => (
  <header>
    {Icon && (
      <span className={['dlg-ic', tone].filter(Boolean).join(' ')}>
        <Icon className="i i-20" aria-hidden />
      </span>
    )}
    <div className="grow">
      <h2 className="tlg" id={id}>
        {title}
      </h2>
      {lead && <p className="txs c2 pretty">{lead}</p>}
    </div>
    <IconButton icon={X} label={words.common.close} onClick={onClose} />
  </header>
)
