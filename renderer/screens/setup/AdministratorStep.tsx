/** Step 2: the first person. Leaving it makes the encrypted records. */
import { Info, KeyRound } from 'lucide-react'
import type { Output } from '#app/contract/index.ts'
import { passwordAtLeast, passwordRefusal } from '#app/domain/password.ts'
import { faultText, words } from '#app/words/index.ts'
import { call } from '#renderer/bridge.ts'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Field } from '#renderer/parts/form/Field.tsx'
import { PasswordField } from '#renderer/parts/form/PasswordField.tsx'
import { useAct } from '#renderer/state/act.ts'
import {
  administratorFoot,
  administratorLacks,
  practiceFields,
  type AdministratorDraft,
  type PracticeDraft,
} from './steps.ts'
import { StepPanel } from './Wizard.tsx'

const w = words.setup.administrator

type AdministratorStepProps = {
  readonly practice: PracticeDraft
  readonly administrator: AdministratorDraft
  readonly onChange: (administrator: AdministratorDraft) => void
  readonly onBack: () => void
  readonly onMade: (made: Output<'setup.create'>) => void
}

export function AdministratorStep({ practice, administrator, onChange, onBack, onMade }: AdministratorStepProps) {
  const { busy, fault, run } = useAct()
  const make = (): void => {
    const person = { name: administrator.name.trim(), password: administrator.password }
    void run(() => call('setup.create', { practice: practiceFields(practice), administrator: person }), onMade)
  }
  return (
    <StepPanel
      label={words.setup.steps.administrator.title}
      title={w.title}
      lead={w.lead}
      foot={administratorFoot(administrator)}
      ready={administratorLacks(administrator) === undefined}
      busy={busy}
      onNext={make}
      onBack={onBack}
    >
      <div className="wiz-two wide mt6">
        <div className="col g4">
          <PersonFields administrator={administrator} onChange={onChange} />
          {fault && <FaultNote fault={fault} />}
        </div>
        <section className="well outlined col g3">
          <h2 className="tsm semi row g2">
            <KeyRound className="i" aria-hidden />
            {w.why}
          </h2>
          <p className="txs c2">{w.whyText}</p>
        </section>
      </div>
    </StepPanel>
  )
}

type PersonFieldsProps = Pick<AdministratorStepProps, 'administrator' | 'onChange'>

function PersonFields({ administrator, onChange }: PersonFieldsProps) {
  const field = (key: keyof AdministratorDraft) => ({
    label: w[key],
    size: 'lg' as const,
    value: administrator[key],
    onChange: (value: string) => onChange({ ...administrator, [key]: value }),
  })
  return (
    <>
      <Field {...field('name')} hint={w.nameHint} maxLength={80} />
      <PasswordField {...field('password')} judged error={weakness(administrator)} />
      <PasswordField {...field('again')} error={differing(administrator) ? w.differ : undefined} />
      <p className="txs c3 row g2 top">
        <Info className="i" aria-hidden />
        <span className="grow">{w.advice(passwordAtLeast)}</span>
      </p>
    </>
  )
}

/** Only what length cannot show: the bars already say when a password is too short. */
function weakness({ name, password }: AdministratorDraft): string | undefined {
  const why = passwordRefusal(password, name)
  return why && why !== 'too-short' ? faultText({ code: 'password-refused', why }) : undefined
}

/** Said as soon as it cannot come right any more by typing on. */
const differing = ({ password, again }: AdministratorDraft): boolean => again !== '' && !password.startsWith(again)
