/** Keychains for tests. One that is there really wraps: what it gave opens under the same key, and under no other. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Keychain } from '#main/ports.ts'

const nonceBytes = 12
const tagBytes = 16

/** @param key 32 bytes: the computer it stands for. Another key is another computer, or one that lost its keychain. */
export function givenKeychain(key: Buffer = randomBytes(32)): Keychain {
  return {
    kind: 'stand-in',
    wrap: async (secret) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    unwrap: async (wrapped) => {
      const bytes = Buffer.from(wrapped)
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      cipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([cipher.update(bytes.subarray(nonceBytes + tagBytes)), cipher.final()])
    },
  }
}

/** A computer without a keychain. */
export const noKeychain: Keychain = {
  kind: 'none',
  wrap: () => Promise.reject(new Error('there is no keychain')),
  unwrap: () => Promise.reject(new Error('there is no keychain')),
}

/** A keychain whose key lies in `file`, so that the next process on this computer has the same one. */
export function keptKeychain(file: string): Keychain {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return givenKeychain(readFileSync(file))
}
