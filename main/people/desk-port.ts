/** What people and sessions need of the whole application: a desk whose store may still be closed. */
import type { Outcome, StoreTrouble } from '#app/domain/outcome.ts'
import type { AuditWriter } from '../audit/writer.ts'
import type { Store } from '../store/store.ts'
import type { VaultKeys } from '../vault/vault.ts'

export type DeskPort = {
  /** `setup`: nothing is here yet. `closed`: a store is here, its keys are not. */
  readonly stage: () => 'setup' | 'closed' | 'open' | { readonly trouble: StoreTrouble }
  /**
   * Opens the store with these keys and composes the rooms. At stage `setup` it makes a new store instead, and first
   * removes what an unfinished set-up left. Keeps the keys; the caller must not use them afterwards.
   */
  readonly open: (keys: VaultKeys) => Promise<Outcome<void>>
  /** Closes the desk and removes its store, which nobody has used: set-up could not be finished. */
  readonly abandon: () => Promise<void>
  /** Only while open: to wrap them for one more person. */
  readonly keys: () => VaultKeys
  /** Only while open. */
  readonly store: () => Store
  /** Only while open. */
  readonly audit: () => AuditWriter
  /** Whether the record is known not to hold; false while closed. */
  readonly recordBroken: () => boolean
  /** Faxes a line is still working on; 0 while closed. */
  readonly sending: () => number
}
