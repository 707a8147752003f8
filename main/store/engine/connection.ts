/** One connection to the store, and how Kysely sees it. */
import Connection, { type Statement } from './library.js'
import { Kysely, SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'
import { apply, busyTimeoutMs, commonPragmas, readerPragmas, unlock, writerPragmas } from './pragmas.ts'
import type { Tables } from '../tables.ts'

export type { Connection }

/** A connection that only reads. Reading the first page proves the key; the caller closes it when that throws. */
export const openReader = (file: string, key: Uint8Array): Connection =>
  prepared(
    new Connection(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs }),
    key,
    () => readerPragmas,
  )

/** The connection that writes. The file must exist; it may be empty only while a store is being made. */
export const openWriter = (file: string, key: Uint8Array): Connection =>
  prepared(new Connection(file, { fileMustExist: true, timeout: busyTimeoutMs }), key, () => writerPragmas)

function prepared(db: Connection, key: Uint8Array, own: () => Parameters<typeof apply>[1]): Connection {
  try {
    unlock(db, key)
    apply(db, [...commonPragmas, ...own()])
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export const asKysely = (db: Connection): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(db) }) })

const statementsAtMost = 500

const nothingToRollBack: SqliteStatement = Object.freeze({
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
})

/**
 * Statements are prepared once and kept. `begin` takes the write lock at once, so that a busy store is noticed before
 * any work is done. SQLite rolls back by itself when the disk is full; a second rollback would fail and hide why.
 */
function forKysely(db: Connection): SqliteDatabase {
  const kept = new Map<string, Statement>()
  return {
    close: () => db.close(),
    prepare: (asked) => {
      if (asked === 'rollback' && !db.inTransaction) return nothingToRollBack
      const sql = asked === 'begin' ? 'begin immediate' : asked
      const known = kept.get(sql)
      if (known && !known.busy) return known
      const statement = db.prepare(sql)
      if (kept.size >= statementsAtMost) kept.clear()
      kept.set(sql, statement)
      return statement
    },
  }
}
