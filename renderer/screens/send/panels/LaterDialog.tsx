/** Sending later, on hold, or ahead of others: asked for beside Send, and sent from here. */
import { CalendarClock, Send } from 'lucide-react'
import { useState } from 'react'
import { words } from '#app/words/index.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { atOnce, planIn, WhenFields } from '#renderer/parts/form/WhenFields.tsx'
import type { SendHow } from '../compose.ts'

const text = words.outbox.when

type LaterDialogProps = {
  readonly label: string
  readonly onClose: () => void
  readonly onSend: (how: SendHow) => void
}

/** @param label what the button says, the number of pages with it */
export function LaterDialog({ label, onClose, onSend }: LaterDialogProps) {
  const [when, setWhen] = useState(atOnce)
  const [asked, setAsked] = useState(false)
  const plan = planIn(when, Date.now())
  const send = (): void => {
    setAsked(true)
    if (plan === 'wrong') return
    onSend({ urgent: when.urgent, ...(plan === 'now' ? {} : { plan }) })
  }
  return (
    <ActDialog
      title={text.title}
      lead={text.lead}
      icon={CalendarClock}
      onClose={onClose}
      act={label}
      actIcon={Send}
      onAct={send}
    >
      <WhenFields when={when} onChange={setWhen} wrong={asked && plan === 'wrong'} />
    </ActDialog>
  )
}
