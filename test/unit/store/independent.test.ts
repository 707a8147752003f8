import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addFax, addPeople, givenStore, storeKey, type GivenStore } from './given-store.ts'
import { decrypted } from './sqlcipher-by-the-book.ts'

let given: GivenStore
beforeEach(async () => {
  given = await givenStore()
  await given.store.write(addPeople)
  await addFax(given.store, 1)
  await given.store.close()
})
afterEach(() => given.clear())

test('the store is a SQLCipher 4 file: without our library, its key opens it', async () => {
  const plain = decrypted(await readFile(given.file), storeKey)
  const copy = path.join(given.folder, 'plain.db')
  await writeFile(copy, plain ?? '')
  const db = new DatabaseSync(copy)
  expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  expect(db.prepare('select organisation, e164 from fax').all()).toEqual([
    { organisation: 'Riverside Cardiology', e164: '+12025550147' },
  ])
  db.close()
})

test('without its key it opens nowhere', async () => {
  expect(decrypted(await readFile(given.file), Buffer.alloc(32, 8))).toBeUndefined()
  const db = new DatabaseSync(given.file)
  expect(() => db.prepare('select * from fax').all()).toThrow('file is not a database')
  db.close()
})
