/**
 * Power cuts at every write and every answer, and kills of a real process (promise 2), over every pretended service and
 * every reply it can give: a sample of them here, ten thousand by `npm run bench crash-points`. Nothing is lost, nothing
 * goes twice, and what the store says is true.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorld, worldKinds } from '#test/given/worlds/index.ts'
import { killPoints } from './kills.ts'
import { tryPoints, type Count } from './power-cut.ts'
import { scriptedAt, worldAt } from './subject.ts'

const onPaper = 150
const each = 16
/** Of one scenario, so that many are met. */
const atMost = 4

let folder: string
beforeAll(async () => {
  // Memory, where there is some: what a disk keeps through a power cut is what the copies hold.
  folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-cuts-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function expectNone(what: string, points: number, { why, ...count }: Count): void {
  const { lost, twice, untrue } = count
  process.stdout.write(`  ${what}: ${count.points} points, ${lost} lost, ${twice} twice, ${untrue} untrue\n`)
  expect(why).toEqual([])
  expect(count).toEqual({ points, lost: 0, twice: 0, untrue: 0 })
}

describe('kills of a real process: none lost, none twice, none untrue', () => {
  test.each(worldKinds)(
    '%s',
    async (kind) => {
      expectNone(`kills over ${kind}`, 1, await killPoints(kind, 1, 1 + worldKinds.indexOf(kind)))
    },
    120_000,
  )
})

describe('power cuts: none lost, none twice, none untrue', () => {
  test(`services on paper, ${onPaper} times`, async () => {
    expectNone(
      'cuts over services on paper',
      onPaper,
      await tryPoints(folder, { points: onPaper, first: 1, by: 1 }, scriptedAt),
    )
  }, 300_000)

  test.each(worldKinds)(
    `%s, ${each} times`,
    async (kind) => {
      const world = await startWorld(kind)
      // Kinds begin at different replies, so that together they meet all of them.
      const first = 1 + worldKinds.indexOf(kind) * each
      const count = await tryPoints(folder, { points: each, first, by: 1 }, (seed) => worldAt(world, seed), atMost)
      await world.close()
      expectNone(`cuts over ${kind}`, each, count)
    },
    300_000,
  )
})
