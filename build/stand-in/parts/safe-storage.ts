/** `safeStorage`, asynchronous methods only: AES-256-GCM under a key file beside the data. The real interface, no real protection. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { needReady } from '../app/host.ts'
import { getPath } from '../app/paths.ts'
import { closed } from '../fidelity/not-here.ts'

const PREFIX = Buffer.from('standin1')
const IV_END = PREFIX.length + 12
const TAG_END = IV_END + 16

function storageKey(): Buffer {
  const file = path.join(getPath('userData'), 'stand-in-safe-storage.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

export const safeStorage = closed('safeStorage', {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    needReady('safeStorage cannot be used before app is ready')
    return true
  },
  getSelectedStorageBackend: () => 'basic_text' as const,
  async encryptStringAsync(plainText: string): Promise<Buffer> {
    needReady('safeStorage cannot be used before app is ready')
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', storageKey(), iv)
    const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
    return Buffer.concat([PREFIX, iv, cipher.getAuthTag(), body])
  },
  /** @throws Error for bytes that were not encrypted here, or under another key */
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    needReady('safeStorage cannot be used before app is ready')
    try {
      if (!encrypted.subarray(0, PREFIX.length).equals(PREFIX)) throw new Error('not encrypted here')
      const decipher = createDecipheriv('aes-256-gcm', storageKey(), encrypted.subarray(PREFIX.length, IV_END))
      decipher.setAuthTag(encrypted.subarray(IV_END, TAG_END))
      const plain = Buffer.concat([decipher.update(encrypted.subarray(TAG_END)), decipher.final()])
      return { result: plain.toString('utf8'), shouldReEncrypt: false }
    } catch {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
    }
  },
})
