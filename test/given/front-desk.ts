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
import { createDesk } from '#main/desk.ts'
import { createDoor } from '#main/door/door.ts'
import type { Handlers } from '#main/door/handler.ts'
import { createFront, selfRecorded } from '#main/people/front.ts'
import { createPeopleHandlers } from '#main/people/handlers.ts'
import { createSession } from '#main/people/session.ts'
import type { Keychain, Note, PowerEvent, PreferenceFile } from '#main/ports.ts'
import { createPreferenceHandlers, createSettingsHandlers } from '#main/settings/handlers.ts'
import type { Store } from '#main/store/store.ts'
import type { VaultKeys } from '#main/vault/vault.ts'
import { entriesAfter } from '#main/store/audit.ts'
import { vaultOver } from '#main/vault/open-vault.ts'
import { passwordKeyInThread } from '#main/vault/password-key.ts'
import { createThrottle } from '#main/vault/throttle.ts'
import { manualClock, type ManualClock } from './clock.ts'
import { seededChance } from './chance.ts'

export const danasPassword = 'correct horse battery staple'
export const practice = {
  name: 'Marigold Lane Family Clinic',
  addressLines: [],
  phone: '',
  fax: '',
  workstation: 'Front desk 1',
}

const cheap = { memoryKiB: 8, passes: 1, lanes: 1 }
const worker = new URL('../../main/vault/argon2-worker.ts', import.meta.url)

/** @param seed must differ between desks that stand on one folder, or new keys would be the old ones again */
export async function givenDesk(
  given: {
    folder?: string
    clock?: ManualClock
    keychain?: Keychain
    seed?: string
    /** Called while the rooms are composed: after the keys were made, before the first person is in the store. */
    composing?: (folder: string) => Promise<void>
  } = {},
) {
  const folder = given.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-')))
  const clock = given.clock ?? manualClock()
  const chance = seededChance(given.seed)
  const keychain = given.keychain ?? noKeychain
  const listeners = new Set<(event: PowerEvent) => void>()
  const events: AnyEvent[] = []
  const notes: Note[] = []
  const publish = (event: AnyEvent): void => void events.push(event)
  const log = { note: (note: Note) => void notes.push(note) }
  const power = {
    subscribe: (listener: (event: PowerEvent) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const session = createSession({ clock, chance, power })
  const vault = vaultOver({
    dataFolder: folder,
    chance,
    keychain,
    passwordKey: passwordKeyInThread(worker),
    argon2: cheap,
  })
  const desk = await createDesk({
    dataFolder: folder,
    vault,
    log,
    compose: async (store, keys) => {
      await given.composing?.(folder)
      return roomsOver(store, keys)
    },
  })
  const roomsOver = (store: Store, keys: VaultKeys) => ({
    handlers: {
      ...createPeopleHandlers({ store, vault, keys: () => keys, session, guard: front.guard, chance }),
      ...createSettingsHandlers({ store, idleChanged: session.setIdleMinutes, publish }),
    },
    audit: createAuditWriter({
      auditKey: keys.audit,
      signer: createSigner(keys.signing),
      clock,
      read: store.read,
      publish,
    }),
    bytes: {
      readOriginal: nothing,
      readCover: nothing,
      readPacket: nothing,
      packetBytes: nothing,
      readReport: nothing,
    },
    sending: () => 3,
    start: async () => undefined,
    sessionEnded: async () => undefined,
    stop: async () => undefined,
  })
  const throttle = await createThrottle({ dataFolder: folder, clock, recording: () => desk.stage() === 'open' })
  const surroundings = { shell: 'none', platform: 'linux', version: '0.0.0' } as const
  const front = createFront({
    desk,
    vault,
    session,
    throttle,
    clock,
    chance,
    log,
    publish,
    surroundings,
    keychain: keychain.kind,
  })
  const file = preferences()
  const handlers = () => ({
    ...front.handlers,
    ...createPreferenceHandlers({ file, publish }),
    ...desk.rooms()?.handlers,
  })
  const door = createDoor({
    clock,
    chance,
    log,
    presence: session.presence,
    ledger: () => (desk.stage() === 'open' ? { store: desk.store(), audit: desk.audit() } : undefined),
    selfRecorded,
    handler: <N extends OperationName>(name: N) => (handlers() as Partial<Handlers>)[name],
  })
  const call = <N extends OperationName>(name: N, input: Input<N>) =>
    door.call(name, input, true) as Promise<Outcome<Output<N>>>
  return {
    folder,
    clock,
    session,
    vault,
    desk,
    front,
    events,
    notes,
    call,
    power: (event: PowerEvent) => listeners.forEach((listener) => listener(event)),
    setUp: () =>
      call('setup.create', { practice, administrator: { name: 'Dana Fairweather', password: danasPassword } }),
    /** The record in short: actor, action, outcome. */
    record: async () => entriesAfter(desk.store().read, undefined, 1000),
    stop: async () => {
      session.stop()
      await desk.close()
    },
    /** Stops and removes everything. */
    leave: async () => {
      session.stop()
      await desk.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type GivenDesk = Awaited<ReturnType<typeof givenDesk>>

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
