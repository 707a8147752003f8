/**
 * The scanner inbox: a folder this computer watches, whose complete files become scans that wait on the Send screen.
 * It runs while the store is open, locked or not, since patients' pages should not lie about unencrypted. Nothing in
 * here makes a draft, chooses a recipient or sends: a file's name decides nothing.
 */
import type { FolderStanding, ScanFile, WaitsFor } from '#app/contract/desk/scans.ts'
import { traceOf } from '../door/door.ts'
import type { Publish } from '../door/publish.ts'
import type { Clock, Log, Undo } from '../ports.ts'
import { takenSources } from '../store/faxes/scans.ts'
import type { Found, Place, PlaceIn } from './place.ts'
import { take, type TakeParts } from './take.ts'
import { createWaitingRoom, sourceOf, type WaitingRoom } from './waiting.ts'
import type { WatchFolder } from './watch.ts'
import { filesOf, type FilesOf } from './files-of.ts'

/** A network share sends no news: the folder is also looked at this often, in ms. */
const lookEveryMs = 15_000
/** Between two looks, in ms, whatever the news. */
const pauseMs = 500

export type InboxParts = TakeParts & {
  readonly clock: Clock
  readonly log: Log
  readonly publish: Publish
  readonly watch: WatchFolder
  readonly placeIn: PlaceIn
}

export type InboxChoice = {
  /** Absolute path; undefined while no folder is watched. */
  readonly folder: string | undefined
  readonly removeOriginals: boolean
  /** What tells this computer's claims from another's. */
  readonly computer: string
}

export type InboxStanding = {
  readonly folder: FolderStanding
  readonly waiting: readonly { readonly source: string; readonly name: string; readonly why: WaitsFor }[]
}

export type Inbox = {
  /** Watches this folder from now on instead of another, or none. */
  readonly watch: (choice: InboxChoice) => void
  readonly standing: () => InboxStanding
  /** Where the file of a scan that could not be read lies, as the last look found it: nobody waits for a share here. */
  readonly fileOf: (scan: string) => ScanFile
  /** Looks at the folder now; two looks never run at once. Answers when all that could be taken in is. */
  readonly look: () => Promise<void>
  /** The folder's files, while one is watched. */
  readonly place: () => Place | undefined
  readonly stop: () => Promise<void>
}

type Watched = {
  readonly choice: InboxChoice
  readonly place: Place
  readonly room: WaitingRoom
  readonly unwatch: Undo
}

class ScannerInbox implements Inbox {
  readonly #parts: InboxParts
  #watched: Watched | undefined
  #folder: InboxStanding['folder'] = 'off'
  #files: FilesOf = new Map()
  #looking: Promise<void> | undefined
  #givingBack: Promise<void> | undefined
  #timer: Undo | undefined

  constructor(parts: InboxParts) {
    this.#parts = parts
  }

  watch(choice: InboxChoice): void {
    const left = this.#watched
    this.#leave()
    if (left && left.choice.folder !== choice.folder) this.#givingBack = this.#giveBack(left)
    if (choice.folder === undefined) return
    const { folder, computer } = choice
    const unwatch = this.#parts.watch(folder, () => this.#lookIn(pauseMs))
    this.#watched = { choice, place: this.#parts.placeIn(folder, computer), room: createWaitingRoom(), unwatch }
    this.#folder = 'watching'
    this.#lookIn(0)
  }

  standing(): InboxStanding {
    return { folder: this.#folder, waiting: this.#watched?.room.list() ?? [] }
  }

  fileOf(scan: string): ScanFile {
    return this.#folder === 'off' ? 'gone' : (this.#files.get(scan) ?? 'away')
  }

  place(): Place | undefined {
    return this.#watched?.place
  }

  look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = undefined
      this.#lookAgain()
    })
    return this.#looking
  }

  async stop(): Promise<void> {
    const under = this.#looking
    this.#leave()
    await under
    await this.#givingBack
  }

  /** Nobody would look for a claim in a folder that is watched no more: there the files lie where people see them. */
  async #giveBack({ place }: Watched): Promise<void> {
    await this.#looking
    await place.giveBack().catch((error: unknown) => this.#note(error))
  }

  #note(error: unknown): void {
    const { log, chance } = this.#parts
    const incident = chance.bytes(4).toString('hex')
    log.note({ event: 'engine.incident', incident, part: 'inbox', trace: traceOf(error) })
  }

  #leave(): void {
    this.#watched?.unwatch()
    this.#watched = undefined
    this.#folder = 'off'
    this.#files = new Map()
    this.#timer?.()
  }

  #lookIn(ms: number): void {
    if (!this.#watched) return
    this.#timer?.()
    this.#timer = this.#parts.clock.after(ms, () => void this.look())
  }

  #lookAgain(): void {
    const next = this.#watched?.room.nextAt()
    const inMs = next === undefined ? lookEveryMs : Math.min(lookEveryMs, next - this.#parts.clock.now())
    this.#lookIn(Math.max(pauseMs, inMs))
  }

  async #lookNow(): Promise<void> {
    const watched = this.#watched
    if (!watched) return
    const before = this.#seen()
    let changed = false
    try {
      const found = await this.#listed(watched)
      for (const file of watched.room.due(await this.#fresh(watched, found ?? []), this.#parts.clock.now())) {
        if (watched !== this.#watched) return
        changed = (await this.#take(watched, file)) || changed
      }
      const files = found ? await filesOf(this.#parts.store.read, watched.place, found) : new Map()
      if (watched === this.#watched) this.#files = files
    } catch (error) {
      this.#note(error)
    }
    if (changed || this.#seen() !== before) {
      this.#parts.publish({ name: 'scans.changed', payload: {} })
    }
  }

  /** All that people see of the folder, to know whether it changed. */
  #seen(): string {
    return JSON.stringify([this.standing(), ...this.#files])
  }

  /** What lies there; undefined while the folder cannot be read, which is then its standing. */
  async #listed({ place }: Watched): Promise<readonly Found[] | undefined> {
    try {
      const found = await place.list()
      this.#folder = 'watching'
      return found
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      this.#folder = code === 'EACCES' || code === 'EPERM' ? 'no-access' : 'missing'
      return undefined
    }
  }

  /** Those not taken in before. A claimed one is always to be finished. */
  async #fresh({ choice }: Watched, found: readonly Found[]): Promise<readonly Found[]> {
    if (choice.removeOriginals) return found
    const taken = await takenSources(this.#parts.store.read)
    return found.filter((one) => one.claimed || !taken.has(sourceOf(one)))
  }

  /** Answers whether the list of scans changed. */
  async #take({ place, room, choice }: Watched, found: Found): Promise<boolean> {
    const { removeOriginals } = choice
    const givenUp = room.givenUp(found, this.#parts.clock.now())
    const took = await take(this.#parts, place, found, { removeOriginals, givenUp })
    if (took.became === 'waiting') room.failed(found, took.why, this.#parts.clock.now())
    else room.done(found)
    return took.became === 'scan' || took.became === 'aside'
  }
}

/** @returns an inbox that watches nothing until `watch` */
export const createInbox = (parts: InboxParts): Inbox => new ScannerInbox(parts)
