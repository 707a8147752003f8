/**
 * The store as the rooms see it. Reading is not writing: who is handed a `ReadStore` cannot change anything.
 * Two connections serve it (one reads, one writes), so a list never waits for a transaction. A transaction must not
 * await anything but the store.
 */
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export type ReadStore = Pick<Kysely<Tables>, 'selectFrom'>
export type WriteStore = Transaction<Tables>

export type Store = {
  readonly read: ReadStore
  /** Runs `work` in one transaction: all of it is kept, or nothing when it throws. Transactions run one after another. */
  readonly write: <T>(work: (tx: WriteStore) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}
