/** The four figures at the top, each beside the stretch of the same length before. */
import { Minus, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react'
import type { InsightCounts } from '#app/contract/record/insights.ts'
import { words } from '#app/words/index.ts'
import { duration, number } from '#renderer/format.ts'
import { decimal, firstTimeOf, minutes, rateOf } from './figures.ts'

const w = words.insights

type TilesProps = { readonly now: InsightCounts; readonly before: InsightCounts }

export const Tiles = ({ now, before }: TilesProps) => (
  <div className="kpis">
    <Share title={w.rate} now={rateOf(now)} before={rateOf(before)} />
    <Share title={w.firstTime} now={firstTimeOf(now)} before={firstTimeOf(before)} />
    <Tile
      title={w.time}
      figure={now.medianMs === undefined ? w.noFigure : minutes(now.medianMs)}
      unit={w.middle}
      trend={trend(now.medianMs, before.medianMs, (by) => (by < 0 ? w.faster(duration(-by)) : w.slower(duration(by))))}
    />
    <Tile
      title={w.sent}
      figure={number(now.sent)}
      unit={w.pages(number(now.pages))}
      trend={trend(now.sent, before.sent === 0 ? undefined : before.sent, (by) =>
        by < 0 ? w.less(number(-by)) : w.more(number(by)),
      )}
    />
  </div>
)

type ShareProps = { readonly title: string; readonly now: number | undefined; readonly before: number | undefined }

const Share = ({ title, now, before }: ShareProps) => (
  <Tile
    title={title}
    figure={now === undefined ? w.noFigure : decimal(now)}
    unit={now === undefined ? '' : w.percent}
    trend={trend(now, before, (by) => (by < 0 ? w.less(w.points(decimal(-by))) : w.more(w.points(decimal(by)))))}
  />
)

type Trend = { readonly icon: LucideIcon; readonly text: string }

/** What has changed, in words: an arrow and a word, never a colour alone. */
function trend(now: number | undefined, before: number | undefined, say: (by: number) => string): Trend {
  if (now === undefined || before === undefined) return { icon: Minus, text: w.noBefore }
  const by = Math.round((now - before) * 10) / 10
  if (by === 0) return { icon: Minus, text: w.same }
  return { icon: by > 0 ? TrendingUp : TrendingDown, text: say(by) }
}

type TileProps = { readonly title: string; readonly figure: string; readonly unit: string; readonly trend: Trend }

const Tile = ({ title, figure, unit, trend: { icon: Icon, text } }: TileProps) => (
  <div className="kpi">
    <span className="txs c2">{title}</span>
    <div className="row base g1h">
      <b>{figure}</b>
      <span className="c2">{unit}</span>
    </div>
    <span className="st">
      <Icon className="i i-14" aria-hidden />
      {text}
    </span>
  </div>
)
