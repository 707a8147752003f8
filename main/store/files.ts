/**
 * Document bytes beside the store: one encrypted file each, under a key of its own that only the store knows.
 * The form of a file: the eight bytes `faxdesk1`, then chunks of 64 KiB, each AES-256-GCM with its 16-byte tag. A chunk's
 * nonce is its number, and a mark on the last one: chunks moved, dropped or cut off do not decrypt. Nonces need not be
 * random because a key encrypts one file, once.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { DocumentId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { ownOnly, syncFolder } from './engine/put.ts'
import { storeFault } from './trouble.ts'

export type DocumentFiles = {
  /**
   * Encrypts `bytes` into the document's file; when it answers, they are on the disk. `key` are 32 random bytes never
   * used before. Throws the system's error (ENOSPC, say, which `storeTrouble` calls full) and then leaves nothing behind.
   */
  readonly write: (id: DocumentId, bytes: Uint8Array, key: Uint8Array) => Promise<void>
  /** The same, for bytes that come a piece at a time and are never all there at once. */
  readonly begin: (id: DocumentId, key: Uint8Array) => Promise<GrowingFile>
  /** The document's bytes. Faults: not-found; store damaged when a byte differs or the key is another; unreadable. */
  readonly read: (id: DocumentId, key: Uint8Array) => Promise<Outcome<Uint8Array>>
  /** Removes the file; without it nothing happens. What destroys the document is that its key is forgotten. */
  readonly destroy: (id: DocumentId) => Promise<void>
  /**
   * Removes files that no document of the store has: what a killed process left. Only at start, before anything is
   * taken in, for a file is written before its row. Answers how many there were.
   */
  readonly removeOrphans: (known: ReadonlySet<string>) => Promise<number>
}

export type GrowingFile = {
  /** Throws the system's error, as `write` of the whole does; then `discard`. */
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Writes what is left; when it answers, the file is whole, on the disk, and has its name. */
  readonly finish: () => Promise<void>
  /** Leaves nothing behind of a file that was not finished; after `finish` it does nothing. */
  readonly discard: () => Promise<void>
}

const magic = Buffer.from('faxdesk1')
const chunkBytes = 64 * 1024
const tagBytes = 16
const sealedChunkBytes = chunkBytes + tagBytes
/** Chunks that are encrypted between two writes, or decrypted in one turn: the window runs on this thread too. */
const chunksAtOnce = 16

/** @param dataFolder the one folder that holds everything; files lie in `documents/` under it */
export function createDocumentFiles(dataFolder: string): DocumentFiles {
  const folder = path.join(dataFolder, 'documents')
  // An id becomes a file name here, so it is proved again.
  const fileOf = (id: DocumentId) => path.join(folder, DocumentId.parse(id))

  return Object.freeze({
    write: async (id, bytes, key) => {
      const file = fileOf(id)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        await writeSealed(`${file}.new`, id, bytes, key)
        await rename(`${file}.new`, file)
        await syncFolder(folder)
      } catch (error) {
        await rm(`${file}.new`, { force: true })
        throw error
      }
    },
    begin: async (id, key) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      return growingFile(fileOf(id), id, key)
    },
    read: async (id, key) => {
      try {
        return await opened(id, await readFile(fileOf(id)), key)
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? notFound : storeFault(error)
      }
    },
    destroy: async (id) => {
      await rm(fileOf(id), { force: true })
    },
    removeOrphans: async (known) => {
      const names = await readdir(folder).catch(() => [])
      const orphans = names.filter((name) => !known.has(name))
      await Promise.all(orphans.map((name) => rm(path.join(folder, name), { force: true })))
      return orphans.length
    },
  } satisfies DocumentFiles)
}

