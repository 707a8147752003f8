import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createThrottle, type Throttle } from '#main/vault/throttle.ts'
import { dana, face, sam } from './given-vault.ts'

const minute = 60_000
let folder: string
let now: number
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-throttle-'))
  now = 1_000_000
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const start = (fresh = true) => createThrottle({ dataFolder: folder, clock: { now: () => now }, fresh })

async function fails(throttle: Throttle, times: number, id = dana.id): Promise<number[]> {
  const waits: number[] = []
  for (let time = 0; time < times; time += 1) {
    waits.push(await throttle.failed(id))
    now += waits.at(-1) ?? 0
  }
  return waits
}

test('the first slips cost nothing; then the wait doubles up to five minutes', async () => {
  expect(await fails(await start(), 12)).toEqual(
    [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000),
  )
})

test('the wait is over when its time has passed, and a right password ends it for that person', async () => {
  const throttle = await start()
  await throttle.failed(dana.id)
  await throttle.failed(dana.id)
  expect(await throttle.failed(dana.id)).toBe(2000)
  now += 1500
  expect(throttle.waitMs(dana.id)).toBe(500)
  expect(throttle.waitMs(sam.id)).toBe(0)
  now += 500
  expect(throttle.waitMs(dana.id)).toBe(0)
  await throttle.passed(dana.id)
  expect(await throttle.failed(dana.id)).toBe(0)
})

test('ending the application ends no wait', async () => {
  await fails(await start(), 5)
  now -= 3000
  expect((await start()).waitMs(dana.id)).toBe(3000)
})

test('trying many names slows the whole machine, one own right password does not reset it, an hour of quiet does', async () => {
  const throttle = await start()
  for (let number = 10; number < 30; number += 1) await throttle.failed(face(number).id)
  expect(throttle.waitMs(sam.id)).toBeGreaterThan(minute)
  await throttle.passed(sam.id)
  expect(throttle.waitMs(sam.id)).toBeGreaterThan(minute)
  now += 61 * minute
  expect(throttle.waitMs(sam.id)).toBe(0)
  expect(await throttle.failed(sam.id)).toBe(0)
})

test('a clock set back locks nobody out for longer than the wait itself', async () => {
  const throttle = await start()
  await fails(throttle, 5)
  await throttle.failed(dana.id)
  now -= 24 * 60 * minute
  expect(throttle.waitMs(dana.id)).toBe(16_000)
  now += 16_000
  expect(throttle.waitMs(dana.id)).toBe(0)
})

test('a file that was altered or taken away costs the longest wait, and the record is owed word of it, over restarts', async () => {
  await fails(await start(), 1)
  const file = path.join(folder, 'throttle.json')
  for (const text of ['', 'null', (await readFile(file, 'utf8')).replace('"failures":1', '"failures":-1')]) {
    await writeFile(file, text)
    expect((await start(false)).waitMs(dana.id)).toBe(5 * minute)
  }
  await rm(file)
  expect((await start(false)).waitMs(dana.id)).toBe(5 * minute)
  const again = await start(false)
  expect(again.waitMs(dana.id)).toBe(5 * minute)
  now += 5 * minute
  // What is guessed next begins where the wait is longest.
  expect(await again.failed(dana.id)).toBe(5 * minute)
  again.noted(7)
  await again.failed(dana.id)
  expect((await start(false)).owed()).toEqual({ lost: 'gone', lines: 7 })
  await again.recorded()
  expect((await start(false)).owed()).toEqual({ lost: undefined, lines: 0 })
})

test('a desk nobody has used yet has no count to lose, and has one from then on', async () => {
  expect((await start()).waitMs(dana.id)).toBe(0)
  expect((await start(false)).owed()).toEqual({ lost: undefined, lines: 0 })
})

test('names nobody has fill no memory', async () => {
  const throttle = await start()
  for (let number = 0; number < 300; number += 1) await throttle.failed(face(number).id)
  const kept = JSON.parse(await readFile(path.join(folder, 'throttle.json'), 'utf8')) as { people: object }
  expect(Object.keys(kept.people)).toHaveLength(200)
})
