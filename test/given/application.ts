/**
 * The whole application under plain Node: real vault, store, record, rooms, document child, password thread and log
 * file, on a folder of its own. Only what stands outside is given: clock, keychain, power, where to save.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { AnyEvent, Input, OperationName, Output } from '#app/contract/index.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import { createApplication, type Application, type Assets, type Options } from '#main/application.ts'
import { openLog } from '#main/log.ts'
import type { Clock, Keychain, Log, Network, Note, Ports, PowerEvent, PreferenceFile } from '#main/ports.ts'
import { assets as documentAssets, startDocumentWorker } from '#test/unit/documents/service.ts'
import { manualClock, type ManualClock } from './clock.ts'
import { givenKeychain } from './keychain.ts'
import { valueOf } from './outcome.ts'
import { cheap } from './password-cost.ts'

export const assets: Assets = {
  pdfium: documentAssets.wasmPath,
  regularFont: documentAssets.regularFontPath,
  boldFont: documentAssets.boldFontPath,
  vips: documentAssets.vipsPath,
  reader: documentAssets.readerPath,
  letters: documentAssets.lettersPath,
  argon2Worker: path.resolve(import.meta.dirname, '../../main/vault/argon2-worker.ts'),
  reportWorker: path.resolve(import.meta.dirname, '../../main/reports/render/worker.ts'),
  verifyWorker: path.resolve(import.meta.dirname, '../../main/audit/verify/verify-worker.ts'),
  verifier: path.resolve(import.meta.dirname, '../../build/verifier/faxdesk-verify.mjs'),
}

export type GivenParts<C extends Clock> = Options & {
  /** Where the data lies; a new folder in the system's temporary one unless given. */
  readonly folder?: string
  readonly clock?: C
  readonly keychain?: Keychain
  /** None unless given: nothing of a story leaves the machine. */
  readonly network?: Network
  /** The system does not tell unless given. */
  readonly timeOffset?: Ports['timeOffset']
  /** Called off unless given. */
  readonly askWhereToSave?: Ports['files']['askWhereToSave']
  /** Called off unless given. */
  readonly askForFolder?: Ports['files']['askForFolder']
  /** Called off unless given. */
  readonly askWhichToOpen?: Ports['files']['askWhichToOpen']
}

/** The application with a clock that stands still until it is moved. */
export const givenApplication = (given: GivenParts<ManualClock> = {}) => startApplication(manualClock(), given)

/** Starts the application on what lies in the folder; `clockUnlessGiven` is used where `given` has none. */
export async function startApplication<C extends Clock>(clockUnlessGiven: C, given: GivenParts<C>) {
  const folder = given.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'faxdesk-story-')))
  const clock = given.clock ?? clockUnlessGiven
  const keychain = given.keychain ?? givenKeychain()
  const power = givenPower()
  const notes: Note[] = []
  const events: AnyEvent[] = []
  const seen = { attentions: 0, locks: 0, clipboard: '' }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const ports: Ports = {
    clock,
    keychain,
    power,
    timeOffset: given.timeOffset ?? { seconds: async () => undefined },
    log: bothLogs(notes, openLog(path.join(folder, 'faxdesk.log'))),
    chance: { bytes: randomBytes },
    files: {
      dataFolder: folder,
      askWhereToSave: given.askWhereToSave ?? (async () => undefined),
      askForFolder: given.askForFolder ?? (async () => undefined),
      askWhichToOpen: given.askWhichToOpen ?? (async () => undefined),
    },
    preferences: givenPreferences(),
    clipboard: { read: async () => seen.clipboard, clear: () => void (seen.clipboard = '') },
    notifier: { attention: () => void (seen.attentions += 1) },
    network: given.network ?? noNetwork,
    startDocumentChild: startDocumentWorker,
    surroundings: { shell: 'none', platform: 'linux', version: '0.1.0' },
  }
  const { trainingPace = 1, argon2 = cheap } = given
  const application = await createApplication(ports, assets, { trainingPace, argon2 })
  application.subscribe((event) => void events.push(event))
  application.onLocked(() => void (seen.locks += 1))
  return {
    application,
    folder,
    clock,
    keychain,
    notes,
    events,
    seen,
    ...clientOf(application),
    power: power.fire,
    incidents: () => notes.filter(({ event }) => event.endsWith('incident')),
    /** Names of the encrypted files beside the store. */
    documentFiles: () => readdir(path.join(folder, 'documents')).catch(() => []),
    stop: application.stop,
    /** Stops, and removes the folder. */
    leave: async () => {
      await application.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What our own page would ask, typed by the contract. */
function clientOf(application: Application) {
  const ask = <N extends OperationName>(name: N, input: Input<N>) =>
    application.call(name, input, true) as Promise<Outcome<Output<N>>>
  return {
    ask,
    /** The same, for what must be allowed: its value, or a failed test that names the fault. */
    done: async <N extends OperationName>(name: N, input: Input<N>): Promise<Output<N>> =>
      valueOf(await ask(name, input)),
  }
}

export type GivenApplication = Awaited<ReturnType<typeof givenApplication>>
/** What steps of a story need of an application, whatever its clock. */
export type AnyApplication = Omit<GivenApplication, 'clock'>

function givenPower() {
  const listeners = new Set<(event: PowerEvent) => void>()
  return {
    subscribe: (listener: (event: PowerEvent) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    fire: (event: PowerEvent): void => listeners.forEach((listener) => listener(event)),
  }
}

const noNetwork: Network = {
  connect: (): never => {
    throw new Error('there is no network')
  },
  fetch: () => Promise.reject(new Error('there is no network')),
}

/** What is noted is kept for the test, and really written as well. */
const bothLogs = (notes: Note[], file: Log): Log => ({
  note: (note) => {
    notes.push(note)
    file.note(note)
  },
})

function givenPreferences(): PreferenceFile {
  let kept: ReturnType<PreferenceFile['read']> = { theme: 'system', hideDetails: false }
  return { read: () => kept, change: (part) => (kept = { ...kept, ...part }) }
}

/** Lets whatever was begun get as far as it can without the clock. */
export async function flushed(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Moves time on in small steps until `enough`, in at most `atMostMs` of it. */
export async function goOn(
  { clock }: Pick<GivenApplication, 'clock'>,
  enough: () => Promise<boolean> | boolean,
  { stepMs = 500, atMostMs = 3 * 60 * 60_000 } = {},
): Promise<void> {
  for (let passed = 0; passed <= atMostMs; passed += stepMs) {
    await flushed()
    if (await enough()) return
    clock.advance(stepMs)
  }
  throw new Error('it never came to that')
}
