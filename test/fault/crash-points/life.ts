/** A process that sends what is in an outbox, as fast as it can, and says when it writes: it is there to be killed. */
import { writeFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { manualClock } from '#test/given/clock.ts'
import { openOutbox, reopened, runOn } from '#test/given/outbox/desk.ts'
import { lineTo } from '#test/given/worlds/index.ts'
import type { Store } from '#main/store/store.ts'
import { nowFile, type Life } from './kills.ts'

// A killed process leaves no compiled code behind for the next one, unless it does so before.
flushCompileCache()
const { folder, where, now } = JSON.parse(process.argv[2] ?? '{}') as Life
const clock = manualClock(now)
const real = await reopened(folder)
const say = (): void => void process.send?.('a write')

const write: Store['write'] = async (work) => {
  say()
  const value = await real.write(work)
  say()
  return value
}
const store = { ...real, write }
const { line } = await lineTo(where, { store, clock })
const desk = openOutbox(store, clock, [line], `life ${now}`)
desk.engine.start()
await runOn(
  desk,
  clock,
  () => {
    // Whoever comes after must know what time it was.
    writeFileSync(nowFile(folder), String(clock.now()))
    return false
  },
  { steps: 60 },
)
await desk.engine.stop()
await real.close()
process.exit(0)
