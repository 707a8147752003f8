import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StoreTrouble } from '#app/domain/outcome.ts'
import { openReader, openWriter, type Connection } from '#main/store/engine/connection.ts'
import { openStore } from '#main/store/open.ts'
import { newestVersion } from '#main/store/steps/index.ts'
import { storeTrouble } from '#main/store/trouble.ts'
import { addFax, addPeople, givenStore, storeKey, type GivenStore } from '#test/unit/store/given-store.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

let given: GivenStore
beforeEach(async () => {
  given = await givenStore()
  await given.store.write(addPeople)
  for (const number of [1, 2, 3]) await addFax(given.store, number)
  await given.store.close()
})
afterEach(() => given.clear())

/** Every file of the folder with its digest. */
async function picture(): Promise<readonly string[]> {
  const names = (await readdir(given.folder)).toSorted()
  const digest = async (name: string) =>
    createHash('sha256')
      .update(await readFile(path.join(given.folder, name)))
      .digest('hex')
  return Promise.all(names.map(async (name) => `${name} ${await digest(name)}`))
}

async function refusedUntouched(kind: StoreTrouble, key: Buffer = storeKey): Promise<void> {
  const before = await picture()
  expect(faultOf(await openStore({ file: given.file, key }))).toEqual({ code: 'store', kind })
  expect(await picture()).toEqual(before)
}

function raw(act: (db: Connection) => void): void {
  const db = openWriter(given.file, storeKey)
  act(db)
  db.close()
}

test('a wrong key is told from damage', async () => {
  await refusedUntouched('wrong-key', Buffer.alloc(32, 9))
})

test('a store without its key check is called damaged only when it does not open', async () => {
  await rm(`${given.file}.check`)
  await refusedUntouched('damaged', Buffer.alloc(32, 9))
  await valueOf(await openStore({ file: given.file, key: storeKey })).close()
  await refusedUntouched('wrong-key', Buffer.alloc(32, 9))
})

test('an altered key check keeps nobody out, and is put right', async () => {
  await writeFile(`${given.file}.check`, `${'0'.repeat(64)}\n`)
  await valueOf(await openStore({ file: given.file, key: storeKey })).close()
  await refusedUntouched('wrong-key', Buffer.alloc(32, 9))
})

test('a store from a newer release is refused and left as it is, even when it was not closed properly', async () => {
  raw((db) => db.pragma(`user_version = ${newestVersion + 1}`))
  await refusedUntouched('newer-version')
  const db = openWriter(given.file, storeKey)
  db.exec(`insert into setting values ('left', '1')`)
  const open = openReader(given.file, storeKey)
  // Two connections hold the log open; what lies on disk is a store with an unfinished log beside it.
  const copies = await Promise.all(['', '-wal'].map((ending) => readFile(given.file + ending)))
  open.close()
  db.close()
  await Promise.all(['', '-wal'].map((ending, at) => writeFile(given.file + ending, copies[at] ?? '')))
  await refusedUntouched('newer-version')
})

test('files that are no store of ours are left as they are', async () => {
  for (const bytes of [
    Buffer.from('Dear diary'),
    randomBytes(8192),
    Buffer.alloc(4096),
    Buffer.from(`SQLite format 3\0${'\0'.repeat(4080)}`),
    Buffer.alloc(0),
  ]) {
    await writeFile(given.file, bytes)
    await refusedUntouched('damaged')
  }
})

test('an encrypted file with our key and no step taken is not taken for a store', async () => {
  raw((db) => db.pragma('user_version = 0'))
  await refusedUntouched('damaged')
})

test('a store that is not there is not made by opening it', async () => {
  await rm(given.file)
  await refusedUntouched('store-missing')
})

test('a byte flipped anywhere in the store is damage by name, at the door or at the first page that has it', async () => {
  const good = await readFile(given.file)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.nat(4095), fc.nat(good.length - 1)),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        const bad = Buffer.from(good)
        bad.writeUInt8(bad.readUInt8(at) ^ by, at)
        await writeFile(given.file, bad)
        expect([at, await troubleIn()]).toEqual([at, 'damaged'])
        expect(await readFile(given.file)).toEqual(bad)
      },
    ),
    { numRuns: 60 },
  )
})

/** Opens the store and reads every page of it; answers the trouble met. */
async function troubleIn(): Promise<StoreTrouble | 'none' | undefined> {
  const outcome = await openStore({ file: given.file, key: storeKey })
  if (!outcome.ok) return outcome.fault.code === 'store' ? outcome.fault.kind : undefined
  await outcome.value.close()
  const db = openReader(given.file, storeKey)
  try {
    return db.pragma('integrity_check', { simple: true }) === 'ok' ? 'none' : 'damaged'
  } catch (error) {
    return storeTrouble(error)
  } finally {
    db.close()
  }
}

test('a store cut off anywhere is damage by name', async () => {
  const good = await readFile(given.file)
  for (const length of [1, 16, 100, 4095, 4096, good.length - 4096, good.length - 1]) {
    await writeFile(given.file, good.subarray(0, length))
    expect([length, await troubleIn()]).toEqual([length, 'damaged'])
  }
})

test('another process that holds the store makes it busy, and nothing is half written', async () => {
  const store = valueOf(await openStore({ file: given.file, key: storeKey }))
  const holder = openWriter(given.file, storeKey)
  holder.exec('begin immediate')
  const error: unknown = await store
    .write((tx) => tx.insertInto('setting').values({ key: 'a', value: '1' }).execute())
    .catch((error: unknown) => error)
  expect(storeTrouble(error)).toBe('busy')
  holder.exec('rollback')
  holder.close()
  await store.write((tx) => tx.insertInto('setting').values({ key: 'a', value: '2' }).execute())
  await store.close()
})

test('a bug is not called trouble', async () => {
  const store = valueOf(await openStore({ file: given.file, key: storeKey }))
  const twice = store.write(async (tx) => {
    for (const value of ['1', '2']) await tx.insertInto('setting').values({ key: 'a', value }).execute()
  })
  const error: unknown = await twice.catch((error: unknown) => error)
  expect(storeTrouble(error)).toBeUndefined()
  expect(storeTrouble(new Error('SQLITE_FULL'))).toBeUndefined()
  expect(storeTrouble('SQLITE_FULL')).toBeUndefined()
  await store.close()
})

test('a store that may not be written to is read-only by name', async () => {
  const nobody = 65_534
  const root = process.getuid?.() === 0
  for (const name of ['', ...(await readdir(given.folder))]) {
    const file = path.join(given.folder, name)
    if (root) await chown(file, nobody, nobody)
    if (name) await chmod(file, 0o400)
  }
  const before = await picture()
  const opening = `
    const { openStore } = await import(${JSON.stringify(new URL('../../../main/store/open.ts', import.meta.url).href)})
    const outcome = await openStore({ file: ${JSON.stringify(given.file)}, key: Buffer.alloc(32, 7) })
    process.stdout.write(JSON.stringify(outcome))`
  // Root may write whatever the mode says, so the store is opened by a process that is not root.
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', opening], {
    encoding: 'utf8',
    env: {},
    ...(root ? { uid: nobody, gid: nobody } : {}),
  })
  expect(child.stdout).toBe('{"ok":false,"fault":{"code":"store","kind":"read-only"}}')
  expect(await picture()).toEqual(before)
})
