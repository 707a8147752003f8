/** Step 1: the practice's own facts, with the cover sheet they make beside them. */
import { words } from '#app/words/index.ts'
import { Field } from '#renderer/parts/form/Field.tsx'
import { OwnNumberField } from '#renderer/parts/form/OwnNumberField.tsx'
import { CoverPicture } from './CoverPicture.tsx'
import { practiceLacks, type PracticeDraft } from './steps.ts'
import { StepPanel } from './Wizard.tsx'

const w = words.setup.practice

type PracticeStepProps = {
  readonly practice: PracticeDraft
  readonly onChange: (practice: PracticeDraft) => void
  readonly onNext: () => void
}

export function PracticeStep({ practice, onChange, onNext }: PracticeStepProps) {
  const lacks = practiceLacks(practice)
  const field = (key: keyof PracticeDraft) => ({
    label: w[key],
    size: 'lg' as const,
    value: practice[key],
    onChange: (value: string) => onChange({ ...practice, [key]: value }),
  })
  return (
    <StepPanel
      label={words.setup.steps.practice.title}
      title={w.title}
      lead={w.lead}
      foot={w.foot[lacks ?? 'ready']}
      ready={!lacks}
      onNext={onNext}
    >
      <div className="wiz-two mt6">
        <div className="col g4">
          <Field {...field('name')} maxLength={80} />
          <Field {...field('address')} maxLength={80} />
          <div className="two">
            <OwnNumberField {...field('phone')} hint={w.phoneHint} />
            <OwnNumberField {...field('fax')} />
          </div>
          <Field {...field('workstation')} hint={w.workstationHint} maxLength={40} />
        </div>
        <figure className="wiz-prev">
          <CoverPicture practice={practice} />
          <figcaption className="t2xs c3 mt2">{w.preview}</figcaption>
        </figure>
      </div>
    </StepPanel>
  )
}
