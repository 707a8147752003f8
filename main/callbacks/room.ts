/** The callback room, put together: the public door, who may call there, and what follows a call. */
import type { FaxId, LineId } from '#app/domain/ids.ts'
import { final } from '#app/domain/fax/fax.ts'
import { callbackKinds } from '#app/domain/line-kinds/callbacks.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { Delivery } from '../delivery/engine/engine.ts'
import type { Publish } from '../door/publish.ts'
import type { Line } from '../lines/line.ts'
import type { Chance, Clock, Network } from '../ports.ts'
import { attemptsOf } from '../store/faxes/attempts.ts'
import { outboxFax } from '../store/faxes/delivery.ts'
import type { LineRecord } from '../store/lines.ts'
import type { Store } from '../store/store.ts'
import { createCallJudge } from './calls.ts'
import { createCallbackHandlers } from './handlers.ts'
import type { PublicDoor } from './public-door.ts'
import { createTally } from './tally.ts'
import { createWork } from './work.ts'

export type CallbackRoomParts = {
  readonly door: PublicDoor
  readonly store: Store
  readonly clock: Clock
  readonly chance: Chance
  readonly network: Network
  readonly publish: Publish
  readonly lines: readonly Line[]
  readonly engine: Pick<Delivery, 'askAgain'>
  /** Takes in a line as it is stored now. */
  readonly takeIn: (record: LineRecord) => void
  /** Asks every line now what came in. */
  readonly look: () => Promise<void>
  readonly trouble: (error: unknown) => void
}

export type CallbackRoom = {
  readonly handlers: ReturnType<typeof createCallbackHandlers>
  /** A fax changed: once it is over, what was handed out for it is taken back. */
  readonly changed: (id: FaxId) => Promise<void>
  /** What the door itself gives reason to say of a line. */
  readonly findings: (id: LineId) => readonly Finding[]
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function createCallbackRoom(parts: CallbackRoomParts): CallbackRoom {
  const { door, store, clock, lines } = parts
  const work = createWork(parts)
  const tally = createTally(clock, ({ line, why, count }) => {
    const entry = { actor: 'nobody', action: 'callback.refused', subject: line, outcome: 'refused' } as const
    door.enter(() => Promise.resolve({ ...entry, details: { why, count } }))
  })
  const judge = createCallJudge({
    clock,
    lines,
    tally,
    lineOf: (token) => door.ways.lineOf(token, lines),
    keyOf: door.ways.key,
    passwordOf: door.ways.password,
    addressOf: (token) => `${door.publicAddress()}/c/${token}`,
    later: work.later,
  })
  door.onCall(judge, (why) => tally.refused('', why))

  return {
    handlers: createCallbackHandlers({ ...parts, tally }),
    changed: async (id) => {
      const fax = await outboxFax(store.read, id)
      if (!fax || !final(fax.state.phase)) return
      for (const { line_reference: reference } of await attemptsOf(store.read, id)) door.revoke(fax.lineId, reference)
    },
    findings: (id) => {
      const kind = lines.find((line) => line.id === id)?.kind
      const proof = kind === undefined || kind === 'training' ? undefined : callbackKinds[kind]?.proof
      const unproved = proof === 'signature' && door.standing() === 'listening' && door.ways.key(id) === undefined
      return unproved ? [{ finding: 'callbacks-unproved', verdict: 'look' }] : []
    },
    start: () => door.apply(),
    stop: async () => {
      tally.stop()
      await door.stop()
      await work.stop()
    },
  }
}
