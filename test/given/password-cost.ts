import type { Argon2Parameters } from '#main/vault/password-key.ts'

/** The real Argon2id in its thread for next to nothing: what a password costs is the subject of the vault's own tests. */
export const cheap: Argon2Parameters = { memoryKiB: 8, passes: 1, lanes: 1 }
