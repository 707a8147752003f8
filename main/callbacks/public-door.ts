/**
 * The practice's public door: set up or off, listening or in trouble, with what lies behind it (documents handed out, a probe).
 * Lines are given their part of it as a `WayIn`. It works while the desk is locked and knows nothing of who is signed in.
 */
import { callbackKinds } from '#app/domain/line-kinds/callbacks.ts'
import type { LineId } from '#app/domain/ids.ts'
import type { AuditWriter, Entry } from '../audit/writer.ts'
import type { Line } from '../lines/line.ts'
import type { WayIn, WayInOf } from '../lines/way-in.ts'
import type { Chance, Clock, Undo } from '../ports.ts'
import { faxOfCall } from '../store/faxes/attempts.ts'
import { readSetting } from '../store/settings.ts'
import type { Store, WriteStore } from '../store/store.ts'
import { createHandOuts, type HandOuts } from './hand-out.ts'
import { listen, type Answerer, type Arrived, type Listening, type ListenTrouble, type Said } from './server.ts'
import { callbackSetupSetting, callbackWaysSetting, type CallbackSetup, type CallbackWays } from './setting.ts'
import { createWays, type Ways } from './ways.ts'

export type PublicDoorParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly clock: Clock
  readonly chance: Chance
  /** The lines there are, once there are any. */
  readonly lines: () => readonly Line[]
  readonly trouble: (error: unknown) => void
}

export type Standing = 'off' | 'listening' | ListenTrouble

export type PublicDoor = {
  readonly wayInOf: WayInOf
  readonly ways: Ways
  readonly setup: () => CallbackSetup
  readonly standing: () => Standing
  /** Without a slash at its end; empty while off. */
  readonly publicAddress: () => string
  /** Reads the settings anew and opens, moves or shuts the door. */
  readonly apply: () => Promise<void>
  /** What answers calls, once there is something. */
  readonly onCall: (answer: (arrived: Arrived) => Promise<Said>, strange: Answerer['strange']) => void
  /** Lays something out to be found once under a path of its own; answers path and how to take it away. */
  readonly layOut: (text: string) => { readonly path: string; readonly takeAway: Undo }
  /** Puts something on record, in a transaction of its own, that nobody waits for. */
  readonly enter: (make: (tx: WriteStore) => Promise<Entry>) => void
  /** A call is over: what was handed out for it is taken back. */
  readonly revoke: (line: LineId, reference: string) => void
  readonly stop: () => Promise<void>
}

const nothing: Said = { status: 404 }
/** A port that is taken may be free a minute later. */
const tryAgainMs = 60_000

