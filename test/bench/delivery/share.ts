/** A process of its own that tries its share of the power cuts: first seed, step from seed to seed, and how many. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { tryPoints } from '#test/fault/crash-points/power-cut.ts'

const [first = 1, by = 1, points = 1] = process.argv.slice(2).map(Number)
const folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-cuts-'))
try {
  process.send?.(await tryPoints(folder, points, first, by))
} finally {
  await rm(folder, { recursive: true, force: true })
}
