/** A fax came from this number: whoever saw it, and knows that they wrote it, can stand behind the number. */
import { Inbox, ShieldCheck } from 'lucide-react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { date } from '#renderer/format.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useNavigation } from '#renderer/state/navigation.ts'
import { useRight } from '#renderer/state/session.ts'

const text = words.contacts.byReceived

type ByReceivedDialogProps = {
  readonly contact: ContactView
  readonly number: NumberView
  readonly onDone: (contact: ContactView) => void
  readonly onCancel: () => void
}

export function ByReceivedDialog({ contact, number, onDone, onCancel }: ByReceivedDialogProps) {
  const { busy, fault, run } = useAct()
  const mayLook = useRight('fax.read')
  const go = useNavigation((state) => state.go)
  const { received } = number
  if (!received) return null
  const verify = (): void =>
    void run(() => call('contacts.verifyByReceived', { numberId: number.id, receivedId: received.id }), onDone)
  return (
    <ActDialog
      title={text.title(contact.organisation)}
      lead={text.lead}
      icon={Inbox}
      onClose={onCancel}
      act={words.contacts.callBack.act}
      actIcon={ShieldCheck}
      busy={busy}
      onAct={verify}
      aside={
        mayLook && (
          <Button kind="quiet" icon={Inbox} onClick={() => go({ screen: 'received' })}>
            {text.look}
          </Button>
        )
      }
    >
      <div className="col g2">
        {fault && <FaultNote fault={fault} />}
        <p>{text.came(date(received.at), received.pages)}</p>
        <p className="txs c2 pretty">{text.ask}</p>
      </div>
    </ActDialog>
  )
}
