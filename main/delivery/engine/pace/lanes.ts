/** How many faxes each line may be handed now: by its calls at once, its rate, and how it does. Kept in memory only. */
import type { LineId } from '#app/domain/ids.ts'
import type { LineRules } from '#app/domain/fax/retry.ts'
import type { Line } from '../../../lines/line.ts'
import { heard, probed, resting, well, type Health, type Heard } from './health.ts'

export type Lanes = {
  /** Faxes that may be handed over now. @param calls calls it is busy with */
  readonly room: (line: Line, rules: LineRules, calls: number, now: number) => number
  readonly launched: (id: LineId, now: number) => void
  readonly heard: (id: LineId, news: Heard, now: number) => void
  /** The next time (epoch ms) after `now` at which there may be more room; Infinity when time changes nothing. */
  readonly next: (lines: readonly Line[], now: number) => number
  readonly health: (id: LineId) => Health
  /** Somebody checked the line and found it ready: it is tried at once. */
  readonly mended: (id: LineId) => void
}

const minuteMs = 60_000

/** @param changed told when a line is paused or taken up again, with how it did before and does now */
export function createLanes(changed: (id: LineId, before: Health, after: Health) => void): Lanes {
  const healths = new Map<LineId, Health>()
  const launches = new Map<LineId, readonly number[]>()
  const health = (id: LineId): Health => healths.get(id) ?? well

  function put(id: LineId, after: Health): void {
    const before = health(id)
    healths.set(id, after)
    if (before.pause?.why !== after.pause?.why) changed(id, before, after)
  }

  const recent = (id: LineId, now: number): readonly number[] =>
    (launches.get(id) ?? []).filter((at) => at > now - minuteMs && at <= now)

  return {
    room({ id, capabilities, pace }, { callsAtOnce }, calls, now) {
      const own = health(id)
      if (resting(own, now)) return 0
      const most = Math.min(capabilities.concurrency, callsAtOnce ?? Infinity)
      const rate = (pace.submissionsPerMinute ?? Infinity) - recent(id, now).length
      return Math.max(0, Math.min(most - calls, rate, own.pause ? 1 : Infinity))
    },
    launched(id, now) {
      launches.set(id, [...recent(id, now), now])
      healths.set(id, probed(health(id), now))
    },
    heard: (id, news, now) => put(id, heard(health(id), news, now)),
    next(lines, now) {
      const times = lines.flatMap(({ id, pace }) => {
        const { pause } = health(id)
        const [oldest] = recent(id, now)
        const full = oldest !== undefined && recent(id, now).length >= (pace.submissionsPerMinute ?? Infinity)
        return [...(pause ? [pause.until] : []), ...(full ? [oldest + minuteMs] : [])]
      })
      return Math.min(Infinity, ...times.filter((at) => at > now))
    },
    health,
    mended: (id) => put(id, well),
  }
}
