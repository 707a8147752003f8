/** A dialog that asks for one act: Cancel beside its button, and Ctrl Enter does it. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { words } from '#app/words/index.ts'
import { Button } from '../Button.tsx'
import { Dialog, type DialogProps } from './Dialog.tsx'

type ActDialogProps = Omit<DialogProps, 'footer' | 'onConfirm'> & {
  /** What the act's button says. */
  readonly act: string
  readonly actIcon?: LucideIcon
  /** Something is lost by it: its button is red. */
  readonly harmful?: boolean
  readonly busy?: boolean
  readonly disabled?: boolean
  /** At the other end of the buttons: another way, or what is still missing. */
  readonly aside?: ReactNode
  readonly onAct: () => void
}

export function ActDialog({ act, actIcon, harmful, busy, disabled, aside, onAct, ...dialog }: ActDialogProps) {
  const kind = harmful ? 'danger-fill' : 'primary'
  return (
    <Dialog
      {...dialog}
      onConfirm={onAct}
      footer={
        <>
          {aside}
          <Button onClick={dialog.onClose}>{words.common.cancel}</Button>
          <Button
            kind={kind}
            {...(actIcon ? { icon: actIcon } : {})}
            busy={busy ?? false}
            disabled={disabled ?? false}
            onClick={onAct}
          >
            {act}
          </Button>
        </>
      }
    />
  )
}
