/** A vault in a folder of its own, with an Argon2 cheap enough to run hundreds of times, and a keychain of its own. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PersonId } from '#app/domain/ids.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import type { Keychain } from '#main/ports.ts'
import { vaultOver } from '#main/vault/open-vault.ts'
import { passwordKeyInThread, type PasswordKey } from '#main/vault/password-key.ts'
import type { Vault } from '#main/vault/vault.ts'
import { argon2id } from 'hash-wasm'
import { cheap } from '#test/given/password-cost.ts'

const workerFile = new URL('../../../main/vault/argon2-worker.ts', import.meta.url)

export const inThread = passwordKeyInThread(workerFile)

/** The same work as the thread's, without starting one each time. */
export const here: PasswordKey = (password, salt, { memoryKiB, passes, lanes }) =>
  argon2id({
    password: password.normalize('NFC'),
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  })

export type GivenKeychain = Keychain & { readonly lose: () => void }

/** A keychain as the system has one; `lose` makes it forget the key it wrapped with, as a new account would. */
export function givenKeychain(kind: 'system' | 'stand-in' = 'system'): GivenKeychain {
  let key = randomBytes(32)
  return {
    kind,
    wrap: async (secret) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
    },
    unwrap: async (wrapped) => {
      const bytes = Buffer.from(wrapped)
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
      cipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()])
    },
    lose: () => {
      key = randomBytes(32)
    },
  }
}

export const noKeychain: Keychain = {
  kind: 'none',
  wrap: () => Promise.reject(new Error('there is no keychain')),
  unwrap: () => Promise.reject(new Error('there is no keychain')),
}

export const face = (number: number): PersonFace => ({
  id: PersonId.parse(`person_${String(number).padStart(20, '0')}`),
  shortName: `Person ${number}`,
  initials: `P${number}`,
  tint: 1,
})

export const dana = face(1)
export const sam = face(2)
export const password = 'correct horse battery staple'

export type GivenVault = {
  readonly folder: string
  readonly file: string
  readonly vault: Vault
  readonly keychain: GivenKeychain
  /** The same folder with another keychain, as after a move to another computer. */
  readonly with: (keychain: Keychain) => Vault
  readonly text: () => Promise<string>
  readonly put: (text: string | Uint8Array) => Promise<void>
  readonly clear: () => Promise<void>
}

export async function givenVault(): Promise<GivenVault> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-vault-'))
  const file = path.join(folder, 'vault.json')
  const keychain = givenKeychain()
  const over = (keychain: Keychain) =>
    vaultOver({ dataFolder: folder, chance: { bytes: randomBytes }, keychain, passwordKey: here, argon2: cheap })
  return {
    folder,
    file,
    vault: over(keychain),
    keychain,
    with: over,
    text: () => readFile(file, 'utf8'),
    put: (text) => writeFile(file, text),
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}
