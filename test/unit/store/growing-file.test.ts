/** A file that grows is, byte for byte, the file written whole, wherever its pieces end; unfinished, it is not there. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DocumentId, makeId } from '#app/domain/ids.ts'
import { createDocumentFiles } from '#main/store/files.ts'

const id = makeId(DocumentId, 'document', '1'.repeat(20))
const key = Buffer.alloc(32, 7)
const chunk = 64 * 1024

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 3 * chunk + 17])('%i bytes', async (size) => {
  const bytes = Buffer.from(Array.from({ length: size }, (_, at) => at % 251))
  const [whole, grown] = [
    createDocumentFiles(path.join(folder, `a${size}`)),
    createDocumentFiles(path.join(folder, `b${size}`)),
  ]
  await whole.write(id, bytes, key)
  const file = await grown.begin(id, key)
  for (let from = 0; from < size; from += 40_001) await file.write(bytes.subarray(from, from + 40_001))
  await file.finish()
  await file.discard()
  const read = (of: string) => readFile(path.join(folder, `${of}${size}`, 'documents', id))
  expect(await read('b')).toEqual(await read('a'))
  expect(await grown.read(id, key)).toEqual({ ok: true, value: bytes })
})

test('one that is given up leaves nothing', async () => {
  const files = createDocumentFiles(path.join(folder, 'c'))
  const file = await files.begin(id, key)
  await file.write(Buffer.alloc(2 * chunk))
  await file.discard()
  expect(await readdir(path.join(folder, 'c', 'documents'))).toEqual([])
})
