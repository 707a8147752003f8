/**
 * First-run set-up. It keeps what is typed until the second step is left; then the records are made, and from there
 * the way leads only forward: the recovery key is proved once and is gone.
 */
import { useEffect, useReducer } from 'react'
import type { Output } from '#app/contract/index.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { followActivity } from '#renderer/state/activity.ts'
import { useSession } from '#renderer/state/session.ts'
import { useSetup } from '#renderer/state/setup.ts'
import { AdministratorStep } from './AdministratorStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { KeyStep } from './KeyStep.tsx'
import { LineStep } from './LineStep.tsx'
import { PracticeStep } from './PracticeStep.tsx'
import {
  emptyAdministrator,
  emptyPractice,
  type AdministratorDraft,
  type PracticeDraft,
  type StepName,
} from './steps.ts'
import { Wizard } from './Wizard.tsx'

type State = {
  readonly step: StepName
  readonly practice: PracticeDraft
  readonly administrator: AdministratorDraft
  readonly groups: readonly string[]
}

const beginning: State = { step: 'practice', practice: emptyPractice, administrator: emptyAdministrator, groups: [] }

export function Setup() {
  const [state, change] = useReducer((now: State, part: Partial<State>): State => ({ ...now, ...part }), beginning)
  const underway = useSetup((setup) => setup.underway)
  const finish = useSetup((setup) => setup.finish)
  useEffect(() => (underway ? followActivity() : undefined), [underway])
  // A lock takes the wizard away; what it had not proved is asked for again in Settings.
  useEffect(() => finish, [finish])
  return (
    <Wizard step={state.step}>
      <Step state={state} change={change} />
    </Wizard>
  )
}

type StepProps = {
  readonly state: State
  readonly change: (part: Partial<State>) => void
}

/** What follows when the records have been made: the session begins, and the wizard goes on to the key. */
function useMade({ state, change }: StepProps) {
  const put = useSession((session) => session.put)
  const begin = useSetup((setup) => setup.begin)
  return ({ recoveryGroups: groups, status }: Output<'setup.create'>): void => {
    begin()
    // The password is not kept a moment longer than it is needed.
    change({ step: 'key', groups, administrator: { ...emptyAdministrator, name: state.administrator.name } })
    put(status)
  }
}

function Step({ state, change }: StepProps) {
  const { step, practice, administrator } = state
  const made = useMade({ state, change })
  switch (step) {
    case 'practice':
      return (
        <PracticeStep
          practice={practice}
          onChange={(next) => change({ practice: next })}
          onNext={() => change({ step: 'administrator' })}
        />
      )
    case 'administrator':
      return (
        <AdministratorStep
          practice={practice}
          administrator={administrator}
          onChange={(next) => change({ administrator: next })}
          onBack={() => change({ step: 'practice' })}
          onMade={made}
        />
      )
    case 'key':
      return (
        <KeyStep practice={practice.name} groups={state.groups} onNext={() => change({ step: 'line', groups: [] })} />
      )
    case 'line':
      return <LineStep onNext={() => change({ step: 'done' })} />
    case 'done':
      return <DoneStep practice={practice} administrator={administrator.name} onBack={() => change({ step: 'line' })} />
    default:
      return unreachable(step, 'step')
  }
}
