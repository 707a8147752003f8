/** Step 3: the recovery key, shown once. There is no way past it without a copy. */
import { words } from '#app/words/index.ts'
import { RecoveryKey } from './RecoveryKey.tsx'
import { useRecoveryCheck } from './useRecoveryCheck.ts'
import { StepPanel } from './Wizard.tsx'

type KeyStepProps = { readonly practice: string; readonly groups: readonly string[]; readonly onNext: () => void }

export function KeyStep({ practice, groups, onNext }: KeyStepProps) {
  const w = words.setup.key
  const check = useRecoveryCheck(groups)
  const next = async (): Promise<void> => {
    if (await check.confirm()) onNext()
  }
  return (
    <StepPanel
      label={words.setup.steps.key.title}
      title={w.title}
      lead={
        <>
          {w.leadStart}
          <b className="semi">{w.leadOnly}</b>
          {w.leadEnd}
        </>
      }
      foot={check.foot}
      ready={check.ready}
      busy={check.busy}
      onNext={() => void next()}
    >
      <RecoveryKey practice={practice} groups={groups} check={check} />
    </StepPanel>
  )
}
