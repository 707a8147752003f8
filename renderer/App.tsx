/** Which of the five stages the desk is at decides what exists on the page at all: a locked page holds nothing. */
import type { StatusView } from '#app/contract/people/session.ts'
import { unreachable } from '#app/domain/outcome.ts'
import { words } from '#app/words/index.ts'
import { FaultNote } from './parts/FaultNote.tsx'
import { Spinner } from './parts/Spinner.tsx'
import { Setup } from './screens/setup/Setup.tsx'
import { ProofDialog } from './screens/shell/ProofDialog.tsx'
import { Shell } from './screens/shell/Shell.tsx'
import { CodesFirst } from './screens/sign-in/CodesFirst.tsx'
import { Lock } from './screens/sign-in/Lock.tsx'
import { SignIn } from './screens/sign-in/SignIn.tsx'
import { Trouble } from './screens/trouble/Trouble.tsx'
import { useCodes } from './state/person/codes.ts'
import { useSession } from './state/session.ts'
import { useSetup } from './state/setup.ts'

export function App() {
  const view = useSession((state) => state.view)
  const refresh = useSession((state) => state.refresh)
  if (view.at === 'loading') return <Spinner label={words.common.loading} />
  if (view.at === 'faulted') return <FaultNote fault={view.fault} onAgain={() => void refresh()} />
  return <Stage status={view.value} />
}

/** Set-up opens the first session itself, half-way, and keeps its page and what is on it until its last step is left. */
function Stage({ status }: { readonly status: StatusView }) {
  const settingUp = useSetup((state) => state.underway)
  if (status.stage === 'setup' || (status.stage === 'open' && settingUp)) {
    return (
      <>
        <Setup />
        <ProofDialog />
      </>
    )
  }
  return <SetUp status={status} stage={status.stage} />
}

type SetUpProps = { readonly status: StatusView; readonly stage: Exclude<StatusView['stage'], 'setup'> }

function SetUp({ status, stage }: SetUpProps) {
  switch (stage) {
    case 'trouble':
      return <Trouble status={status} />
    case 'signed-out':
      return <SignIn status={status} />
    case 'locked':
      return <Lock status={status} />
    case 'open':
      return (
        <>
          <Open status={status} />
          <ProofDialog />
        </>
      )
    default:
      return unreachable(stage, 'stage')
  }
}

function Open({ status }: { readonly status: StatusView }) {
  const codesFirst = useCodes(({ toWrite }) => toWrite.length > 0) || status.session?.secondFactor === 'first'
  return codesFirst ? <CodesFirst status={status} /> : <Shell status={status} />
}
