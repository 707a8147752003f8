/**
 * A desk to sign in at: real vault, real store, real door, on a folder of its own. Only what stands outside is given:
 * the clock, the system's power and keychain, and a cheaper password hash.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { AnyEvent, Input, OperationName, Output } from '#app/contract/index.ts'
import { notFound, type Outcome } from '#app/domain/outcome.ts'
import { createAuditWriter } from '#main/audit/chain.ts'
import { createSigner } from '#main/audit/checkpoint.ts'
import { createDesk, type Desk } from '#main/desk.ts'
import { createDoor } from '#main/door/door.ts'
import type { Handlers } from '#main/door/handler.ts'
import { createFront, selfRecorded } from '#main/people/front.ts'
import { createPeopleHandlers } from '#main/people/handlers.ts'
import type { SignInGuard } from '#main/people/guard.ts'
import { createSecondFactorHandlers } from '#main/people/second-factor/second-factor.ts'
import { createSession, type Session } from '#main/people/session.ts'
import type { Keychain, Note, PowerEvent, PreferenceFile } from '#main/ports.ts'
import { createCoverHandlers } from '#main/settings/covers/handlers.ts'
import { createPreferenceHandlers, createSettingsHandlers } from '#main/settings/handlers.ts'
import { requireCodesSetting, writeSetting } from '#main/store/settings.ts'
import type { Store } from '#main/store/store.ts'
import type { Vault, VaultKeys } from '#main/vault/vault.ts'
import type { Rooms } from '#main/rooms.ts'
import { entriesAfter } from '#main/store/record/audit.ts'
import { vaultOver } from '#main/vault/open-vault.ts'
import { passwordKeyInThread, type PasswordKey } from '#main/vault/password-key.ts'
import { createThrottle } from '#main/vault/throttle.ts'
import { createTries } from '#main/vault/tries.ts'
import { manualClock, type ManualClock } from './clock.ts'
import { seededChance } from './chance.ts'
import { cheap } from './password-cost.ts'

export const danasPassword = 'correct horse battery staple'
export const practice = {
  name: 'Marigold Lane Family Clinic',
  addressLines: [],
  phone: '',
  fax: '',
  workstation: 'Front desk 1',
}

const worker = new URL('../../main/vault/argon2-worker.ts', import.meta.url)

type Given = {
  readonly folder?: string
  readonly clock?: ManualClock
  readonly keychain?: Keychain
  /** Must differ between desks that stand on one folder, or new keys would be the old ones again. */
  readonly seed?: string
  /** In a thread, as the product does, unless given. */
  readonly passwordKey?: PasswordKey
  /** Called while the rooms are composed: after the keys were made, before the first person is in the store. */
  readonly composing?: (folder: string) => Promise<void>
}

