/** A share over time. Days on which nothing came to an end leave a gap: nothing is not zero. */
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import { words } from '#app/words/index.ts'
import { box, named, stepName, yOf, type Point } from './chart.ts'
import { decimal } from './figures.ts'

const w = words.insights

type LineChartProps = { readonly points: readonly Point[]; readonly period: InsightPeriod; readonly label: string }

export function LineChart({ points, period, label }: LineChartProps) {
  const known = points.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (known.length === 0) return <p className="txs c2">{w.noEnds}</p>
  const worst = Math.min(...known)
  const least = worst >= 90 ? 90 : worst >= 50 ? 50 : 0
  const x = (at: number): number => box.left + (at / Math.max(1, points.length - 1)) * (box.right - box.left)
  const dots = points.flatMap(({ value }, at) =>
    value === undefined ? [] : [{ at, x: x(at), y: yOf(value, least, 100), value }],
  )
  const last = dots.at(-1)
  const names = named(points.length)
  const [first, end] = [points[0]?.from ?? 0, points.at(-1)?.from ?? 0]
  const said = w.between(
    label,
    stepName(first, period),
    stepName(end, period),
    `${decimal(worst)} %`,
    `${decimal(Math.max(...known))} %`,
  )
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={said}>
      {[least, (least + 100) / 2, 100].map((value) => (
        <g key={value}>
          <path d={`M${box.left} ${yOf(value, least, 100)}H${box.right}`} className="cg" />
          <text x={box.left - 6} y={yOf(value, least, 100) + 4} textAnchor="end" className="ct">
            {value}%
          </text>
        </g>
      ))}
      {runs(dots).map((run) => (
        <g key={run[0]?.at}>
          <path d={`${path(run)}V${box.bottom}H${run[0]?.x}Z`} className="ca" />
          <path d={path(run)} className="cl" />
          {run.length === 1 && <circle cx={run[0]?.x} cy={run[0]?.y} r="3" className="cdot" />}
        </g>
      ))}
      {last && (
        <>
          <circle cx={last.x} cy={last.y} r="4" className="cdot" />
          <text x={Math.min(last.x, box.right)} y={Math.max(last.y - 9, 9)} textAnchor="end" className="ct dark">
            {decimal(last.value)}%
          </text>
        </>
      )}
      {points.map(({ from }, at) =>
        names.has(at) ? (
          <text
            key={from}
            x={x(at)}
            y="186"
            textAnchor={at === 0 ? 'start' : at === points.length - 1 ? 'end' : 'middle'}
            className="ct"
          >
            {stepName(from, period)}
          </text>
        ) : null,
      )}
    </svg>
  )
}

type Dot = { readonly at: number; readonly x: number; readonly y: number; readonly value: number }

/** Dots that follow one another without a gap. */
function runs(dots: readonly Dot[]): readonly (readonly Dot[])[] {
  const all: Dot[][] = []
  for (const dot of dots) {
    const run = all.at(-1)
    if (run?.at(-1)?.at === dot.at - 1) run.push(dot)
    else all.push([dot])
  }
  return all
}

const path = (run: readonly Dot[]): string =>
  run.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
