/**
 * How long the main thread holds up everybody else, told apart from how long the computer kept it waiting. A turn is what
 * runs between two looks of a timer: its CPU time is its own, whatever else the machine does; what the clock saw of it is
 * longer on a busy machine, so the same is measured over an idle loop beside it.
 */
import { setTimeout as sleep } from 'node:timers/promises'

export type Turns = {
  /** CPU time of the longest turn, in ms. */
  readonly workMs: number
  /** The longest the timer came late, in ms. */
  readonly lateMs: number
  /** How long all of it took, in ms. */
  readonly tookMs: number
}

const everyMs = 1

/** What `act` answers, and how the turns of this thread were meanwhile. */
export async function turnsOf<T>(act: () => Promise<T>): Promise<readonly [T, Turns]> {
  const began = performance.now()
  let [workMs, lateMs] = [0, 0]
  let [wall, cpu] = [began, process.threadCpuUsage()]
  let on = true
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(cpu)
    workMs = Math.max(workMs, (user + system) / 1000)
    lateMs = Math.max(lateMs, performance.now() - wall - everyMs)
    ;[wall, cpu] = [performance.now(), process.threadCpuUsage()]
    if (on) setTimeout(look, everyMs)
  }
  setTimeout(look, everyMs)
  const value = await act()
  on = false
  look()
  return [value, { workMs, lateMs, tookMs: performance.now() - began }]
}

/** The control: nothing is done for so long. */
export const idleTurns = async (ms: number): Promise<Turns> => (await turnsOf(() => sleep(ms)))[1]
