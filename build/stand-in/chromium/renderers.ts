/** Which renderer process a window got. DevTools do not say, so windows are opened one at a time and the new process is theirs. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Peer } from './cdp.ts'

const taken = new Set<number>()
let turn: Promise<unknown> = Promise.resolve()

async function renderers(cdp: Peer): Promise<readonly number[]> {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
}

/**
 * Runs `open`, which starts one renderer, when nobody else is starting one.
 * @returns its result, and the process id of the renderer; 0 if none was seen
 */
export function startingRenderer<T>(
  cdp: Peer,
  open: () => Promise<T>,
): Promise<{ readonly value: T; readonly pid: number }> {
  const task = async (): Promise<{ value: T; pid: number }> => {
    const before = new Set([...(await renderers(cdp)), ...taken])
    const value = await open()
    for (let look = 0; look < 20; look++) {
      const pid = (await renderers(cdp)).find((id) => !before.has(id))
      if (pid !== undefined) {
        taken.add(pid)
        return { value, pid }
      }
      await sleep(25)
    }
    return { value, pid: 0 }
  }
  const mine = turn.then(task, task)
  turn = mine
  return mine
}
