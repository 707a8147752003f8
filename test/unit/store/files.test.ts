import { randomBytes } from 'node:crypto'
import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentId } from '#app/domain/ids.ts'
import { createDocumentFiles, type DocumentFiles } from '#main/store/files.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'
import { longestShare } from '#test/given/turns.ts'
import { givenFolder, idOf } from './given-store.ts'

let folder: string
let files: DocumentFiles
beforeEach(async () => {
  folder = await givenFolder()
  files = createDocumentFiles(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const id = DocumentId.parse(idOf('document', 1))
const other = DocumentId.parse(idOf('document', 2))
const fileOf = (of: DocumentId) => path.join(folder, 'documents', of)
const chunk = 64 * 1024

test('what is written is read, whatever its length', async () => {
  for (const length of [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 16 * chunk, 16 * chunk + 1, 40 * chunk + 7]) {
    const [bytes, key] = [randomBytes(length), randomBytes(32)]
    await files.write(id, bytes, key)
    const read = valueOf(await files.read(id, key))
    expect(Buffer.compare(Buffer.from(read), bytes)).toBe(0)
  }
  expect(await readdir(path.join(folder, 'documents'))).toEqual([id])
})

test('a byte changed anywhere in the file is damage by name', async () => {
  const [bytes, key] = [randomBytes(2 * chunk + 500), randomBytes(32)]
  await files.write(id, bytes, key)
  const good = await readFile(fileOf(id))
  const edges = [0, 7, 8, 8 + chunk - 1, 8 + chunk, 8 + chunk + 16, good.length - 17, good.length - 1]
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constantFrom(...edges), fc.nat(good.length - 1)),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const bad = Buffer.from(good)
        bad.writeUInt8(bad.readUInt8(at) ^ by, at)
        await writeFile(fileOf(id), bad)
        expect(faultOf(await files.read(id, key))).toEqual({ code: 'store', kind: 'damaged' })
      },
    ),
    { numRuns: 150 },
  )
})

test('a file cut off anywhere, or with chunks moved, dropped or repeated, is damage by name', async () => {
  const [bytes, key] = [randomBytes(3 * chunk), randomBytes(32)]
  await files.write(id, bytes, key)
  const good = await readFile(fileOf(id))
  const sealed = chunk + 16
  for (const length of [0, 4, 8, 9, 24, 8 + 15, 8 + sealed - 1, 8 + sealed, 8 + 2 * sealed, good.length - 1]) {
    await writeFile(fileOf(id), good)
    await truncate(fileOf(id), length)
    expect([length, faultOf(await files.read(id, key))]).toEqual([length, { code: 'store', kind: 'damaged' }])
  }
  const [head, a, b, c] = [
    good.subarray(0, 8),
    ...[0, 1, 2].map((at) => good.subarray(8 + at * sealed, 8 + (at + 1) * sealed)),
  ] as [Buffer, Buffer, Buffer, Buffer]
  for (const parts of [[b, a, c], [a, c], [a, b, b, c], [c], [a, b, c, c]]) {
    await writeFile(fileOf(id), Buffer.concat([head, ...parts]))
    expect(faultOf(await files.read(id, key))).toEqual({ code: 'store', kind: 'damaged' })
  }
})

test("another key, or another document's file under this name, opens nothing", async () => {
  const key = randomBytes(32)
  await files.write(id, Buffer.from('a'), key)
  await files.write(other, Buffer.from('b'), key)
  expect(faultOf(await files.read(id, randomBytes(32)))).toEqual({ code: 'store', kind: 'damaged' })
  await writeFile(fileOf(id), await readFile(fileOf(other)))
  expect(faultOf(await files.read(id, key))).toEqual({ code: 'store', kind: 'damaged' })
})

test('a destroyed document is not found; destroying it again does nothing', async () => {
  const key = randomBytes(32)
  await files.write(id, Buffer.from('a'), key)
  await files.destroy(id)
  await files.destroy(id)
  expect(faultOf(await files.read(id, key))).toEqual({ code: 'not-found' })
})

test('what a killed process left is removed, what the store knows is not', async () => {
  expect(await files.removeOrphans(new Set())).toBe(0)
  const key = randomBytes(32)
  await files.write(id, Buffer.from('a'), key)
  await files.write(other, Buffer.from('b'), key)
  await writeFile(`${fileOf(id)}.new`, 'half')
  expect(await files.removeOrphans(new Set([id]))).toBe(2)
  expect(await readdir(path.join(folder, 'documents'))).toEqual([id])
})

test('a name that is no id reaches no file', async () => {
  const forged = '../vault.json' as DocumentId
  await expect(files.write(forged, Buffer.from('a'), randomBytes(32))).rejects.toThrow()
  await expect(files.destroy(forged)).rejects.toThrow()
})

test.skipIf(process.platform === 'win32')('only the owner may read a document', async () => {
  await files.write(id, Buffer.from('a'), randomBytes(32))
  expect((await stat(fileOf(id))).mode & 0o777).toBe(0o600)
  expect((await stat(path.dirname(fileOf(id)))).mode & 0o777).toBe(0o700)
})

test('while a large file is written and read, everybody else has turns', async () => {
  const [bytes, key] = [new Uint8Array(40 * 1024 * 1024), randomBytes(32)]
  expect(await longestShare(() => files.write(id, bytes, key))).toBeLessThan(0.5)
  expect(await longestShare(() => files.read(id, key))).toBeLessThan(0.5)
})
