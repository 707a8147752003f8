/**
 * A real process killed by SIGKILL at a request, at an answer or at a write: the service lives on in this process and goes
 * on taking what was on its way. Then another process begins, perhaps dies as well, and the last one runs to the end.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { manualClock } from '#test/given/clock.ts'
import { startWorld } from '#test/given/worlds/index.ts'
import { nobody, type World } from '#test/given/worlds/world.ts'
import { begun, counted, noneYet, restOf, type Count } from './power-cut.ts'
import { numbersFrom } from './scenario.ts'
import { worldAt, type Subject } from './subject.ts'

/** What a life is told, as one word of its command line. */
export type Life = { readonly folder: string; readonly where: World['where']; readonly now: number }

export const nowFile = (folder: string): string => path.join(folder, 'now')

/** Lives until the `at`th thing happens, and `delayMs` more. Answers whether it was killed, and what time it was then. */
async function liveAndDie(
  subject: Subject,
  life: Life,
  at: number,
  delayMs: number,
): Promise<{ readonly killed: boolean; readonly now: number }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'life.ts'), JSON.stringify(life)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let left = at
  let trouble = ''
  const kill = (): void => void child.kill('SIGKILL')
  const happened = (): void => {
    left -= 1
    // Time is what is random here: nothing is waited for by sleeping.
    if (left === 0) setTimeout(kill, delayMs)
  }
  child.stderr?.on('data', (chunk: Buffer) => void (trouble += chunk.toString()))
  child.on('message', happened)
  subject.listen({ passed: happened, silent: kill })
  const [code] = (await once(child, 'close')) as [number | null]
  subject.listen(nobody)
  subject.cut()
  if (code !== null && code !== 0) throw new Error(`a life ended by itself: ${trouble}`)
  const file = nowFile(life.folder)
  return { killed: code === null, now: existsSync(file) ? Number(readFileSync(file, 'utf8')) : life.now }
}

/** @param kills how many kills there must have been */
export async function killPoints(kind: string, kills: number, firstSeed: number): Promise<Count> {
  const world = await startWorld(kind)
  const root = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-kills-'))
  // Starting is most of a short life.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(os.tmpdir(), 'faxdesk-compile-cache')
  let count = noneYet
  for (let seed = firstSeed; count.points < kills; seed += 1) {
    const random = numbersFrom(seed + 29)
    const subject = worldAt(world, seed)
    const folder = path.join(root, String(seed))
    const clock = manualClock()
    await (await begun(subject, folder, clock)).close()
    let now = clock.now()
    let deaths = 0
    for (let lives = random() < 0.3 ? 2 : 1; lives > 0; lives -= 1) {
      const at = 1 + Math.floor(random() * 24)
      const delayMs = random() < 0.5 ? 0 : Math.round(12 * random())
      const died = await liveAndDie(subject, { folder, where: world.where, now }, at, delayMs)
      now = died.now + 30_000
      deaths += died.killed ? 1 : 0
    }
    const verdict = await restOf(subject, folder, manualClock(now))
    for (; deaths > 0 && count.points < kills; deaths -= 1)
      count = counted(count, verdict, `${subject.name}, seed ${seed}, killed`)
  }
  await world.close()
  await rm(root, { recursive: true, force: true })
  return count
}
