/** What people owe a store that has just been opened: its entry, each try before it, its lock time, its vault. */
import type { Entry } from '../audit/writer.ts'
import { listPeople } from '../store/people/people.ts'
import { idleMinutesSetting, readSetting, signOutMinutesSetting } from '../store/settings.ts'
import type { Vault } from '../vault/vault.ts'
import type { DeskPort } from './desk-port.ts'
import { enabled } from './person.ts'
import { recordRefused, type RefusedBeforeParts } from './refused-before.ts'
import type { Session } from './session.ts'

export type OpenedBy = 'keychain' | 'password' | 'recovery-code'

export type OpeningParts = RefusedBeforeParts & {
  readonly vault: Vault
  readonly session: Session
  /** Whether this computer has a keychain to wrap the keys with. */
  readonly keychain: boolean
}

export type Opening = {
  /** Call once after the desk was opened, however it was. */
  readonly opened: (by: OpenedBy) => Promise<void>
}

export function createOpening(parts: OpeningParts): Opening {
  const { desk, vault, session, keychain } = parts
  const append = (entry: Entry) => desk.store().write((tx) => desk.audit().append(tx, entry))

  return {
    opened: async (by) => {
      await append({ actor: 'system', action: 'store.opened', details: { by } })
      await recordRefused(parts)
      const { read } = desk.store()
      session.setMinutes(await readSetting(read, idleMinutesSetting), await readSetting(read, signOutMinutesSetting))
      await settleWraps(desk, vault)
      // Opened by a person: the keychain did not open, so it is another one or forgot its key.
      if (by !== 'keychain' && keychain) await vault.wrapKeychain(desk.keys())
    },
  }
}

/** Takes away keys of people whom the store knows as disabled, or not at all: Faxdesk was killed between the two. */
async function settleWraps(desk: DeskPort, vault: Vault): Promise<void> {
  const faces = await vault.faces()
  if (!faces.ok) return
  const people = new Set((await listPeople(desk.store().read)).filter(enabled).map((row) => row.id))
  for (const { id } of faces.value) if (!people.has(id)) await vault.removePerson(id)
}
