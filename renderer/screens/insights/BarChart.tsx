/** One bar a step, each with its number where there is room; the last one, which is still growing, is filled. */
import type { InsightPeriod } from '#app/contract/record/insights.ts'
import { words } from '#app/words/index.ts'
import { box, named, stepName, yOf, type Point } from './chart.ts'
import { scaleTop } from './figures.ts'

const w = words.insights

type BarChartProps = {
  readonly points: readonly Point[]
  readonly period: InsightPeriod
  readonly label: string
  /** A value in ms as it is shown. */
  readonly shown: (value: number) => string
}

/** Scales count whole half minutes, so that their marks are round times. */
const roundMs = 30_000

export function BarChart({ points, period, label, shown }: BarChartProps) {
  const known = points.flatMap(({ value }) => (value === undefined ? [] : [value]))
  if (known.length === 0) return <p className="txs c2">{w.noDeliveries}</p>
  const most = scaleTop(Math.max(...known, 1) / roundMs, 2) * roundMs
  const room = (box.right - box.left) / points.length
  const width = Math.min(30, room * 0.72)
  const names = named(points.length)
  const [first, end] = [points[0]?.from ?? 0, points.at(-1)?.from ?? 0]
  const said = w.between(
    label,
    stepName(first, period),
    stepName(end, period),
    shown(Math.min(...known)),
    shown(Math.max(...known)),
  )
  return (
    <svg viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={said}>
      {[0, most / 2, most].map((value) => (
        <g key={value}>
          <path d={`M${box.left} ${yOf(value, 0, most)}H${box.right}`} className="cg" />
          <text x={box.left - 6} y={yOf(value, 0, most) + 4} textAnchor="end" className="ct">
            {value === 0 ? '0' : shown(value)}
          </text>
        </g>
      ))}
      {points.map(({ from, value }, at) => {
        const middle = box.left + (at + 0.5) * room
        const last = at === points.length - 1
        const y = yOf(value ?? 0, 0, most)
        return (
          <g key={from}>
            {value !== undefined && (
              <rect
                x={middle - width / 2}
                y={y}
                width={width}
                height={Math.max(1, box.bottom - y)}
                rx="3"
                className={last ? 'cb now' : 'cb'}
              />
            )}
            {value !== undefined && (points.length <= 12 || last) && (
              <text
                x={middle}
                y={y - 5}
                textAnchor={points.length > 12 ? 'end' : 'middle'}
                className={last ? 'ct dark b' : 'ct'}
              >
                {shown(value)}
              </text>
            )}
            {names.has(at) && (
              <text x={middle} y="186" textAnchor={points.length > 12 && last ? 'end' : 'middle'} className="ct">
                {stepName(from, period)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
