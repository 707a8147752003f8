/** Step 1: the practice's own facts, with the cover sheet they make beside them. */
import { words } from '#app/words/index.ts'
import { Field } from '#renderer/parts/form/Field.tsx'
import { CoverPicture } from './CoverPicture.tsx'
import type { PracticeDraft } from './steps.ts'
import { StepPanel } from './Wizard.tsx'

type PracticeStepProps = {
  readonly practice: PracticeDraft
  readonly onChange: (practice: PracticeDraft) => void
  readonly onNext: () => void
}

export function PracticeStep({ practice, onChange, onNext }: PracticeStepProps) {
  const w = words.setup.practice
  const named = practice.name.trim() !== ''
  const set = (key: keyof PracticeDraft) => (value: string) => onChange({ ...practice, [key]: value })
  return (
    <StepPanel
      label={words.setup.steps.practice.title}
      title={w.title}
      lead={w.lead}
      foot={named ? w.foot : w.missing}
      ready={named}
      onNext={onNext}
    >
      <div className="wiz-two mt6">
        <div className="col g4">
          <Field label={w.name} size="lg" value={practice.name} onChange={set('name')} maxLength={80} />
          <Field label={w.address} size="lg" value={practice.address} onChange={set('address')} maxLength={80} />
          <div className="two">
            <Field
              label={w.phone}
              hint={w.phoneHint}
              size="lg"
              type="tel"
              value={practice.phone}
              onChange={set('phone')}
              maxLength={30}
            />
            <Field label={w.fax} size="lg" type="tel" value={practice.fax} onChange={set('fax')} maxLength={30} />
          </div>
          <Field
            label={w.workstation}
            hint={w.workstationHint}
            size="lg"
            value={practice.workstation}
            onChange={set('workstation')}
            maxLength={40}
          />
        </div>
        <figure className="wiz-prev">
          <CoverPicture practice={practice} />
          <figcaption className="t2xs c3 mt2">{w.preview}</figcaption>
        </figure>
      </div>
    </StepPanel>
  )
}
