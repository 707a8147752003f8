/** The real clock. */
import type { Clock } from './ports.ts'

// A timer of Node holds at most 2^31-1 ms; a longer wait is taken in pieces.
const longest = 2_147_483_647

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, act) => {
    let timer: NodeJS.Timeout
    const wait = (left: number): void => {
      timer = setTimeout(() => (left > longest ? wait(left - longest) : act()), Math.min(Math.max(left, 0), longest))
      timer.unref()
    }
    wait(ms)
    return () => clearTimeout(timer)
  },
}
