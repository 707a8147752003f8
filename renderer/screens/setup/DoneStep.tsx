/** Step 5: what stands, and the first things to do. */
import { BookUser, CircleCheck, Send, Smartphone, Users } from 'lucide-react'
import { useState } from 'react'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { useNavigation, type Route } from '#renderer/state/navigation.ts'
import { useOpenSession } from '#renderer/state/session.ts'
import { useSetup } from '#renderer/state/setup.ts'
import { SetUpSecondFactor } from '../settings/second-factor/SecondFactorDialogs.tsx'
import type { PracticeDraft } from './steps.ts'
import { StepPanel } from './Wizard.tsx'

const w = words.setup.done

type DoneStepProps = { readonly practice: PracticeDraft; readonly administrator: string; readonly onBack: () => void }

export function DoneStep({ practice, administrator, onBack }: DoneStepProps) {
  const finish = useSetup((state) => state.finish)
  const go = useNavigation((state) => state.go)
  const leave = (route: Route) => () => {
    go(route)
    finish()
  }
  return (
    <StepPanel
      label={words.setup.steps.done.title}
      title={w.title}
      lead={w.lead}
      foot=""
      ready
      next={w.open}
      onNext={leave({ screen: 'delivery' })}
      onBack={onBack}
    >
      <DoneList practice={practice} administrator={administrator} onSend={leave({ screen: 'send' })} />
      <div className="row g4 mt6 wrap">
        <Button kind="link" size="sm" icon={Users} onClick={leave({ screen: 'settings', part: 'people' })}>
          {w.team}
        </Button>
        <Button kind="link" size="sm" icon={BookUser} onClick={leave({ screen: 'contacts' })}>
          {w.contacts}
        </Button>
      </div>
    </StepPanel>
  )
}

type DoneListProps = Omit<DoneStepProps, 'onBack'> & { readonly onSend: () => void }

function DoneList({ practice, administrator, onSend }: DoneListProps) {
  const done = [
    [practice.name, practice.fax ? w.fax(practice.fax) : w.noFax],
    [w.administrator(administrator), w.password],
    [w.keyStored, w.confirmed],
    [w.line, w.lineNote],
  ] as const
  return (
    <ul className="donelist mt6">
      {done.map(([title, note]) => (
        <li key={title}>
          <CircleCheck className="i i-20 c-ok" aria-hidden />
          <div className="grow">
            <b className="med">{title}</b>
            <div className="txs c2">{note}</div>
          </div>
        </li>
      ))}
      <Codes />
      <li className="next">
        <Send className="i i-20 c-acc" aria-hidden />
        <div className="grow">
          <b className="med">{w.first}</b>
          <div className="txs c2">{w.firstNote}</div>
        </div>
        <Button kind="primary" onClick={onSend}>
          {w.send}
        </Button>
      </li>
    </ul>
  )
}

/** The first person is an administrator: from the next sign-in on they need codes, and now is the time they have the phone at hand. */
function Codes() {
  const session = useOpenSession()
  const [open, setOpen] = useState(false)
  const on = session?.secondFactor === 'on'
  const Icon = on ? CircleCheck : Smartphone
  return (
    <li>
      <Icon className={on ? 'i i-20 c-ok' : 'i i-20 c-acc'} aria-hidden />
      <div className="grow">
        <b className="med">{on ? w.codesOn : w.codes}</b>
        <div className="txs c2">{on ? w.codesOnNote : w.codesNote}</div>
      </div>
      {!on && <Button onClick={() => setOpen(true)}>{w.codesAct}</Button>}
      {open && <SetUpSecondFactor onClose={() => setOpen(false)} />}
    </li>
  )
}
