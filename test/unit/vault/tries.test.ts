/** Tries while the store is closed: each is kept, in order, over restarts; what was changed is noticed. */
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTries, triesFileIn, type Kept, type Mark, type Try } from '#main/vault/tries.ts'
import { dana, sam } from './given-vault.ts'

let folder: string
/** What a record would remember. */
let mark: Mark | undefined
let turn = 0
beforeEach(async () => {
  mark = undefined
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-tries-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const tried = (at: number, person: string = dana.id): Try => ({ at, person, way: 'password', fault: 'sign-in-refused' })
const times = async (count: number): Promise<void> => {
  for (let at = 1; at <= count; at += 1) await createTries(folder).note(tried(at, at % 2 === 0 ? sam.id : dana.id))
}

const expected = (lines = 0) => ({ mark, lines, begins: Buffer.alloc(32, (turn += 1)) })

async function taken({ lines = 0, tries = createTries(folder) } = {}): Promise<Kept | undefined> {
  let all: Kept | undefined
  await tries.handOver(expected(lines), async (kept, next) => {
    all = kept
    mark = next
  })
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
  await expect(createTries(folder).handOver(expected(), full)).rejects.toThrow('disk full')
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
  expect(await taken({ tries })).toMatchObject({ tries: [{ at: 1 }, { at: 2 }, { at: 3 }], end: 'full' })
})

test('once the record knows the file, it is there with nothing in it, and every way to take it away is noticed', async () => {
  const file = triesFileIn(folder)
  expect(await taken()).toEqual({ tries: [], end: 'whole' })
  expect(await taken()).toBeUndefined()
  await cp(file, `${file}.empty`)
  await times(3)
  await rm(file)
  expect(await taken()).toEqual({ tries: [], end: 'gone' })
  expect(await taken()).toBeUndefined()
  // Taken away, and somebody goes on trying.
  await times(2)
  await rm(file)
  await times(3)
  expect(await taken()).toEqual({ tries: [tried(1), tried(2, sam.id), tried(3)], end: 'gone' })
  // Taken away while Faxdesk runs: it does not know, and binds the next line to one that is no more.
  const tries = createTries(folder)
  await tries.note(tried(1))
  await rm(file)
  await tries.note(tried(2))
  await tries.note(tried(3))
  expect(await taken({ tries })).toEqual({ tries: [tried(2), tried(3)], end: 'gone' })
  // An older file in its place, and its own without the last lines.
  await times(2)
  await cp(`${file}.empty`, file)
  expect(await taken()).toEqual({ tries: [], end: 'gone' })
  await times(3)
  await writeFile(file, (await readFile(file, 'utf8')).split('\n').slice(0, 2).join('\n'))
  expect(await taken({ lines: 4 })).toEqual({ tries: [tried(1)], end: 'gone' })
})

test('killed between the record and the new file, nothing is recorded twice and nothing is missed', async () => {
  await taken()
  await times(2)
  const file = triesFileIn(folder)
  await cp(file, `${file}.before`)
  expect(await taken()).toEqual({ tries: [tried(1), tried(2, sam.id)], end: 'whole' })
  await cp(`${file}.before`, file)
  await createTries(folder).note(tried(9))
  expect(await taken()).toEqual({ tries: [tried(9)], end: 'whole' })
  expect(await taken()).toBeUndefined()
})
