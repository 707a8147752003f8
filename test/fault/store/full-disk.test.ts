import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentId } from '#app/domain/ids.ts'
import { putFile } from '#main/store/engine/put.ts'
import { createDocumentFiles } from '#main/store/files.ts'
import { createStore } from '#main/store/open.ts'
import { storeTrouble } from '#main/store/trouble.ts'
import { dana, givenVault, password, sam } from '#test/unit/vault/given-vault.ts'
import { addFax, addPeople, givenFolder, givenStore, idOf, storeKey } from '#test/unit/store/given-store.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

let folder: string
beforeEach(async () => {
  folder = await givenFolder()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const id = DocumentId.parse(idOf('document', 1))
const full = { code: 'store', kind: 'full' }

const thrownBy = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (error: unknown) => error,
  )

/** The disk is full for this one file: whatever is written to `/dev/full` answers ENOSPC. */
const noRoomFor = (file: string) => symlink('/dev/full', `${file}.new`)

test('a document that finds no room is called full, and leaves nothing behind', async () => {
  const files = createDocumentFiles(folder)
  await mkdir(path.join(folder, 'documents'))
  await noRoomFor(path.join(folder, 'documents', id))
  expect(storeTrouble(await thrownBy(files.write(id, randomBytes(100), randomBytes(32))))).toBe('full')
  expect(await readdir(path.join(folder, 'documents'))).toEqual([])
})

test('a small file that finds no room stays what it was', async () => {
  const file = path.join(folder, 'a')
  await putFile(file, 'old')
  await noRoomFor(file)
  expect(storeTrouble(await thrownBy(putFile(file, 'new')))).toBe('full')
  expect(await readdir(folder)).toEqual(['a'])
})

test('a vault that finds no room says so, and everyone still gets in', async () => {
  const given = await givenVault()
  const { keys } = valueOf(await given.vault.create(dana, password))
  await noRoomFor(given.file)
  expect(faultOf(await given.vault.setPassword(keys, sam, password))).toEqual(full)
  expect(valueOf(await given.vault.openWithPassword(dana.id, password))).toEqual(keys)
  expect(await readdir(given.folder)).toEqual(['vault.json'])
  await given.clear()
})

test('a store that may grow no more is full, its transaction is gone whole, and it goes on when there is room', async () => {
  const given = await givenStore()
  const { store } = given
  await store.write(addPeople)
  await addFax(store, 1)
  await store.write((tx) => sql`pragma max_page_count = 1`.execute(tx))
  const work = store.write(async (tx) => {
    await tx.insertInto('counter').values({ name: 'a', value: 1 }).execute()
    await tx
      .insertInto('setting')
      .values({ key: 'big', value: 'x'.repeat(500_000) })
      .execute()
  })
  expect(storeTrouble(await thrownBy(work))).toBe('full')
  expect(await store.read.selectFrom('counter').selectAll().execute()).toEqual([])
  await store.write((tx) => sql`pragma max_page_count = 100000`.execute(tx))
  await addFax(store, 2)
  await given.clear()
})

/** A disk of its own with so many bytes, in memory. Needs root; elsewhere the tests above stand for it. */
const smallDisk = (bytes: number): boolean =>
  process.platform === 'linux' &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'tmpfs', folder]).status === 0

test('on a disk that is really full nothing is half done, whatever was being written', async () => {
  if (!smallDisk(3_000_000)) return
  try {
    const file = path.join(folder, 'faxdesk.db')
    const files = createDocumentFiles(folder)
    const store = valueOf(await createStore({ file, key: storeKey }))
    await store.write(addPeople)
    const troubles = [
      storeTrouble(await thrownBy(files.write(id, randomBytes(5_000_000), randomBytes(32)))),
      storeTrouble(
        await thrownBy(
          store.write((tx) =>
            tx
              .insertInto('setting')
              .values({ key: 'big', value: 'x'.repeat(4_000_000) })
              .execute(),
          ),
        ),
      ),
    ]
    expect(troubles).toEqual(['full', 'full'])
    expect(await readdir(path.join(folder, 'documents'))).toEqual([])
    await store.write((tx) => tx.insertInto('setting').values({ key: 'small', value: '1' }).execute())
    expect(await store.read.selectFrom('setting').select('key').execute()).toEqual([{ key: 'small' }])
    await store.close()
  } finally {
    spawnSync('umount', [folder])
  }
})

test('a store that finds no room to begin with is not begun', async () => {
  if (!smallDisk(40_000)) return
  try {
    await writeFile(path.join(folder, 'other'), 'x'.repeat(20_000))
    expect(faultOf(await createStore({ file: path.join(folder, 'faxdesk.db'), key: storeKey }))).toEqual(full)
    expect(await readdir(folder)).toEqual(['other'])
  } finally {
    spawnSync('umount', [folder])
  }
})
