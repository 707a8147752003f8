/** Stands where a fax of somebody else would open: whom to ask, and the way in for an emergency. */
import { Siren } from 'lucide-react'
import { useState } from 'react'
import { emergencyReasons, type EmergencyView } from '#app/contract/people/hand-over.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { Banner } from '#renderer/parts/Banner.tsx'
import { Button } from '#renderer/parts/Button.tsx'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { Select } from '#renderer/parts/form/Select.tsx'
import { useAct } from '#renderer/state/act.ts'

const w = words.emergency
const noteAtLeast = 10

type NotYoursProps = { readonly id: FaxId; readonly onOpened: () => void }

export function NotYours({ id, onOpened }: NotYoursProps) {
  const [asking, setAsking] = useState(false)
  return (
    <div className="not-yours">
      <Banner tone="info" title={w.notYours}>
        {w.notYoursText}
      </Banner>
      <Button kind="danger" icon={Siren} onClick={() => setAsking(true)}>
        {w.open}
      </Button>
      {asking && <Ask id={id} onClose={() => setAsking(false)} onOpened={onOpened} />}
    </div>
  )
}

function Ask({ id, onClose, onOpened }: NotYoursProps & { readonly onClose: () => void }) {
  const [reason, setReason] = useState<EmergencyView['reason']>('patient-in-danger')
  const [note, setNote] = useState('')
  const { busy, fault, run } = useAct()
  const ready = note.trim().length >= noteAtLeast
  const open = (): void => {
    if (!ready) return
    void run(
      () => call('emergency.open', { id, reason, note: note.trim() }),
      () => {
        onClose()
        onOpened()
      },
    )
  }
  return (
    <ActDialog
      title={w.title}
      lead={w.lead}
      icon={Siren}
      tone="bad"
      onClose={onClose}
      harmful
      act={w.act}
      busy={busy}
      disabled={!ready}
      onAct={open}
    >
      <div className="col g4">
        <Select
          label={w.reason}
          value={reason}
          options={emergencyReasons.map((value) => ({ value, label: w.reasons[value] }))}
          onChange={setReason}
        />
        <Field label={w.note} hint={w.noteHint} value={note} onChange={setNote} maxLength={300} />
        {fault && <FaultNote fault={fault} />}
      </div>
    </ActDialog>
  )
}
