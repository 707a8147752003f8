/**
 * Every setting the store is opened with (DESIGN §6), written out once. The library's defaults are not ours; the opening
 * test reads each one back. `verbose`, `serialize()` and SQL text with a key in it may not come in: they leak plaintext.
 */
import type Connection from './library.js'

export const keyBytes = 32

/** How long a statement waits for another process's lock before it is `busy`, in ms. The main process stands still meanwhile. */
export const busyTimeoutMs = 1000

export type Pragma = { readonly name: string; readonly value: string; readonly reads: string | number }

/** Chosen before the key is given: the file format of SQLCipher 4. */
export const formatPragmas: readonly Pragma[] = [
  { name: 'cipher', value: 'sqlcipher', reads: 'sqlcipher' },
  { name: 'legacy', value: '4', reads: '4' },
]

/** For both connections, in this order. */
export const commonPragmas: readonly Pragma[] = [
  // Sorts that spill would otherwise lie on disk unencrypted.
  { name: 'temp_store', value: 'MEMORY', reads: 2 },
  { name: 'foreign_keys', value: 'ON', reads: 1 },
  // A tampered schema must not call functions of ours.
  { name: 'trusted_schema', value: 'OFF', reads: 0 },
  { name: 'cell_size_check', value: 'ON', reads: 1 },
  // KiB. Every page read from disk is decrypted and checked again; lists of many faxes should not pay for that each time.
  { name: 'cache_size', value: '-32768', reads: -32768 },
  { name: 'busy_timeout', value: String(busyTimeoutMs), reads: busyTimeoutMs },
]

/** For the connection that writes. WAL lowers `synchronous`, so FULL comes after it. */
export const writerPragmas: readonly Pragma[] = [
  { name: 'journal_mode', value: 'WAL', reads: 'wal' },
  { name: 'synchronous', value: 'FULL', reads: 2 },
  { name: 'secure_delete', value: 'ON', reads: 1 },
]

/** For the connection that reads, beside being opened read-only. */
export const readerPragmas: readonly Pragma[] = [{ name: 'query_only', value: 'ON', reads: 1 }]

/**
 * Gives the format and the key, before the first read. The key reaches the library as bytes (`raw:` and 32 bytes): a
 * key of any other length would silently become a passphrase, and SQL text would reach error messages.
 */
export function unlock(db: Connection, key: Uint8Array): void {
  if (key.length !== keyBytes) throw new RangeError('a store key has 32 bytes')
  apply(db, formatPragmas)
  const raw = Buffer.concat([Buffer.from('raw:'), key])
  try {
    db.key(raw)
  } finally {
    raw.fill(0)
  }
}

export function apply(db: Connection, pragmas: readonly Pragma[]): void {
  for (const { name, value } of pragmas) db.pragma(`${name} = ${value}`)
}
