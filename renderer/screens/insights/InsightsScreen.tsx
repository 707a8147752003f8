/** Insights: how sending goes. Counts only: nothing on this screen says anything about a fax or a person. */
import { ChartColumn, Printer, Table2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Output } from '#app/contract/index.ts'
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import { words } from '#app/words/index.ts'
import { Button } from '#renderer/parts/Button.tsx'
import { Empty } from '#renderer/parts/Empty.tsx'
import { FaultNote } from '#renderer/parts/FaultNote.tsx'
import { Segmented } from '#renderer/parts/form/Segmented.tsx'
import { Spinner } from '#renderer/parts/Spinner.tsx'
import { TrainingMark } from '#renderer/parts/TrainingMark.tsx'
import { useAnswer } from '#renderer/state/answer.ts'
import { BarChart } from './BarChart.tsx'
import { Failures } from './Failures.tsx'
import { firstTimeOf, minutes } from './figures.ts'
import { Hours } from './Hours.tsx'
import { LineChart } from './LineChart.tsx'
import { Printed } from './Printed.tsx'
import { StepTable } from './StepTable.tsx'
import { Tiles } from './Tiles.tsx'

const w = words.insights
export type View = Output<'insights.read'>

const periods = (['week', 'month', 'year'] as const).map((value) => ({ value, label: w.periods[value] }))

export function InsightsScreen() {
  const [period, setPeriod] = useState<InsightPeriod>('month')
  const [lines, setLines] = useState<'real' | 'training'>()
  const [tables, setTables] = useState(false)
  const [printing, setPrinting] = useState(false)
  const printed = useCallback(() => setPrinting(false), [])
  const asked = lines === 'training'
  const { view, again } = useAnswer('insights.read', { period, training: asked })
  const on = view.at === 'shown' ? view.value.onLines : undefined
  // A desk that has only practised so far is shown what it practised, marked as such.
  if (on && lines === undefined) setLines(on.real === 0 && on.training > 0 ? 'training' : 'real')
  return (
    <>
      <div className="page-head ins-head">
        <h1 className="txl">{w.title}</h1>
        <span className="c3 txs nowrap">{w.lead}</span>
        {asked && <TrainingMark />}
        <span className="end row g2">
          {on && on.training > 0 && (
            <Segmented
              label={w.lines}
              value={lines ?? 'real'}
              choices={[
                { value: 'real', label: w.real },
                { value: 'training', label: w.training },
              ]}
              onChange={setLines}
            />
          )}
          <Segmented label={w.period} value={period} choices={periods} onChange={setPeriod} />
          <Button icon={tables ? ChartColumn : Table2} onClick={() => setTables(!tables)}>
            {tables ? w.asCharts : w.asTables}
          </Button>
          <Button
            icon={Printer}
            disabled={view.at !== 'shown' || view.value.now.sent === 0}
            onClick={() => setPrinting(true)}
          >
            {w.print}
          </Button>
        </span>
      </div>
      <div className="scroll grow ins" tabIndex={0} role="group" aria-label={w.charts}>
        {view.at === 'loading' && <Spinner label={words.common.loading} />}
        {view.at === 'faulted' && <FaultNote fault={view.fault} onAgain={() => void again()} />}
        {view.at === 'shown' && <Shown view={view.value} period={period} tables={tables} />}
        {view.at === 'shown' && printing && (
          <Printed view={view.value} period={period} training={asked} onAnswered={printed} />
        )}
      </div>
    </>
  )
}

type ShownProps = { readonly view: View; readonly period: InsightPeriod; readonly tables: boolean }

function Shown({ view, period, tables }: ShownProps) {
  if (view.now.sent === 0)
    return (
      <Empty icon={ChartColumn} title={w.none}>
        {w.noneText}
      </Empty>
    )
  const step = period === 'year' ? w.byMonth : w.byDay
  const rates = view.steps.map(({ from, counts }) => ({ from, value: firstTimeOf(counts) }))
  const times = view.steps.map(({ from, counts }) => ({ from, value: counts.medianMs }))
  return (
    <>
      <Tiles now={view.now} before={view.before} />
      <div className="charts">
        <section className="tcard chart">
          <header>
            <h2 className="tsm semi">{w.rateBy(step)}</h2>
            <span className="txs c3">{w.periods[period]}</span>
          </header>
          {tables ? (
            <StepTable steps={view.steps} period={period} label={w.rateBy(step)} of="rate" />
          ) : (
            <LineChart points={rates} period={period} label={w.rateBy(step)} />
          )}
        </section>
        <Failures failures={view.failures} tables={tables} />
        <Hours hours={view.hours} />
        <section className="tcard chart">
          <header>
            <h2 className="tsm semi">{w.timeBy(step)}</h2>
            <span className="txs c3">{w.middle}</span>
          </header>
          {tables ? (
            <StepTable steps={view.steps} period={period} label={w.timeBy(step)} of="time" />
          ) : (
            <BarChart points={times} period={period} label={w.timeBy(step)} shown={minutes} />
          )}
        </section>
      </div>
    </>
  )
}
