/**
 * The desk's store: not there yet, closed, open, or in trouble. It is opened in one place, whoever brings the keys, and
 * what needs an open store is composed at that moment. A store in trouble is left exactly as it lies.
 */
import { rm } from 'node:fs/promises'
import { conflict, ok, type Outcome, type StoreTrouble } from '#app/domain/outcome.ts'
import { outsideHeadFileIn } from './audit/outside-head.ts'
import type { DeskPort } from './people/desk-port.ts'
import type { Log } from './ports.ts'
import { createStore, openStore, storeExists, storeFileIn } from './store/open.ts'
import type { Store } from './store/store.ts'
import { forgetKeys, type Vault, type VaultKeys } from './vault/vault.ts'
import type { Rooms } from './rooms.ts'

export type DeskParts = {
  readonly dataFolder: string
  readonly vault: Vault
  readonly log: Log
  readonly compose: (store: Store, keys: VaultKeys) => Promise<Rooms>
}

export type Desk = DeskPort & {
  /** Undefined unless open. */
  readonly rooms: () => Rooms | undefined
  /** Brings the outbox to rest, signs the record and closes the store. */
  readonly close: () => Promise<void>
}

type State =
  | { readonly at: 'setup' | 'closed' }
  | { readonly at: 'trouble'; readonly trouble: StoreTrouble }
  | { readonly at: 'open'; readonly store: Store; readonly keys: VaultKeys; readonly rooms: Rooms }

/** Looks at what lies in the data folder and opens nothing yet. */
export async function createDesk(parts: DeskParts): Promise<Desk> {
  const file = storeFileIn(parts.dataFolder)
  let state: State = await firstState(parts.vault, file)

  function opened() {
    if (state.at !== 'open') throw new TypeError('the desk is not open')
    return state
  }

  async function open(keys: VaultKeys): Promise<Outcome<void>> {
    if (state.at === 'open') return conflict('already-set-up')
    const began = performance.now()
    const store =
      state.at === 'setup' ? await createAnew(parts.dataFolder, keys) : await openStore({ file, key: keys.store })
    if (!store.ok) {
      if (store.fault.code === 'store' && state.at !== 'setup') state = { at: 'trouble', trouble: store.fault.kind }
      parts.log.note({
        event: 'store.trouble',
        kind: store.fault.code === 'store' ? store.fault.kind : store.fault.code,
      })
      return store
    }
    const rooms = await parts.compose(store.value, keys)
    state = { at: 'open', store: store.value, keys, rooms }
    await rooms.start()
    parts.log.note({ event: 'store.opened', tookMs: Math.round(performance.now() - began) })
    return ok(undefined)
  }

  async function close(): Promise<void> {
    if (state.at !== 'open') return
    const { rooms, store, keys } = state
    state = { at: 'closed' }
    await rooms.stop()
    await store.close()
    forgetKeys(keys)
  }

  return {
    stage: () => (state.at === 'trouble' ? { trouble: state.trouble } : state.at),
    open,
    close,
    abandon: async () => {
      await close()
      await removeStore(parts.dataFolder)
      state = { at: 'setup' }
    },
    keys: () => opened().keys,
    store: () => opened().store,
    audit: () => opened().rooms.audit,
    rooms: () => (state.at === 'open' ? state.rooms : undefined),
    recordBroken: () => state.at === 'open' && state.rooms.recordBroken(),
    sending: () => (state.at === 'open' ? state.rooms.sending() : 0),
  }
}

async function firstState(vault: Vault, file: string): Promise<State> {
  const there = storeExists(file)
  const stage = await vault.stage()
  if (stage === 'unfinished' || (stage === 'none' && !there)) return { at: 'setup' }
  if (stage === 'none') return { at: 'trouble', trouble: 'keys-missing' }
  if (stage === 'damaged') return { at: 'trouble', trouble: 'keys-damaged' }
  return there ? { at: 'closed' } : { at: 'trouble', trouble: 'store-missing' }
}

/** Only at stage `setup`: what lies here then is what a set-up left that was cut off before anybody used it. */
async function createAnew(dataFolder: string, keys: VaultKeys): Promise<Outcome<Store>> {
  await removeStore(dataFolder)
  return createStore({ file: storeFileIn(dataFolder), key: keys.store })
}

function removeStore(dataFolder: string): Promise<unknown> {
  const files = ['', '-wal', '-shm', '.check'].map((ending) => storeFileIn(dataFolder) + ending)
  return Promise.all([...files, outsideHeadFileIn(dataFolder)].map((file) => rm(file, { force: true })))
}
