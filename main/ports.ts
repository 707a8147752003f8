/**
 * What the outside must give the application. `main/electron` gives the real ones, tests give theirs.
 * Only types live here. Nothing in `main/` reaches for the time, chance, the keychain or a window by itself.
 */
import type { Socket } from 'node:net'
import type { Preferences } from '#app/contract/people/people.ts'

export type Undo = () => void

export type Clock = {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number
  /** Milliseconds that only go forward, whatever anybody sets the time to. */
  readonly elapsed: () => number
  /** Calls `act` once after `ms`; the answer takes it back. Never keeps a process alive by itself. */
  readonly after: (ms: number, act: () => void) => Undo
}

/** How far the clock is from the time its system is given, in seconds either way; undefined where nobody tells. */
export type TimeOffset = { readonly seconds: () => Promise<number | undefined> }

/** Cryptographically strong random bytes. */
export type Chance = { readonly bytes: (count: number) => Buffer }

/** The operating system's keychain. `none`: there is nothing to wrap with, and `wrap` is never called. */
export type Keychain = {
  readonly kind: 'system' | 'stand-in' | 'none'
  readonly wrap: (secret: Uint8Array) => Promise<Uint8Array>
  /** Rejects when the keychain no longer knows the key it wrapped with. */
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>
}

export type PowerEvent = 'system-lock' | 'suspend' | 'resume' | 'shutdown'
export type Power = { readonly subscribe: (listener: (event: PowerEvent) => void) => Undo }

export type Files = {
  /** Absolute path of the one folder that holds everything; made with mode 0700 before the application starts. */
  readonly dataFolder: string
  /** Asks the person where to save; answers an absolute path, or undefined when called off. */
  readonly askWhereToSave: (suggestedName: string) => Promise<string | undefined>
  /** Asks the person which file of contacts to open; answers an absolute path, or undefined when called off. */
  readonly askWhichToOpen: () => Promise<string | undefined>
  /** Asks the person for a folder; answers an absolute path, or undefined when called off. */
  readonly askForFolder: () => Promise<string | undefined>
}

export type PreferenceFile = {
  readonly read: () => Preferences
  readonly change: (part: Partial<Preferences>) => Preferences
}

/** Tells the person, outside the window, that something waits. It can say nothing else, by design. */
export type Notifier = { readonly attention: () => void }

/** The system's clipboard, as text. */
export type Clipboard = { readonly read: () => Promise<string>; readonly clear: () => void }

/** The way out. Lines are handed it, and what sends the record to another log; time-outs, limits and whom to talk to are judged there. */
export type Network = {
  /** Begins a plain TCP connection; the socket says how it went. */
  readonly connect: (to: { readonly host: string; readonly port: number }) => Socket
  /** Follows no redirect. Rejects when there is no whole answer; the error says nothing of what was sent. */
  readonly fetch: (url: string, request: Outgoing) => Promise<Incoming>
}

export type Outgoing = {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly signal: AbortSignal
  /** Address of an HTTP proxy to tunnel through; absent: straight out. */
  readonly proxy?: string
}

export type Incoming = {
  readonly status: number
  readonly headers: { readonly get: (name: string) => string | null }
  readonly body: AsyncIterable<Uint8Array> | null
}

/** The log is a vocabulary: no sentence, no name, no number dialled, no path. */
export type Note =
  | { readonly event: 'application.started'; readonly version: string }
  | { readonly event: 'store.opened'; readonly tookMs: number }
  | { readonly event: 'store.trouble'; readonly kind: string }
  | { readonly event: 'door.incident'; readonly incident: string; readonly operation: string; readonly trace: string }
  | { readonly event: 'engine.incident'; readonly incident: string; readonly part: string; readonly trace: string }
  | { readonly event: 'document.child-replaced'; readonly why: string }
  | { readonly event: 'fax.attempted'; readonly reference: string; readonly attempt: number; readonly outcome: string }
export type Log = { readonly note: (note: Note) => void }

/** What a document child is started for: everything about PDFs, taking scans and photographs in, or reading what is written on them. */
export type DocumentWork = 'pages' | 'pictures' | 'reading'

/** A child process or worker in which documents are parsed. It may die or lie at any time. */
export type Child = {
  readonly post: (message: unknown) => void
  readonly onMessage: (listener: (message: unknown) => void) => Undo
  readonly onExit: (listener: () => void) => Undo
  readonly stop: () => void
}

export type Surroundings = {
  readonly shell: 'electron' | 'stand-in' | 'none'
  readonly platform: 'windows' | 'mac' | 'linux'
  readonly version: string
}

export type Ports = {
  readonly clock: Clock
  readonly timeOffset: TimeOffset
  readonly chance: Chance
  readonly keychain: Keychain
  readonly power: Power
  readonly files: Files
  readonly preferences: PreferenceFile
  readonly notifier: Notifier
  readonly clipboard: Clipboard
  readonly network: Network
  readonly log: Log
  readonly startDocumentChild: (work: DocumentWork) => Child
  readonly surroundings: Surroundings
}
