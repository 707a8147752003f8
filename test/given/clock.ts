/** A clock that stands still until a test moves it, so that no test sleeps. */
import type { Clock } from '#main/ports.ts'

export type ManualClock = Clock & {
  /** Moves time on by `ms`, running what falls due on the way, in order, each at its own time. */
  readonly advance: (ms: number) => void
  /** Changes what the clock shows, and nothing else: a computer asleep, or somebody setting the clock. */
  readonly jump: (ms: number) => void
  /** How many timers wait. */
  readonly waiting: () => number
  /** How long until the next timer falls due, in ms; undefined while none waits. */
  readonly untilNext: () => number | undefined
}

type Timer = { readonly due: number; readonly order: number; readonly act: () => void }

/** Tuesday, 14 April 2026, 10:00 UTC. */
export const givenMorning = Date.UTC(2026, 3, 14, 10, 0, 0)

export function manualClock(start: number = givenMorning): ManualClock {
  let wall = start
  let passed = 0
  let made = 0
  const timers = new Set<Timer>()

  const next = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due || a.order - b.order)[0]

  function move(to: number): void {
    wall += to - passed
    passed = to
  }

  return {
    now: () => wall,
    elapsed: () => passed,
    after: (ms, act) => {
      const timer = { due: passed + Math.max(0, ms), order: (made += 1), act }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: (ms) => {
      const until = passed + ms
      for (let timer = next(until); timer; timer = next(until)) {
        timers.delete(timer)
        move(timer.due)
        timer.act()
      }
      move(until)
    },
    jump: (ms) => void (wall += ms),
    waiting: () => timers.size,
    untilNext() {
      const first = next(Infinity)
      return first && Math.max(0, first.due - passed)
    },
  }
}
