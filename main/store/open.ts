/**
 * The store opens one way. Trouble is named before anything is changed: a damaged, foreign or newer file is left as it
 * lies, and a new store is made only where there is none. No second choice, no repair, no deletion may come in here.
 */
import { constants, existsSync } from 'node:fs'
import { access, open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { conflict, fail, ok, type Outcome, type StoreTrouble } from '#app/domain/outcome.ts'
import { asKysely, openReader, openWriter, type Connection } from './engine/connection.ts'
import { keyCheck, keyFits } from './engine/key-check.ts'
import { migrate, versionOf } from './engine/migrate.ts'
import { keyBytes } from './engine/pragmas.ts'
import { keepToOwner, ownOnly, putFile, syncFolder } from './engine/put.ts'
import { newestVersion } from './steps/index.ts'
import type { Store } from './store.ts'
import { storeFault } from './trouble.ts'

export type StoreParts = {
  /** Absolute path of the store; `-wal`, `-shm` and `.check` lie beside it. */
  readonly file: string
  /** 32 bytes; the caller may clear it once the store is open. */
  readonly key: Uint8Array
}

export const storeFileIn = (dataFolder: string): string => path.join(dataFolder, 'store.db')

/** Whether something lies where the store belongs, be it good or not. */
export const storeExists = (file: string): boolean => existsSync(file)

/**
 * Opens the store and brings it to the newest version. Faults, all `store`: store-missing, wrong-key, damaged,
 * newer-version, busy, full, read-only, unreadable. Whatever the fault, the file is byte for byte what it was.
 */
export async function openStore(parts: StoreParts): Promise<Outcome<Store>> {
  refuseWrongLength(parts.key)
  if (!storeExists(parts.file)) return fail({ code: 'store', kind: 'store-missing' })
  const looked = await look(parts)
  if (!looked.ok) return looked
  try {
    return ok(await serve(parts, looked.value))
  } catch (error) {
    looked.value.close()
    return storeFault(error)
  }
}

/**
 * Makes a store where none is. Faults: conflict already-set-up when a file lies there; store full, read-only or
 * unreadable, and then nothing of the new store is left.
 */
export async function createStore(parts: StoreParts): Promise<Outcome<Store>> {
  refuseWrongLength(parts.key)
  if (storeExists(parts.file)) return conflict('already-set-up')
  try {
    await (await open(parts.file, 'wx', ownOnly)).close()
    const writer = openWriter(parts.file, parts.key)
    try {
      migrate(writer)
    } finally {
      writer.close()
    }
    await syncFolder(path.dirname(parts.file))
    return ok(await serve(parts, openReader(parts.file, parts.key)))
  } catch (error) {
    await Promise.all(['', ...companions].map((ending) => rm(parts.file + ending, { force: true })))
    return storeFault(error)
  }
}

const companions = ['-wal', '-shm', '.check'] as const

function refuseWrongLength(key: Uint8Array): void {
  if (key.length !== keyBytes) throw new RangeError('a store key has 32 bytes')
}

/** Opens for reading only and judges what lies there. Removes what SQLite put beside a file that is then refused. */
async function look({ file, key }: StoreParts): Promise<Outcome<Connection>> {
  const added = ['-wal', '-shm'].map((ending) => file + ending).filter((name) => !existsSync(name))
  const judged = await judge({ file, key })
  if (!judged.ok) await Promise.all(added.map((name) => rm(name, { force: true })))
  return judged
}

async function judge(parts: StoreParts): Promise<Outcome<Connection>> {
  try {
    await access(parts.file, constants.R_OK | constants.W_OK)
    await access(path.dirname(parts.file), constants.W_OK)
    // SQLite takes an empty file for a new store. To us it is a store somebody lost.
    if ((await stat(parts.file)).size === 0) return trouble('damaged')
  } catch (error) {
    return accessTrouble(error)
  }
  let reader: Connection | undefined
  try {
    reader = openReader(parts.file, parts.key)
    const version = versionOf(reader)
    reader.prepare('select count(*) from sqlite_schema').get()
    if (version >= 1 && version <= newestVersion) return ok(reader)
    reader.close()
    return trouble(version > newestVersion ? 'newer-version' : 'damaged')
  } catch (error) {
    reader?.close()
    return (await keyIsWrong(error, parts)) ? trouble('wrong-key') : storeFault(error)
  }
}

const trouble = (kind: StoreTrouble) => fail({ code: 'store', kind })

const accessTrouble = (error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EROFS' || code === 'EACCES' ? trouble('read-only') : storeFault(error)
}

/** SQLCipher calls a wrong key and a damaged first page the same; the key check beside the file tells them apart. */
async function keyIsWrong(error: unknown, { file, key }: StoreParts): Promise<boolean> {
  if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB')) return false
  const check = await readCheck(file)
  return check !== undefined && !keyFits(key, check)
}

async function readCheck(file: string): Promise<string | undefined> {
  const text = await readFile(`${file}.check`, 'utf8').catch(() => '')
  return /^[0-9a-f]{64}\n$/.test(text) ? text.trim() : undefined
}

async function serve({ file, key }: StoreParts, reading: Connection): Promise<Store> {
  const writing = openWriter(file, key)
  try {
    migrate(writing)
    const check = keyCheck(key)
    if ((await readCheck(file)) !== check) await putFile(`${file}.check`, `${check}\n`)
    for (const ending of ['', ...companions]) await keepToOwner(file + ending)
  } catch (error) {
    writing.close()
    throw error
  }
  const read = asKysely(reading)
  const write = asKysely(writing)
  const inTurn = oneATurn()
  const close = async (): Promise<void> => {
    // The writer goes last: whoever does folds the log into the store, and the reader may not. Kysely by itself closes
    // only a connection that was queried.
    await read.destroy()
    reading.close()
    await write.destroy()
    writing.close()
  }
  let closed: Promise<void> | undefined
  return Object.freeze({
    read,
    write: (work) => inTurn(() => write.transaction().execute(work)),
    close: () => (closed ??= inTurn(close)),
  } satisfies Store)
}

/**
 * One after another, and never two in one turn of the loop: a commit waits for the disk, and whatever else waits for this
 * thread comes in between. Many at once would otherwise hold it until the last of them.
 */
function oneATurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.then(nextTurn, nextTurn)
    return mine
  }
}
