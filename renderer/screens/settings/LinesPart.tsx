/** The lines, and what the training line plays. */
import { CircleCheck, GraduationCap, PhoneOutgoing, ShieldCheck } from 'lucide-react'
import type { LineView } from '#app/contract/lines.ts'
import { words } from '#app/words/index.ts'
import { Badge } from '#renderer/parts/Badge.tsx'
import { Banner } from '#renderer/parts/Banner.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { PartHead } from './PartHead.tsx'

const w = words.settings.lines

export function LinesPart() {
  const { view, again } = useAnswer('lines.list', {}, ['fax.changed'])
  return (
    <>
      <PartHead title={w.title} lead={w.lead} />
      {view.at === 'loading' && <Spinner label={words.common.loading} />}
      {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
      {view.at === 'shown' && (
        <div className="col g3">
          {view.value.lines.map((line) => (
            <LineCard key={line.id} line={line} />
          ))}
          {view.value.lines.length === 0 && <p className="c2">{w.none}</p>}
          <Banner tone="neutral">{w.only}</Banner>
          {view.value.lines
            .filter((line) => line.outcomes.length > 0)
            .map((line) => (
              <Outcomes key={line.id} line={line} />
            ))}
        </div>
      )}
    </>
  )
}

function LineCard({ line }: { readonly line: LineView }) {
  const busy = line.sending + line.waiting > 0
  return (
    <article className="lcard">
      <div className="lrow">
        <span className="lic">
          <GraduationCap className="i i-20" aria-hidden />
        </span>
        <div className="lname">
          <div className="row g2 wrap">
            <b className="semi tmd">{line.name}</b>
            {line.training && <TrainingMark />}
          </div>
          <div className="txs c2">{w.training}</div>
        </div>
        <div className="lcell">
          <Badge icon={ShieldCheck}>{w.noAgreement}</Badge>
          <span className="t2xs c3">{w.noCompany}</span>
        </div>
        <div className="lcell">
          <span className={busy ? 'st info' : 'st ok'}>
            {busy ? <PhoneOutgoing className="i" aria-hidden /> : <CircleCheck className="i" aria-hidden />}
            {busy ? w.busy(line.sending, line.waiting) : w.ready}
          </span>
        </div>
      </div>
    </article>
  )
}

function Outcomes({ line }: { readonly line: LineView }) {
  return (
    <section className="mt3">
      <h3 className="tlg">{w.outcomes}</h3>
      <p className="c2 txs mb2">{w.outcomesLead}</p>
      <div className="tcard">
        <table className="grid perm">
          <colgroup>
            <col className="col-ending" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{w.ending}</th>
              <th scope="col">{w.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {line.outcomes.map(({ ending, outcome }) => (
              <tr key={ending}>
                <td className="num">{ending}</td>
                <td>{outcome}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
