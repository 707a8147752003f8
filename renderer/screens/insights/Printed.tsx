/**
 * Insights for the printer: every figure of every chart as a table, because shades and lines are lost on many printers.
 * It is there only while it is printed.
 */
import { useEffect } from 'react'
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import { words } from '#app/words/index.ts'
import { dateClock } from '#renderer/format.ts'
import { PrintSheet } from '#renderer/parts/print/PrintSheet.tsx'
import { FailureTable } from './Failures.tsx'
import { Hours } from './Hours.tsx'
import type { View } from './InsightsScreen.tsx'
import { StepTable } from './StepTable.tsx'
import { Tiles } from './Tiles.tsx'

const w = words.insights

type PrintedProps = {
  readonly view: View
  readonly period: InsightPeriod
  readonly training: boolean
  /** The print dialog has been answered. */
  readonly onAnswered: () => void
}

export function Printed({ view, period, training, onAnswered }: PrintedProps) {
  useEffect(() => {
    addEventListener('afterprint', onAnswered, { once: true })
    window.print()
    return () => removeEventListener('afterprint', onAnswered)
  }, [onAnswered])
  const label = w.figures(period === 'year' ? w.byMonth : w.byDay)
  const about = [w.printed(w.periods[period], dateClock(view.to)), training ? w.training : w.real, w.lead].join(' · ')
  return (
    <PrintSheet>
      <div className="sheet ins-sheet">
        <h1>{w.title}</h1>
        <p className="sub">{about}</p>
        <Tiles now={view.now} before={view.before} />
        <h2>{w.failed}</h2>
        {view.failures.length === 0 ? <p>{w.noFailures}</p> : <FailureTable failures={view.failures} />}
        <Hours hours={view.hours} />
      </div>
      <div className="sheet ins-sheet">
        <h2>{label}</h2>
        <p className="sub">{about}</p>
        <StepTable steps={view.steps} period={period} label={label} of="both" />
      </div>
    </PrintSheet>
  )
}
