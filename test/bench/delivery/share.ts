/** A process of its own that tries its share of the power cuts: one kind of service after another, each from its own seeds. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { tryPoints } from '#test/fault/crash-points/power-cut.ts'
import { scriptedAt, worldAt } from '#test/fault/crash-points/subject.ts'
import { startWorld, worldKinds } from '#test/given/worlds/index.ts'

const [points = '1', ...kinds] = process.argv.slice(2)
/** Moments of one scenario: the rest of its many are much like these. */
const atMost = 12
const folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-cuts-'))
try {
  for (const kind of kinds) {
    // Services on paper are in no list: their seeds come after those of all kinds.
    const nth = kind === 'paper' ? worldKinds.length : worldKinds.indexOf(kind)
    const share = { points: Number(points), first: 1 + nth * 1_000, by: 1 }
    const world = kind === 'paper' ? undefined : await startWorld(kind)
    const count = await tryPoints(folder, share, world ? (seed) => worldAt(world, seed) : scriptedAt, atMost)
    await world?.close()
    process.send?.({ kind, count })
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.disconnect?.()
