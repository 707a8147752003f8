/** What the training line plays, by how a number ends. */
import type { LineView } from '#app/contract/lines.ts'
import { words } from '#app/words/index.ts'

const w = words.settings.lines

export const TrainingOutcomes = ({ line }: { readonly line: LineView }) => (
  <section className="mt3">
    <h2 className="tlg">{w.outcomes}</h2>
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
