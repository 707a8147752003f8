/** Removing a line is asked for twice: its credentials are destroyed at once. */
import { Trash2 } from 'lucide-react'
import type { LineView } from '#app/contract/lines.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const w = words.lines.removing

type RemoveLineProps = { readonly line: LineView; readonly onClose: () => void; readonly onDone: () => void }

export function RemoveLine({ line, onClose, onDone }: RemoveLineProps) {
  const { busy, fault, run } = useAct()
  const done = (): void => {
    useToasts.getState().show({ tone: 'ok', text: w.done(line.name) })
    onDone()
  }
  const remove = (): void => void run(() => call('lines.remove', { id: line.id }), done)
  return (
    <ActDialog
      title={w.title(line.name)}
      icon={Trash2}
      tone="bad"
      onClose={onClose}
      harmful
      act={words.lines.remove}
      busy={busy}
      onAct={remove}
    >
      <p className="c2">{w.text}</p>
      {fault && <FaultNote className="mt3" fault={fault} />}
    </ActDialog>
  )
}
