/**
 * The vault keeps the keys of everything, wrapped: once per person by password, once by the system's keychain where
 * there is one, once by the recovery code. Any one opens. It lies beside the store in `vault.json`, which holds no key
 * bare and no one's whole name. No other room may read that file, and nothing here may know what the store holds.
 */
import type { PersonFace } from '#app/contract/people/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'

export type VaultKeys = {
  /** 32 bytes: the store's own key. */
  readonly store: Uint8Array
  /** 32 bytes: the HMAC key of the record, apart from the store's so that having one does not give the other. */
  readonly audit: Uint8Array
  /** 32 bytes: the Ed25519 seed that signs checkpoints. */
  readonly signing: Uint8Array
}

/**
 * `none`: there is no vault. `unfinished`: set-up was cut off before `finish`; nobody has used it, set-up begins again.
 * `damaged`: the file is there and is not a vault (fault store keys-damaged wherever it is needed).
 */
export type VaultStage = 'none' | 'unfinished' | 'ready' | 'damaged'

/**
 * Every answer may also be a fault `store` (full, read-only, unreadable) from writing or reading `vault.json`,
 * `store keys-missing` when there is none, and `store keys-damaged` when it was altered.
 */
export type Vault = {
  readonly stage: () => Promise<VaultStage>
  /** Who can sign in, for the screen before the store is open; in the order they came. */
  readonly faces: () => Promise<Outcome<readonly PersonFace[]>>
  /**
   * Makes new keys, wrapped for the first person, the recovery code and the keychain. The vault is `unfinished` until
   * `finish`. Fault conflict already-set-up when a finished or damaged vault is there.
   */
  readonly create: (first: PersonFace, password: string) => Promise<Outcome<NewVault>>
  /** The store is made and the first person is in it: from now on these keys are never replaced. */
  readonly finish: () => Promise<Outcome<void>>
  /**
   * Opens without anyone, so that deliveries go on after a restart. `undefined` when it was never wrapped by a keychain.
   * Fault store keychain-changed: the keychain is another, or lost its key; a password or the recovery code opens.
   */
  readonly openWithKeychain: () => Promise<Outcome<VaultKeys | undefined>>
  /** Fault sign-in-refused (waitMs 0) for a wrong password and for a person nobody knows, after the same work. */
  readonly openWithPassword: (id: PersonId, password: string) => Promise<Outcome<VaultKeys>>
  /** `code` as typed: case, spaces and hyphens do not matter. Fault sign-in-refused (waitMs 0). */
  readonly openWithRecovery: (code: string) => Promise<Outcome<VaultKeys>>
  /** Adds a person or gives a person another password; the old one stops working at once. Also renews the face. */
  readonly setPassword: (keys: VaultKeys, face: PersonFace, password: string) => Promise<Outcome<void>>
  /** The person's password opens nothing from now on. */
  readonly removePerson: (id: PersonId) => Promise<Outcome<void>>
  /** A new recovery code, in groups; the old one stops working at once. */
  readonly renewRecovery: (keys: VaultKeys) => Promise<Outcome<readonly string[]>>
  /** Wraps anew by the keychain as it is now; to be called after `keychain-changed`. Drops the wrap where there is none. */
  readonly wrapKeychain: (keys: VaultKeys) => Promise<Outcome<void>>
}

export type NewVault = { readonly keys: VaultKeys; readonly recoveryGroups: readonly string[] }

/** Overwrites the keys in memory. The caller makes sure nobody still holds them. */
export function forgetKeys(keys: VaultKeys): void {
  for (const key of [keys.store, keys.audit, keys.signing]) key.fill(0)
}
