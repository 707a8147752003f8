/** When a waiting fax goes, changed. */
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { ActDialog } from '#renderer/parts/dialog/ActDialog.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { fieldTime, planIn, WhenFields, type When } from '#renderer/parts/form/WhenFields.tsx'
import { useAct } from '#renderer/state/act.ts'
import { useToasts } from '#renderer/state/toasts.ts'

const text = words.outbox.when

export function PlanDialog({ fax, onClose }: { readonly fax: FaxView; readonly onClose: () => void }) {
  const [when, setWhen] = useState(() => whenOf(fax))
  const [asked, setAsked] = useState(false)
  const { busy, fault, run } = useAct()
  const plan = planIn(when, Date.now())
  const done = (): void => {
    useToasts.getState().show({ tone: 'ok', text: text.saved })
    onClose()
  }
  const save = (): void => {
    setAsked(true)
    if (plan === 'wrong') return
    const { urgent } = when
    void run(() => call('faxes.plan', { id: fax.id, when: plan === 'now' ? { kind: 'now' } : plan, urgent }), done)
  }
  return (
    <ActDialog
      title={text.title}
      lead={text.lead}
      icon={CalendarClock}
      onClose={onClose}
      act={text.save}
      busy={busy}
      onAct={save}
    >
      <div className="col g3">
        {fault && <FaultNote fault={fault} />}
        <WhenFields when={when} onChange={setWhen} wrong={asked && plan === 'wrong'} />
      </div>
    </ActDialog>
  )
}

function whenOf({ state, urgent }: FaxView): When {
  if (state.phase !== 'queued') return { kind: 'now', at: '', urgent }
  if (state.because === 'planned') return { kind: 'at', at: fieldTime(state.notBefore), urgent }
  return {
    kind: state.because === 'on-hold' || state.because === 'number-to-check' ? 'on-hold' : 'now',
    at: '',
    urgent,
  }
}
