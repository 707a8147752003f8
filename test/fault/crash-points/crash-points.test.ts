/**
 * Power cuts at every write and every answer (promise 2): a sample of them here, ten thousand by `npm run bench
 * crash-points`. Nothing is lost, nothing goes twice, and what the store says is true.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { tryPoints } from './power-cut.ts'

const points = 1_000

test(`${points} power cuts: none lost, none twice, none untrue`, async () => {
  // Memory, where there is some: what a disk keeps through a power cut is what the copies hold.
  const folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-cuts-'))
  try {
    const { why, ...count } = await tryPoints(folder, points, 1, 1)
    expect(why).toEqual([])
    expect(count).toEqual({ points, lost: 0, twice: 0, untrue: 0 })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 300_000)
