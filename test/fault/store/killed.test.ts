import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentId } from '#app/domain/ids.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { openReader } from '#main/store/engine/connection.ts'
import { createStore, openStore } from '#main/store/open.ts'
import { valueOf } from '#test/given/outcome.ts'
import { givenFolder, idOf, storeKey } from '#test/unit/store/given-store.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await givenFolder()
  file = path.join(folder, 'faxdesk.db')
  await valueOf(await createStore({ file, key: storeKey })).close()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const main = new URL('../../../main/', import.meta.url).href

/** Counts in the store and in a small file beside it, and writes a document again and again, saying each number once it is kept. */
const worker = () => `
  const { openStore } = await import('${main}store/open.ts')
  const { createDocumentFiles } = await import('${main}store/files.ts')
  const { putFile } = await import('${main}store/engine/put.ts')
  const folder = ${JSON.stringify(folder)}
  const key = Buffer.alloc(32, 7)
  const { value: store } = await openStore({ file: folder + '/faxdesk.db', key })
  const files = createDocumentFiles(folder)
  const was = await store.read.selectFrom('counter').selectAll().execute()
  for (let number = (was[0]?.value ?? 0) + 1; ; number += 1) {
    await store.write(async (tx) => {
      await tx.deleteFrom('counter').execute()
      await tx.insertInto('counter').values({ name: 'a', value: number }).execute()
      await tx.insertInto('setting').values({ key: String(number), value: 'x'.repeat(3000) }).execute()
    })
    await putFile(folder + '/small', JSON.stringify({ number, filling: 'y'.repeat(20000) }))
    await files.write('${idOf('document', 1)}', Buffer.alloc(200000, number % 256), key)
    process.stdout.write(number + '\\n')
  }`

/** Runs the worker until it has said `after` numbers, waits for as many turns of the loop more, and kills it. */
async function killed(after: number, turns: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', worker()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = 0
  let lines = 0
  const enough = Promise.withResolvers<void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    said = Number(line)
    lines += 1
    if (lines === after) enough.resolve()
  })
  await enough.promise
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
  child.kill('SIGKILL')
  await once(child, 'close')
  return said
}

test('killed at any moment: what was said to be kept is there, the rest is whole or not at all', async () => {
  const files = createDocumentFiles(folder)
  for (let round = 0; round < 8; round += 1) {
    const said = await killed(1 + (round % 4), round * 37)
    const store = valueOf(await openStore({ file, key: storeKey }))
    const counted = (await store.read.selectFrom('counter').select('value').executeTakeFirstOrThrow()).value
    const rows = await store.read.selectFrom('setting').select('key').execute()
    await store.close()
    expect(counted).toBeGreaterThanOrEqual(said)
    expect(rows).toHaveLength(counted)
    const small = JSON.parse(await readFile(path.join(folder, 'small'), 'utf8')) as { number: number }
    expect(small.number).toBeGreaterThanOrEqual(said)
    const bytes = valueOf(await files.read(DocumentId.parse(idOf('document', 1)), storeKey))
    expect(new Set(bytes).size).toBe(1)
    await files.removeOrphans(new Set([idOf('document', 1)]))
  }
  const db = openReader(file, storeKey)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
})
