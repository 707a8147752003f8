/** The file of the vault: its form, and reading and replacing it whole. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { PersonFace } from '#app/contract/people/session.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { putFile } from '../store/engine/put.ts'
import { storeFault } from '../store/trouble.ts'
import { Argon2Parameters } from './password-key.ts'
import { base64, Wrap } from './wrap.ts'

const saltBytes = 16

const PersonWrap = z.strictObject({ face: PersonFace, salt: base64(saltBytes), argon2: Argon2Parameters, wrap: Wrap })

const VaultContent = z.strictObject({
  version: z.literal(1),
  /** Random, 32 hexadecimal digits: binds the wraps to this vault. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  stage: z.enum(['unfinished', 'ready']),
  /** The key check of the store's key. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
  people: z.array(PersonWrap).max(500),
  keychain: z
    .strictObject({ kind: z.enum(['system', 'stand-in']), wrapped: z.base64().max(10_000), wrap: Wrap })
    .nullable(),
  recovery: z.strictObject({ salt: base64(saltBytes), wrap: Wrap }),
})
export type VaultContent = Readonly<z.infer<typeof VaultContent>>
export type PersonWrap = z.infer<typeof PersonWrap>

const VaultFile = z.strictObject({ checksum: z.string(), vault: VaultContent })

export type ReadVault = {
  readonly content: VaultContent
  /** The checksum differs: a wrap that does not open may be a damaged one, and not a wrong password. */
  readonly altered: boolean
}

export const vaultFileIn = (dataFolder: string): string => path.join(dataFolder, 'vault.json')

/** Faults, all `store`: keys-missing, keys-damaged (not a vault of a version we know), unreadable. */
export async function readVault(file: string): Promise<Outcome<ReadVault>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return missing ? fail({ code: 'store', kind: 'keys-missing' }) : storeFault(error)
  }
  const parsed = VaultFile.safeParse(jsonOrNothing(text))
  if (!parsed.success) return fail({ code: 'store', kind: 'keys-damaged' })
  const { checksum, vault } = parsed.data
  return ok({ content: vault, altered: checksum !== checksumOf(vault) })
}

/** Replaces the file; nothing of the one before is kept. Faults: store full, read-only, unreadable. */
export async function writeVault(file: string, content: VaultContent): Promise<Outcome<void>> {
  const vault = VaultContent.parse(content)
  try {
    await putFile(file, `${JSON.stringify({ checksum: checksumOf(vault), vault }, undefined, 2)}\n`)
    return ok(undefined)
  } catch (error) {
    return storeFault(error)
  }
}

// Against flipped bytes, not against people: whoever changes the file can change this too, and opens nothing by it.
const checksumOf = (vault: VaultContent): string => createHash('sha256').update(JSON.stringify(vault)).digest('hex')

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
