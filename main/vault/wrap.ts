/**
 * Wrapping: the three keys sealed as one under a key that only a password, the keychain or the recovery code gives.
 * What it is bound to (vault, kind, person, version) is authenticated with it, so that one wrap cannot be put in
 * another's place.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { z } from 'zod'
import type { Chance } from '../ports.ts'
import type { VaultKeys } from './vault.ts'

const keyBytes = 32
const tagBytes = 16
const nonceBytes = 12

export const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes, { error: 'wrong length' })

export const Wrap = z.strictObject({ nonce: base64(nonceBytes), sealed: base64(3 * keyBytes + tagBytes) })
export type Wrap = z.infer<typeof Wrap>

export type BoundTo = {
  readonly vault: string
  readonly kind: 'password' | 'keychain' | 'recovery'
  /** A person's id, the keychain's kind, or empty. */
  readonly whose: string
}

/** Seals `keys` under `under` (32 bytes, cleared afterwards). */
export function wrapKeys(keys: VaultKeys, under: Uint8Array, bound: BoundTo, chance: Chance): Wrap {
  const nonce = chance.bytes(nonceBytes)
  const bare = Buffer.concat([keys.store, keys.audit, keys.signing])
  const cipher = createCipheriv('aes-256-gcm', under, nonce).setAAD(boundText(bound))
  const sealed = Buffer.concat([cipher.update(bare), cipher.final(), cipher.getAuthTag()])
  bare.fill(0)
  under.fill(0)
  return { nonce: nonce.toString('base64'), sealed: sealed.toString('base64') }
}

/** The keys, or undefined when `under` (cleared afterwards) is not what they were sealed under. */
export function unwrapKeys({ nonce, sealed }: Wrap, under: Uint8Array, bound: BoundTo): VaultKeys | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', under, Buffer.from(nonce, 'base64'), { authTagLength: tagBytes })
    .setAAD(boundText(bound))
    .setAuthTag(bytes.subarray(-tagBytes))
  const bare = cipher.update(bytes.subarray(0, -tagBytes))
  under.fill(0)
  try {
    cipher.final()
  } catch {
    bare.fill(0)
    return undefined
  }
  const keys = { store: own(bare, 0), audit: own(bare, 1), signing: own(bare, 2) }
  bare.fill(0)
  return keys
}

// `Buffer.alloc` takes memory of its own: a slice would share a pool that other code can read.
function own(bare: Buffer, at: number): Uint8Array {
  const key = Buffer.alloc(keyBytes)
  bare.copy(key, 0, at * keyBytes, (at + 1) * keyBytes)
  return key
}

/**
 * The key that follows from the recovery code. HKDF is enough here: the code has 150 random bits, and slow hashing
 * only makes up for secrets that can be guessed.
 */
export const keyOfRecoveryCode = (code: string, salt: Uint8Array): Uint8Array =>
  Buffer.from(hkdfSync('sha256', code, salt, 'faxdesk recovery 1', keyBytes))

const boundText = ({ vault, kind, whose }: BoundTo): Buffer =>
  Buffer.from(JSON.stringify(['faxdesk vault 1', vault, kind, whose]))
