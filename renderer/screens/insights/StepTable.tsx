/** Every figure of the charts over time, a row a day or month. */
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import { words } from '#app/words/index.ts'
import { number } from '#renderer/format.ts'
import { stepName } from './chart.ts'
import { minutes } from './figures.ts'
import type { View } from './InsightsScreen.tsx'

const w = words.insights

type StepTableProps = {
  readonly steps: View['steps']
  readonly period: InsightPeriod
  readonly label: string
  /** Which chart's figures these are; on paper, those of both. */
  readonly of: 'rate' | 'time' | 'both'
}

const middle = (ms: number | undefined): string => (ms === undefined ? w.noFigure : minutes(ms))

export const StepTable = ({ steps, period, label, of }: StepTableProps) => (
  <table className="grid short ins-table" aria-label={label}>
    <thead>
      <tr>
        <th scope="col">{w.columns.when}</th>
        <th scope="col">{w.columns.sent}</th>
        <th scope="col">{w.columns.delivered}</th>
        {of !== 'time' && <th scope="col">{w.columns.firstTime}</th>}
        {of !== 'rate' && <th scope="col">{w.columns.middle}</th>}
      </tr>
    </thead>
    <tbody>
      {steps.map(({ from, counts }) => (
        <tr key={from}>
          <th scope="row">{stepName(from, period)}</th>
          <td className="num">{number(counts.sent)}</td>
          <td className="num">{number(counts.delivered)}</td>
          {of !== 'time' && <td className="num">{number(counts.firstTime)}</td>}
          {of !== 'rate' && <td className="num">{middle(counts.medianMs)}</td>}
        </tr>
      ))}
    </tbody>
  </table>
)
