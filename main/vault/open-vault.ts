/** The vault over its file: see vault.ts for what it answers. */
import type { PersonFace } from '#app/contract/people/session.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Failure, type Outcome } from '#app/domain/outcome.ts'
import type { Chance, Keychain } from '../ports.ts'
import { keyCheck, keyFits } from '../store/engine/key-check.ts'
import { usualParameters, type Argon2Parameters, type PasswordKey } from './password-key.ts'
import { newRecoveryGroups, readRecoveryCode } from './recovery-code.ts'
import { forgetKeys, type Vault, type VaultKeys } from './vault.ts'
import { readVault, vaultFileIn, writeVault, type PersonWrap, type ReadVault, type VaultContent } from './vault-file.ts'
import { keyOfRecoveryCode, unwrapKeys, wrapKeys } from './wrap.ts'

export type VaultParts = {
  readonly dataFolder: string
  readonly chance: Chance
  readonly keychain: Keychain
  readonly passwordKey: PasswordKey
  /** For new wraps; the usual ones unless a test wants cheaper. */
  readonly argon2?: Argon2Parameters
}

const refused = fail({ code: 'sign-in-refused', waitMs: 0 })
const damaged = fail({ code: 'store', kind: 'keys-damaged' })
const keychainChanged = fail({ code: 'store', kind: 'keychain-changed' })

export function vaultOver(parts: VaultParts): Vault {
  const file = vaultFileIn(parts.dataFolder)
  const read = () => readVault(file)
  const write = (content: VaultContent) => writeVault(file, content)
  const alter = alterer(read, write)

  return Object.freeze({
    stage: async () => {
      const found = await read()
      if (found.ok) return found.value.content.stage
      return found.fault.code === 'store' && found.fault.kind === 'keys-missing' ? 'none' : 'damaged'
    },
    faces: async () => {
      const found = await read()
      return found.ok ? ok(found.value.content.people.map(({ face }) => face)) : found
    },
    create: async (first, password) => {
      const found = await read()
      const none = !found.ok && found.fault.code === 'store' && found.fault.kind === 'keys-missing'
      if (!none && !(found.ok && found.value.content.stage === 'unfinished')) return conflict('already-set-up')
      const keys = newKeys(parts.chance)
      const { content, recoveryGroups } = await newContent(parts, keys, first, password)
      const written = await write(content)
      return written.ok ? ok({ keys, recoveryGroups }) : written
    },
    finish: () => alter((content) => ({ ...content, stage: 'ready' })),
    openWithKeychain: async () => {
      const found = await read()
      return found.ok ? openedByKeychain(parts, found.value.content) : found
    },
    openWithPassword: async (id, password) => {
      const found = await read()
      return found.ok ? openedByPassword(parts, found.value, id, password) : found
    },
    openWithRecovery: async (typed) => {
      const found = await read()
      return found.ok ? openedByRecovery(found.value, typed) : found
    },
    setPassword: async (keys, face, password) => {
      const found = await read()
      if (!found.ok) return found
      const person = await personWrap(parts, found.value.content.id, keys, face, password)
      return alter((content) => ({ ...content, people: replaced(content.people, person) }))
    },
    removePerson: (id) =>
      alter((content) => ({ ...content, people: content.people.filter(({ face }) => face.id !== id) })),
    renewRecovery: async (keys) => {
      const groups = newRecoveryGroups(parts.chance)
      const done = await alter((content) => ({ ...content, recovery: recoveryWrap(parts, content.id, keys, groups) }))
      return done.ok ? ok(groups) : done
    },
    wrapKeychain: async (keys) => {
      const found = await read()
      if (!found.ok) return found
      const keychain = await keychainWrap(parts, found.value.content.id, keys)
      return alter((content) => ({ ...content, keychain }))
    },
  } satisfies Vault)
}

type Alter = (change: (content: VaultContent) => VaultContent) => Promise<Outcome<void>>

/** Changes of the file wait for one another: two at once would each undo the other. */
function alterer(
  read: () => Promise<Outcome<ReadVault>>,
  write: (content: VaultContent) => Promise<Outcome<void>>,
): Alter {
  let last: Promise<unknown> = Promise.resolve()
  return (change) => {
    const next = last.then(async () => {
      const found = await read()
      return found.ok ? write(change(found.value.content)) : found
    })
    last = next.catch(() => undefined)
    return next
  }
}

const newKeys = ({ bytes }: Chance): VaultKeys => ({ store: bytes(32), audit: bytes(32), signing: bytes(32) })

