import { existsSync } from 'node:fs'
import { chmod, readdir, stat } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReader, openWriter, type Connection } from '#main/store/engine/connection.ts'
import { commonPragmas, formatPragmas, readerPragmas, unlock, writerPragmas } from '#main/store/engine/pragmas.ts'
import { createStore, openStore } from '#main/store/open.ts'
import { newestVersion, steps } from '#main/store/steps/index.ts'
import { givenStore, storeKey, type GivenStore } from './given-store.ts'

let given: GivenStore
beforeEach(async () => {
  given = await givenStore()
})
afterEach(() => given.clear())

const readBack = (db: Connection, name: string) => db.pragma(name, { simple: true })

test('every setting written out is the setting in force, on the connection that writes and on the one that reads', () => {
  for (const [db, own] of [
    [openWriter(given.file, storeKey), writerPragmas],
    [openReader(given.file, storeKey), readerPragmas],
  ] as const) {
    for (const { name, reads } of [...formatPragmas, ...commonPragmas, ...own])
      expect([name, readBack(db, name)]).toEqual([name, reads])
    db.close()
  }
})

test('the settings in force are those the design asks for', () => {
  const db = openWriter(given.file, storeKey)
  const names =
    'cipher legacy temp_store journal_mode synchronous foreign_keys trusted_schema cell_size_check secure_delete'
  expect(Object.fromEntries(names.split(' ').map((name) => [name, readBack(db, name)]))).toEqual({
    cipher: 'sqlcipher',
    legacy: '4',
    temp_store: 2,
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    secure_delete: 1,
  })
  db.close()
})

test('the reading connection cannot write, even when asked to by name', async () => {
  await expect(sql`delete from person`.execute(given.store.read as never)).rejects.toMatchObject({
    code: 'SQLITE_READONLY',
  })
})

test('a key of any other length is refused before the library sees it, which would take it for a passphrase', async () => {
  const { file } = given
  for (const length of [0, 16, 31, 33, 64]) {
    await expect(openStore({ file, key: Buffer.alloc(length) })).rejects.toThrow('32 bytes')
    await expect(createStore({ file: `${file}.other`, key: Buffer.alloc(length) })).rejects.toThrow('32 bytes')
  }
  expect(existsSync(`${file}.other`)).toBe(false)
})

test('the key is cleared from the buffer the library was given, and the caller keeps theirs', () => {
  const given: Buffer[] = []
  const library = { pragma: () => undefined, key: (raw: Buffer) => void given.push(raw) }
  unlock(library as unknown as Connection, storeKey)
  expect(given[0]).toEqual(Buffer.alloc(36))
  expect(storeKey).toEqual(Buffer.alloc(32, 7))
})

test.skipIf(process.platform === 'win32')('only the owner may read the store and what lies beside it', async () => {
  await given.store.write((tx) => tx.insertInto('setting').values({ key: 'a', value: '1' }).execute())
  for (const ending of ['', '-wal', '-shm', '.check']) {
    expect([ending, (await stat(given.file + ending)).mode & 0o777]).toEqual([ending, 0o600])
  }
  await chmod(given.file, 0o644)
  await given.reopen()
  expect((await stat(given.file)).mode & 0o777).toBe(0o600)
})

test('what was written is there after closing and opening', async () => {
  await given.store.write((tx) => tx.insertInto('setting').values({ key: 'a', value: '1' }).execute())
  const again = await given.reopen()
  expect(await again.read.selectFrom('setting').selectAll().execute()).toEqual([{ key: 'a', value: '1' }])
})

test('a store is never made where something lies already', async () => {
  const outcome = await createStore({ file: given.file, key: storeKey })
  expect(outcome).toEqual({ ok: false, fault: { code: 'conflict', why: 'already-set-up' } })
})

test('transactions run one after another, and one that throws leaves nothing', async () => {
  const order: string[] = []
  const slow = given.store.write(async (tx) => {
    order.push('first begins')
    await tx.insertInto('counter').values({ name: 'a', value: 1 }).execute()
    await new Promise(setImmediate)
    order.push('first ends')
  })
  const failing = given.store.write(async (tx) => {
    order.push('second begins')
    await tx.updateTable('counter').set({ value: 2 }).execute()
    throw new Error('called off')
  })
  await slow
  await expect(failing).rejects.toThrow('called off')
  expect(order).toEqual(['first begins', 'first ends', 'second begins'])
  expect(await given.store.read.selectFrom('counter').selectAll().execute()).toEqual([{ name: 'a', value: 1 }])
})

test('a list does not wait for a transaction, and sees none of it before its end', async () => {
  await given.store.write(async (tx) => {
    await tx.insertInto('counter').values({ name: 'a', value: 1 }).execute()
    expect(await given.store.read.selectFrom('counter').selectAll().execute()).toEqual([])
  })
  expect(await given.store.read.selectFrom('counter').selectAll().execute()).toHaveLength(1)
})

test('closing waits for the transaction under way', async () => {
  const work = given.store.write(async (tx) => {
    await new Promise(setImmediate)
    await tx.insertInto('counter').values({ name: 'a', value: 1 }).execute()
  })
  const again = await given.reopen()
  await work
  expect(await again.read.selectFrom('counter').selectAll().execute()).toHaveLength(1)
})

test('a closed store is one file and its key check: its log is folded in, whoever was asked last', async () => {
  for (const read of [false, true]) {
    const store = await given.reopen()
    if (read) await store.read.selectFrom('person').selectAll().execute()
    await store.write((tx) =>
      tx
        .insertInto('setting')
        .values({ key: String(read), value: '1' })
        .execute(),
    )
    await store.close()
    expect((await readdir(given.folder)).toSorted()).toEqual(['faxdesk.db', 'faxdesk.db.check'])
  }
})

test('steps are numbered from 1 without a gap, and a new store stands at the last', () => {
  expect(steps.map((step) => step.version)).toEqual(steps.map((_, at) => at + 1))
  const db = openReader(given.file, storeKey)
  expect(readBack(db, 'user_version')).toBe(newestVersion)
  db.close()
})
