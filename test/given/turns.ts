/**
 * The largest share of its work that `act` does on this thread without letting anybody else have a turn: 1 where it does
 * all of it in one go. CPU time, so that a busy machine changes nothing; what comes before `act` is no part of it.
 */
export async function longestShare(act: () => Promise<unknown>): Promise<number> {
  const began = process.threadCpuUsage()
  let [longest, before, on] = [0, began, true]
  const look = (): void => {
    longest = Math.max(longest, workOf(process.threadCpuUsage(before)))
    before = process.threadCpuUsage()
    if (on) setImmediate(look)
  }
  setImmediate(look)
  await act()
  on = false
  look()
  return longest / workOf(process.threadCpuUsage(began))
}

const workOf = ({ user, system }: NodeJS.CpuUsage): number => user + system