async function newContent(parts: VaultParts, keys: VaultKeys, first: PersonFace, password: string) {
  const id = parts.chance.bytes(16).toString('hex')
  const recoveryGroups = newRecoveryGroups(parts.chance)
  const content: VaultContent = {
    version: 1,
    id,
    stage: 'unfinished',
    check: keyCheck(keys.store),
    people: [await personWrap(parts, id, keys, first, password)],
    keychain: await keychainWrap(parts, id, keys),
    recovery: recoveryWrap(parts, id, keys, recoveryGroups),
  }
  return { content, recoveryGroups }
}

async function personWrap(
  { chance, passwordKey, argon2 = usualParameters }: VaultParts,
  vault: string,
  keys: VaultKeys,
  face: PersonFace,
  password: string,
): Promise<PersonWrap> {
  const salt = chance.bytes(16)
  const under = await passwordKey(password, salt, argon2)
  const wrap = wrapKeys(keys, under, { vault, kind: 'password', whose: face.id }, chance)
  return { face, salt: salt.toString('base64'), argon2, wrap }
}

/** The keychain wraps a key of its own, not the keys: what it stores stays small and means nothing without the file. */
async function keychainWrap(
  { keychain, chance }: VaultParts,
  vault: string,
  keys: VaultKeys,
): Promise<VaultContent['keychain']> {
  if (keychain.kind === 'none') return null
  const under = chance.bytes(32)
  const bytes = await keychain.wrap(under).catch(() => undefined)
  // A keychain that does not answer is one way in fewer, never a reason to keep anything bare.
  if (!bytes) return null
  const wrapped = Buffer.from(bytes).toString('base64')
  return {
    kind: keychain.kind,
    wrapped,
    wrap: wrapKeys(keys, under, { vault, kind: 'keychain', whose: keychain.kind }, chance),
  }
}

function recoveryWrap(
  { chance }: VaultParts,
  vault: string,
  keys: VaultKeys,
  groups: readonly string[],
): VaultContent['recovery'] {
  const salt = chance.bytes(16)
  const under = keyOfRecoveryCode(groups.join(''), salt)
  return { salt: salt.toString('base64'), wrap: wrapKeys(keys, under, { vault, kind: 'recovery', whose: '' }, chance) }
}

const replaced = (people: readonly PersonWrap[], person: PersonWrap): PersonWrap[] =>
  people.some(({ face }) => face.id === person.face.id)
    ? people.map((other) => (other.face.id === person.face.id ? person : other))
    : [...people, person]

async function openedByKeychain(
  { keychain }: VaultParts,
  content: VaultContent,
): Promise<Outcome<VaultKeys | undefined>> {
  const kept = content.keychain
  if (!kept) return ok(undefined)
  if (keychain.kind !== kept.kind) return keychainChanged
  const under = await keychain.unwrap(Buffer.from(kept.wrapped, 'base64')).catch(() => undefined)
  if (under?.length !== 32) return keychainChanged
  const keys = unwrapKeys(kept.wrap, under, { vault: content.id, kind: 'keychain', whose: kept.kind })
  return judged(keys, { content, altered: false }, keychainChanged)
}

async function openedByPassword(
  { passwordKey, chance, argon2 = usualParameters }: VaultParts,
  found: ReadVault,
  id: PersonId,
  password: string,
): Promise<Outcome<VaultKeys>> {
  const person = found.content.people.find(({ face }) => face.id === id)
  if (!person) {
    // The same work for somebody nobody knows, so that the time taken tells nothing.
    await passwordKey(password, chance.bytes(16), argon2)
    return judged(undefined, found, refused)
  }
  const under = await passwordKey(password, Buffer.from(person.salt, 'base64'), person.argon2)
  return judged(
    unwrapKeys(person.wrap, under, { vault: found.content.id, kind: 'password', whose: id }),
    found,
    refused,
  )
}

function openedByRecovery(found: ReadVault, typed: string): Outcome<VaultKeys> {
  const code = readRecoveryCode(typed)
  if (code === undefined) return refused
  const { salt, wrap } = found.content.recovery
  const under = keyOfRecoveryCode(code, Buffer.from(salt, 'base64'))
  return judged(unwrapKeys(wrap, under, { vault: found.content.id, kind: 'recovery', whose: '' }), found, refused)
}

/** Keys that came out of an intact wrap and still are not this vault's mean that the file was pieced together. */
function judged(keys: VaultKeys | undefined, { content, altered }: ReadVault, otherwise: Failure): Outcome<VaultKeys> {
  if (!keys) return altered ? damaged : otherwise
  if (keyFits(keys.store, content.check)) return ok(keys)
  forgetKeys(keys)
  return damaged
}