async function writeSealed(file: string, id: DocumentId, bytes: Uint8Array, key: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', ownOnly)
  try {
    await writeAll(handle, magic)
    const count = Math.max(1, Math.ceil(bytes.length / chunkBytes))
    for (let from = 0; from < count; from += chunksAtOnce) {
      const numbers = Array.from({ length: Math.min(chunksAtOnce, count - from) }, (_, at) => from + at)
      await writeAll(handle, Buffer.concat(numbers.flatMap((number) => seal(id, bytes, number, count, key))))
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

// A file handle may write less than it was given when the disk is nearly full.
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done)).bytesWritten
}

function seal(id: DocumentId, bytes: Uint8Array, number: number, count: number, key: Uint8Array): readonly Buffer[] {
  const chunk = bytes.subarray(number * chunkBytes, (number + 1) * chunkBytes)
  return sealChunk(id, chunk, nonce(number, count), key)
}

function sealChunk(id: DocumentId, chunk: Uint8Array, unique: Buffer, key: Uint8Array): readonly Buffer[] {
  const cipher = createCipheriv('aes-256-gcm', key, unique).setAAD(boundTo(id))
  const sealed = cipher.update(chunk)
  return [sealed, cipher.final(), cipher.getAuthTag()]
}

/** Holds back up to a chunk: whether it is the last one, which its nonce says, is known only at the end. */
async function growingFile(file: string, id: DocumentId, key: Uint8Array): Promise<GrowingFile> {
  const growing = `${file}.new`
  const handle = await open(growing, 'w', ownOnly)
  let rest: Buffer = Buffer.alloc(0)
  let number = 0
  let stage: 'open' | 'closed' | 'named' = 'open'
  const put = async (chunk: Uint8Array, last: boolean): Promise<void> => {
    if (number === 0) await writeAll(handle, magic)
    await writeAll(handle, Buffer.concat(sealChunk(id, chunk, nonce(number, last ? number + 1 : number + 2), key)))
    number += 1
  }
  return {
    write: async (bytes) => {
      rest = Buffer.concat([rest, bytes])
      for (; rest.length > chunkBytes; rest = rest.subarray(chunkBytes)) await put(rest.subarray(0, chunkBytes), false)
    },
    finish: async () => {
      await put(rest, true)
      await handle.sync()
      await handle.close()
      stage = 'closed'
      await rename(growing, file)
      stage = 'named'
      await syncFolder(path.dirname(file))
    },
    discard: async () => {
      if (stage === 'open') await handle.close()
      if (stage !== 'named') await rm(growing, { force: true })
    },
  }
}

async function opened(id: DocumentId, file: Buffer, key: Uint8Array): Promise<Outcome<Uint8Array>> {
  const body = file.subarray(magic.length)
  const count = Math.ceil(body.length / sealedChunkBytes)
  const lastBytes = body.length - (count - 1) * sealedChunkBytes
  if (!file.subarray(0, magic.length).equals(magic) || count === 0 || lastBytes < tagBytes) return damaged
  const bytes = Buffer.alloc(body.length - count * tagBytes)
  for (let number = 0; number < count; number += 1) {
    if (number > 0 && number % chunksAtOnce === 0) await nextTurn()
    const sealed = body.subarray(number * sealedChunkBytes, (number + 1) * sealedChunkBytes)
    const chunk = openedChunk(id, sealed, nonce(number, count), key)
    if (!chunk) return damaged
    chunk.copy(bytes, number * chunkBytes)
  }
  return ok(bytes)
}

function openedChunk(id: DocumentId, sealed: Buffer, nonce: Buffer, key: Uint8Array): Buffer | undefined {
  const split = sealed.length - tagBytes
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
    .setAAD(boundTo(id))
    .setAuthTag(sealed.subarray(split))
  const bytes = cipher.update(sealed.subarray(0, split))
  try {
    cipher.final()
    return bytes
  } catch {
    return undefined
  }
}

const damaged = fail({ code: 'store', kind: 'damaged' })

const boundTo = (id: DocumentId): Buffer => Buffer.from(`faxdesk document 1 ${id}`)

function nonce(number: number, count: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeBigUInt64BE(BigInt(number))
  bytes[11] = number === count - 1 ? 1 : 0
  return bytes
}
