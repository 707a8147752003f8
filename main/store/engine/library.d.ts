/**
 * The part of better-sqlite3-multiple-ciphers that we use; its own types do not reach through its export map.
 * What leaks plaintext (`serialize`, `verbose`, `backup`) is left out, so that it cannot be called.
 */
export type Statement = {
  readonly reader: boolean
  /** True while an iteration over it is under way. */
  readonly busy: boolean
  all(...values: readonly unknown[]): unknown[]
  get(...values: readonly unknown[]): unknown
  run(...values: readonly unknown[]): { readonly changes: number; readonly lastInsertRowid: number | bigint }
  iterate(...values: readonly unknown[]): IterableIterator<unknown>
}

export default class Database {
  constructor(file: string, options?: { readonly?: boolean; fileMustExist?: boolean; timeout?: number })
  readonly open: boolean
  readonly inTransaction: boolean
  key(key: Buffer): void
  pragma(source: string, options?: { readonly simple: boolean }): unknown
  prepare(sql: string): Statement
  exec(sql: string): this
  transaction<T>(work: () => T): { immediate(): T }
  close(): void
}
