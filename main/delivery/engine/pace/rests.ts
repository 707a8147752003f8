/** Faxes not to be looked at for a while, though they are due: calls just asked about, and steps that broke. */
import type { FaxId } from '#app/domain/ids.ts'

export type Rests = {
  readonly rests: (id: FaxId, now: number) => boolean
  /** The clock was set back: nothing rests any more. */
  readonly clear: () => void
  /** When the first of them ends, in epoch ms; Infinity when none rests. */
  readonly next: (now: number) => number
  readonly until: (id: FaxId, at: number) => void
  readonly none: (id: FaxId) => void
  /** After a step that changed nothing: whatever the reason, never at once again. */
  readonly afterStep: (id: FaxId, now: number) => void
  /** After a step that broke: longer each time. */
  readonly afterBreak: (id: FaxId, now: number) => void
  readonly sound: (id: FaxId) => void
}

const shortMs = 1_000
const longestMs = 10 * 60_000

export function createRests(): Rests {
  const ends = new Map<FaxId, number>()
  const breaks = new Map<FaxId, number>()
  const until: Rests['until'] = (id, at) => void ends.set(id, at)

  return {
    rests: (id, now) => (ends.get(id) ?? 0) > now,
    clear: () => ends.clear(),
    next(now) {
      let first = Infinity
      for (const [id, at] of ends) {
        if (at <= now) ends.delete(id)
        else first = Math.min(first, at)
      }
      return first
    },
    until,
    none: (id) => void ends.delete(id),
    afterStep: (id, now) => until(id, now + shortMs),
    afterBreak(id, now) {
      const count = (breaks.get(id) ?? 0) + 1
      breaks.set(id, count)
      until(id, now + Math.min(longestMs, shortMs * 4 ** (count - 1)))
    },
    sound: (id) => void breaks.delete(id),
  }
}