export async function givenDesk(given: Given = {}) {
  const folder = given.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-')))
  const outside = outsideOf(given)
  const { clock, chance, keychain, log, publish } = outside
  const session = createSession(outside)
  const passwordKey = given.passwordKey ?? passwordKeyInThread(worker)
  const vault = vaultOver({ dataFolder: folder, chance, keychain, passwordKey, argon2: cheap })
  const compose = async (store: Store, keys: VaultKeys) => {
    await given.composing?.(folder)
    return roomsOver({ ...outside, store, keys, vault, session, guard: front.guard })
  }
  const desk = await createDesk({ dataFolder: folder, vault, log, compose })
  const throttle = await createThrottle({ dataFolder: folder, clock, fresh: desk.stage() === 'setup' })
  const front = createFront({
    ...outside,
    desk,
    vault,
    session,
    throttle,
    tries: createTries(folder),
    surroundings,
    keychain: keychain.kind,
  })
  const own = { ...front.handlers, ...createPreferenceHandlers({ file: preferences(), publish }) }
  const call = doorTo(outside, session, desk, () => ({ ...own, ...desk.rooms()?.handlers }))
  const stop = async () => {
    session.stop()
    await desk.close()
  }
  return {
    ...outside,
    folder,
    session,
    vault,
    desk,
    front,
    call,
    /** A practice whose people sign in with passwords alone, unless `codes` says otherwise. */
    setUp: async (codes = false) => {
      const administrator = { name: 'Dana Fairweather', password: danasPassword }
      const made = await call('setup.create', { practice, administrator })
      if (made.ok && !codes) await desk.store().write((tx) => writeSetting(tx, requireCodesSetting, false))
      return made
    },
    record: async () => entriesAfter(desk.store().read, undefined, 10_000),
    stop,
    /** Stops and removes everything. */
    leave: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type GivenDesk = Awaited<ReturnType<typeof givenDesk>>

const surroundings = { shell: 'none', platform: 'linux', version: '0.0.0' } as const

/** What stands outside the application, and what it said. */
function outsideOf({ clock = manualClock(), keychain = noKeychain, seed }: Given) {
  const listeners = new Set<(event: PowerEvent) => void>()
  const events: AnyEvent[] = []
  const notes: Note[] = []
  return {
    clock,
    keychain,
    events,
    notes,
    clipboard: { read: async () => '', clear: () => undefined },
    chance: seededChance(seed),
    publish: (event: AnyEvent): void => void events.push(event),
    log: { note: (note: Note): void => void notes.push(note) },
    power: {
      subscribe: (listener: (event: PowerEvent) => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      fire: (event: PowerEvent) => listeners.forEach((listener) => listener(event)),
    },
  }
}
type Outside = ReturnType<typeof outsideOf>

type RoomParts = Outside & {
  readonly store: Store
  readonly keys: VaultKeys
  readonly vault: Vault
  readonly session: Session
  readonly guard: SignInGuard
}

/** Only the rooms that people and settings live in. */
function roomsOver({ store, keys, vault, session, guard, clock, chance, publish }: RoomParts): Rooms {
  const signer = createSigner(keys.signing)
  return {
    handlers: {
      ...createPeopleHandlers({ store, vault, keys: () => keys, session, guard, chance }),
      ...createSecondFactorHandlers({ store, session, chance, publish }),
      ...createCoverHandlers({ store, documents: { take: nothing, logo: nothing } }),
      ...createSettingsHandlers({ store, idleChanged: session.setMinutes, publish }),
    },
    audit: createAuditWriter({ auditKey: keys.audit, signer, clock, read: store.read, publish }),
    bytes: {
      readOriginal: nothing,
      readCover: nothing,
      readPacket: nothing,
      packetBytes: nothing,
      readSealed: nothing,
      readReceived: nothing,
      readTrial: nothing,
      readThumb: nothing,
      readForm: nothing,
      readReport: nothing,
      readInbound: nothing,
    },
    sending: () => 3,
    recordBroken: () => false,
    start: async () => undefined,
    sessionEnded: async () => undefined,
    stop: async () => undefined,
  }
}

function doorTo({ clock, chance, log }: Outside, session: Session, desk: Desk, handlers: () => Partial<Handlers>) {
  const handler = <N extends OperationName>(name: N): Handlers[N] | undefined => handlers()[name]
  const ledger = () => (desk.stage() === 'open' ? { store: desk.store(), audit: desk.audit() } : undefined)
  const door = createDoor({ clock, chance, log, presence: session.presence, ledger, selfRecorded, handler })
  return <N extends OperationName>(name: N, input: Input<N>) =>
    door.call(name, input, true) as Promise<Outcome<Output<N>>>
}

const nothing = async () => notFound

export const noKeychain: Keychain = {
  kind: 'none',
  wrap: () => Promise.reject(new Error('there is no keychain')),
  unwrap: () => Promise.reject(new Error('there is no keychain')),
}

/** A keychain that knows its own key and no other. */
export const keychainOf = (mask: number): Keychain => {
  const turn = async (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ mask)
  return { kind: 'stand-in', wrap: turn, unwrap: turn }
}

function preferences(): PreferenceFile {
  let kept: ReturnType<PreferenceFile['read']> = { theme: 'system', hideDetails: false }
  return { read: () => kept, change: (part) => (kept = { ...kept, ...part }) }
}
