/** The store is what it says it is: other implementations of SQLCipher 4 open it with its key, and only so. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoStore, inspected, sqlcipherArguments, type DemoStore } from '#test/demo/inspect-store.ts'
import { askSqlcipher } from '#test/given/judges/sqlcipher.mjs'
import { decrypted } from '#test/unit/store/sqlcipher-by-the-book.ts'

const tables = ['attempt', 'audit_entry', 'contact', 'document', 'fax', 'person', 'training_call']
const wrongKey = `${'0'.repeat(63)}1`

let demo: DemoStore
beforeAll(async () => {
  demo = await demoStore()
})
afterAll(() => rm(demo.folder, { recursive: true, force: true }))

describe('our own reading of the format, with nothing but AES, HMAC and the SQLite of Node', () => {
  test('with the key it shows every table, whole', async () => {
    const plain = decrypted(await readFile(demo.file), Buffer.from(demo.key, 'hex'))
    const copy = path.join(demo.folder, 'plain.db')
    await writeFile(copy, plain ?? '')
    const db = new DatabaseSync(copy)
    const names = db.prepare("select name from sqlite_schema where type = 'table'").all()
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(tables))
    expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    expect(db.prepare('select phase, organisation from fax order by reference').all()).toEqual([
      { phase: 'delivered', organisation: 'Harborlight Cardiology' },
      { phase: 'failed', organisation: 'Harborlight Cardiology' },
    ])
    db.close()
    await rm(copy)
  })

  test('without it, and with another, it shows nothing', async () => {
    const file = await readFile(demo.file)
    expect(decrypted(file, Buffer.from(wrongKey, 'hex'))).toBeUndefined()
    expect(file.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    const db = new DatabaseSync(demo.file)
    expect(() => db.prepare('select * from fax').all()).toThrow('file is not a database')
    db.close()
  })
})

describe('SQLCipher 4 itself', () => {
  test('opens it with the key, and finds every page whole', async () => {
    const { file, key } = demo
    expect((await askSqlcipher(file, key, 'pragma cipher_version'))[0]?.['cipher_version']).toMatch(/^4\./)
    const names = await askSqlcipher(file, key, "select name from sqlite_schema where type = 'table'")
    expect(names.map(({ name }) => name)).toEqual(expect.arrayContaining(tables))
    expect(await askSqlcipher(file, key, 'pragma cipher_integrity_check')).toEqual([])
    expect(await askSqlcipher(file, key, 'pragma integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(await askSqlcipher(file, key, inspected)).toEqual([
      { reference: 'FD-00001', phase: 'delivered', organisation: 'Harborlight Cardiology' },
      { reference: 'FD-00002', phase: 'failed', organisation: 'Harborlight Cardiology' },
    ])
  })

  test('opens nothing without the key, nor with another', async () => {
    for (const key of [undefined, wrongKey])
      await expect(askSqlcipher(demo.file, key, inspected)).rejects.toThrow('file is not a database')
  })
})

test('what is printed is the path, the key in hexadecimal digits, and the form the program takes it in', () => {
  expect(demo.key).toMatch(/^[0-9a-f]{64}$/)
  expect(sqlcipherArguments(demo)).toEqual([demo.file, `PRAGMA key = "x'${demo.key}'"`])
})
