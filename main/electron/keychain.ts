/**
 * The operating system's keychain through Electron's asynchronous safeStorage (the synchronous calls are deprecated).
 * A backend that keeps its key in the open is no keychain: then there is none, and sign-in opens the store instead.
 */
import { safeStorage } from 'electron'
import type { Keychain } from '../ports.ts'
import { standIn } from './surroundings.ts'

/** Call once Electron is ready. */
export async function systemKeychain(): Promise<Keychain> {
  return {
    kind: await kindOf(),
    wrap: async (secret) => safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')),
    unwrap: async (wrapped) => {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(wrapped))
      return Buffer.from(result, 'base64')
    },
  }
}

async function kindOf(): Promise<Keychain['kind']> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'none'
  if (standIn()) return 'stand-in'
  return process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text' ? 'none' : 'system'
}