export async function createPublicDoor(parts: PublicDoorParts): Promise<PublicDoor> {
  const { store, clock, chance } = parts
  const handOuts = createHandOuts(parts)
  const probes = new Map<string, string>()
  let setup: CallbackSetup = await readSetting(store.read, callbackSetupSetting)
  let kept: CallbackWays = await readSetting(store.read, callbackWaysSetting)
  let standing: Standing = 'off'
  let listening: Listening | undefined
  let again: Undo = () => undefined
  let answerCall: (arrived: Arrived) => Promise<Said> = () => Promise.resolve(nothing)
  let strange: Answerer['strange'] = () => undefined
  const entering = new Set<Promise<unknown>>()
  const ways = createWays(() => kept)
  const enter: PublicDoor['enter'] = (make) => {
    const entered: Promise<unknown> = store
      .write(async (tx) => parts.audit.append(tx, await make(tx)))
      .catch(parts.trouble)
      .finally(() => entering.delete(entered))
    entering.add(entered)
  }
  const publicAddress = (): string => (setup.kind === 'off' ? '' : setup.publicAddress)

  const answerer: Answerer = {
    expects: ({ method, room, token }) => {
      if (room === 'c') return method === 'POST' && ways.lineOf(token, parts.lines()) !== undefined
      return method === 'GET' || (method === 'HEAD' && room === 'd')
    },
    answer: (arrived) => {
      if (arrived.room === 'c') return answerCall(arrived)
      return Promise.resolve(arrived.room === 'd' ? handed(enter, handOuts, strange, arrived) : probed(probes, arrived))
    },
    strange: (why) => strange(why),
  }

  async function shut(): Promise<void> {
    again()
    await listening?.close()
    listening = undefined
    standing = 'off'
  }

  async function open(): Promise<void> {
    if (setup.kind === 'off') return
    const before = standing
    const opened = await listen(setup, answerer)
    listening = typeof opened === 'string' ? undefined : opened
    standing = typeof opened === 'string' ? opened : 'listening'
    if (typeof opened !== 'string') return
    again = clock.after(tryAgainMs, () => void open().catch(parts.trouble))
    if (before !== opened) enter(() => Promise.resolve(notListening(opened)))
  }

  return {
    wayInOf: (line) => wayInFor({ line, parts, ways, handOuts, publicAddress, minutes, open: isOpen }),
    ways,
    setup: () => setup,
    standing: () => standing,
    publicAddress,
    apply: async () => {
      kept = await readSetting(store.read, callbackWaysSetting)
      const wanted = await readSetting(store.read, callbackSetupSetting)
      // Calls on their way are not cut off for another key.
      if (standing === 'listening' && JSON.stringify(wanted) === JSON.stringify(setup)) return
      setup = wanted
      await shut()
      await open()
      if (setup.kind === 'off') handOuts.revokeAll()
    },
    onCall: (answer, heard) => {
      answerCall = answer
      strange = heard
    },
    layOut: (text) => {
      const token = chance.bytes(32).toString('base64url')
      probes.set(token, text)
      return { path: `/p/${token}`, takeAway: () => void probes.delete(token) }
    },
    enter,
    revoke: handOuts.revoke,
    stop: async () => {
      await shut()
      handOuts.revokeAll()
      await Promise.all(entering)
    },
  }

  function minutes(): number {
    return setup.kind === 'off' ? 0 : setup.minutes
  }

  function isOpen(): boolean {
    return standing === 'listening'
  }
}

type WayInParts = {
  readonly line: LineId
  readonly parts: PublicDoorParts
  readonly ways: Ways
  readonly handOuts: HandOuts
  readonly publicAddress: () => string
  readonly minutes: () => number
  readonly open: () => boolean
}

function wayInFor({ line, parts, ways, handOuts, publicAddress, minutes, open }: WayInParts): WayIn {
  return {
    open,
    minutes,
    callbackFor: (reference) => {
      const kind = parts.lines().find(({ id }) => id === line)?.kind
      const entry = kind === undefined || kind === 'training' ? undefined : callbackKinds[kind]
      if (!open() || kind === undefined || !entry?.named) return undefined
      if (entry.proof === 'signature' && ways.key(line) === undefined) return undefined
      return `${ways.address({ id: line, kind }, publicAddress())}?ref=${reference}`
    },
    handOut: (document) =>
      open() ? `${publicAddress()}/d/${handOuts.give({ ...document, line }, minutes())}` : undefined,
    revoke: (reference) => handOuts.revoke(line, reference),
  }
}

/** A document, whole and once; a look at it tells its length and uses nothing up. */
function handed(
  enter: PublicDoor['enter'],
  all: HandOuts,
  strange: Answerer['strange'],
  { method, token }: Arrived,
): Said {
  if (method === 'HEAD') {
    const document = all.look(token)
    return document ? { status: 200, type: document.type, length: document.bytes.byteLength } : nothing
  }
  const taking = all.take(token)
  if (!taking) {
    strange('unknown-path')
    return nothing
  }
  const { line, reference, type, bytes } = taking.document
  const over = (whole: boolean): void => {
    taking.over(whole)
    enter(async (tx) => {
      const subject = (await faxOfCall(tx, line, reference)) ?? line
      const details = { line, bytes: bytes.byteLength }
      return { actor: 'system', action: 'document.handed-out', subject, outcome: whole ? 'done' : 'failed', details }
    })
  }
  return { status: 200, type, bytes, length: bytes.byteLength, over }
}

function probed(probes: ReadonlyMap<string, string>, { token }: Arrived): Said {
  const text = probes.get(token)
  return text === undefined ? nothing : { status: 200, type: 'text/plain', bytes: Buffer.from(text, 'utf8') }
}

const notListening = (why: ListenTrouble): Entry => ({
  actor: 'system',
  action: 'callbacks.not-listening',
  outcome: 'failed',
  details: { why },
})
