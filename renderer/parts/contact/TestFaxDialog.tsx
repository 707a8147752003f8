/** One page without patient data, over a chosen line, to a number that nobody vouches for yet. */
import { Send, TestTube } from 'lucide-react'
import { useState } from 'react'
import type { ContactView, NumberView } from '#app/contract/book/contacts.ts'
import type { Fault } from '#app/domain/outcome.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useLines } from '#renderer/state/told/lines.ts'

const text = words.contacts.testFax

type TestFaxDialogProps = {
  readonly contact: ContactView
  readonly number: NumberView
  readonly onDone: () => void
  readonly onCancel: () => void
}

export function TestFaxDialog({ contact, number, onDone, onCancel }: TestFaxDialogProps) {
  const { lines } = useLines()
  const ready = lines.filter(({ standing }) => standing === 'ready' || standing === 'training')
  const usual = ready.find(({ standing }) => standing === 'ready') ?? ready[0]
  const [lineId, setLineId] = useState(usual?.id)
  const [sending, setSending] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const send = async (): Promise<void> => {
    if (sending || !lineId) return
    setSending(true)
    const outcome = await call('contacts.sendTestFax', { numberId: number.id, lineId })
    setSending(false)
    if (outcome.ok) onDone()
    else setFault(outcome.fault)
  }
  return (
    <ActDialog
      title={text.title(contact.organisation)}
      lead={text.lead}
      icon={TestTube}
      onClose={onCancel}
      act={text.act}
      actIcon={Send}
      busy={sending}
      disabled={!lineId}
      onAct={() => void send()}
    >
      <div className="col g4">
        {fault && <FaultNote fault={fault} />}
        <p className="tsm">
          {text.to} <b className="tel semi">{shownNumber(number.e164)}</b>
        </p>
        {lineId ? (
          <Select
            label={text.line}
            value={lineId}
            options={ready.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setLineId}
          />
        ) : (
          <p className="txs c2">{text.noLine}</p>
        )}
      </div>
    </ActDialog>
  )
}
