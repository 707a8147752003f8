/** Tries while the store is closed: each is kept, in order, over restarts; what was changed is noticed. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTries, triesFileIn, type Kept, type Try } from '#main/vault/tries.ts'
import { dana, sam } from './given-vault.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-tries-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const tried = (at: number, person: string = dana.id): Try => ({ at, person, way: 'password', fault: 'sign-in-refused' })
const times = async (count: number): Promise<void> => {
  for (let at = 1; at <= count; at += 1) await createTries(folder).note(tried(at, at % 2 === 0 ? sam.id : dana.id))
}

async function taken(): Promise<Kept | undefined> {
  let all: Kept | undefined
  await createTries(folder).handOver(async (kept) => void (all = kept))
  return all
}

test('each is handed over once, in order, though every one was noted after a restart', async () => {
  await times(4)
  expect((await stat(triesFileIn(folder))).mode & 0o777).toBe(0o600)
  const kept = await taken()
  expect(kept).toEqual({ tries: [tried(1), tried(2, sam.id), tried(3), tried(4, sam.id)], end: 'whole' })
  expect(await taken()).toBeUndefined()
})

test('they are forgotten only when the record has kept them', async () => {
  await times(2)
  const full = (): Promise<void> => Promise.reject(new Error('disk full'))
  await expect(createTries(folder).handOver(full)).rejects.toThrow('disk full')
  expect((await taken())?.tries).toHaveLength(2)
})

test('tries at the same time are all kept', async () => {
  const tries = createTries(folder)
  await Promise.all(Array.from({ length: 20 }, (_, at) => tries.note(tried(at))))
  expect((await taken())?.tries.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, at) => at))
})

test.each([
  ['changed', (lines: readonly string[]) => lines.map((line, at) => (at === 2 ? line.replace(dana.id, sam.id) : line))],
  ['taken out', (lines: readonly string[]) => lines.filter((_, at) => at !== 2)],
  ['put in', (lines: readonly string[]) => [...lines.slice(0, 2), lines[0] ?? '', ...lines.slice(2)]],
  ['cut in half', (lines: readonly string[]) => [...lines.slice(0, 2), (lines[2] ?? '').slice(0, 40)]],
])('a line that was %s is noticed, and those before it still count', async (_, change) => {
  await times(5)
  const file = triesFileIn(folder)
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  await writeFile(file, `${change(lines).join('\n')}\n`)
  expect(await taken()).toEqual({ tries: [tried(1), tried(2, sam.id)], end: 'altered' })
})

test('nobody can fill the disk with them, and that there were more is said', async () => {
  const tries = createTries(folder, 3)
  for (let at = 1; at <= 6; at += 1) await tries.note(tried(at))
  let kept: Kept | undefined
  await tries.handOver(async (all) => void (kept = all))
  expect(kept).toMatchObject({ tries: [{ at: 1 }, { at: 2 }, { at: 3 }], end: 'full' })
})
