/** Step 4: the line. This version has one, and says so. */
import { CircleCheck, GraduationCap, Info, ShieldCheck } from 'lucide-react'
import { words } from '#app/words/index.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Banner } from '#renderer/parts/Banner.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import { StepPanel } from './Wizard.tsx'

export function LineStep({ onNext }: { readonly onNext: () => void }) {
  const w = words.setup.line
  return (
    <StepPanel label={words.setup.steps.line.title} title={w.title} lead={w.lead} foot={w.foot} ready onNext={onNext}>
      <section className="lopt on alone mt5">
        <div className="row between">
          <span className="lic">
            <GraduationCap className="i i-20" aria-hidden />
          </span>
          <span className="st ok">
            <CircleCheck className="i" aria-hidden />
            {w.ready}
          </span>
        </div>
        <h2 className="tmd semi row g2">
          {w.name} <TrainingMark />
        </h2>
        <p className="txs c2 pretty">{w.text}</p>
        <span className="row g2 mt2">
          <Badge icon={ShieldCheck}>{w.noAgreement}</Badge>
        </span>
      </section>
      <Banner tone="neutral" icon={Info} className="mt4 wiz-width">
        {w.more}
      </Banner>
    </StepPanel>
  )
}
