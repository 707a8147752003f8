/**
 * SQLCipher itself, from its makers' own sources and over OpenSSL, built to WebAssembly by somebody else: the judge of
 * whether our store is what it says it is. Nothing of ours reads or writes in here.
 */
import { readFile } from 'node:fs/promises'
import { SQLiteAPI } from '@7mind.io/sqlcipher-wasm'
import start from '@7mind.io/sqlcipher-wasm/dist/sqlcipher.mjs'

const inside = '/store.db'

export async function askSqlcipher(file, key, question) {
  const sqlcipher = await start()
  sqlcipher.FS.writeFile(inside, await readFile(file))
  const db = new SQLiteAPI(sqlcipher).open(inside)
  try {
    if (key !== undefined) db.exec(`PRAGMA key = "x'${key}'"`)
    return db.query(question)
  } finally {
    db.close()
  }
}
