/** The store is what it says it is: other implementations of SQLCipher 4 open it with its key, and only so. */
import { spawnSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoStore, sqlcipherArguments, type DemoStore } from '#test/demo/inspect-store.ts'
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

const sqlcipher = (...args: readonly string[]) => spawnSync('sqlcipher', ['-batch', ...args], { encoding: 'utf8' })

/** The program itself. Version 3, as Debian 12 has it, does not know the format of version 4. */
const version = Number(/(\d+)\.\d+/.exec(sqlcipher(':memory:', 'pragma cipher_version').stdout ?? '')?.[1] ?? 0)

describe.runIf(version >= 4)('the program sqlcipher', () => {
  const asked = (question: string, key = demo.key): string =>
    sqlcipher(...sqlcipherArguments({ ...demo, key }), question).stdout

  test('opens it with what is printed for a person to copy', () => {
    expect(asked('.tables').split(/\s+/)).toEqual(expect.arrayContaining(tables))
    expect(asked('pragma integrity_check')).toContain('ok')
    expect(asked('pragma cipher_integrity_check').trim()).toBe('ok')
  })

  test('does not open it without the key, nor with another', () => {
    for (const { stdout, stderr } of [sqlcipher(demo.file, '.tables'), sqlcipher(demo.file, 'select * from fax')]) {
      expect(stderr).toMatch(/not a database/)
      for (const secret of ['Harborlight', 'audit_entry']) expect(stdout).not.toContain(secret)
    }
    expect(asked('select * from fax', wrongKey)).not.toContain('Harborlight')
  })
})

test('what is printed opens it: the path, the key in hexadecimal digits, and the form the program takes it in', () => {
  expect(demo.key).toMatch(/^[0-9a-f]{64}$/)
  expect(sqlcipherArguments(demo)).toEqual([demo.file, `PRAGMA key = "x'${demo.key}'"`])
})
