/**
 * The delivery engine (DESIGN §8): one outbox, one scheduler. It wakes when a fax is due or something ended, starts
 * what may start, and sleeps until the next time something is due. It never polls in a loop, knows nothing of
 * sessions or screens, and goes on while locked. Trouble with one fax never holds up another.
 */
import type { FaxId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import { traceOf } from '../../door/door.ts'
import type { Line } from '../../lines/line.ts'
import type { Chance, Clock, Log, Notifier, Undo } from '../../ports.ts'
import { callsOn, callsSince, dueFaxes, nextDueAt, waitingFaxes } from '../../store/faxes/delivery.ts'
import type { Store } from '../../store/store.ts'
import { underway } from './decide.ts'
import { createManners, type Manners } from './manners.ts'
import { createMoves, type Moved, type Moves } from './moves.ts'
import { createRests } from './rests.ts'
import { step } from './step.ts'
import { removeContent } from './tidy.ts'
import { createTurns } from './turns.ts'

export type DeliveryParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly notifier: Notifier
  readonly lines: readonly Line[]
  /** The sealed bytes of a packet (a document id), decrypted. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
  /** Tells the page that a fax changed; never rejects. */
  readonly announce: (id: FaxId) => Promise<void>
}

export type Delivery = {
  /** Takes up every fax where it stands. Starting twice is starting once. */
  readonly start: () => void
  /** No fax is begun any more; resolves when every step under way is over and on disk. */
  readonly stop: () => Promise<void>
  /** Something may be due: look now. */
  readonly wake: () => void
  /** Runs a person's act on a fax when no step of it is under way. */
  readonly withFax: <T>(id: FaxId, act: () => Promise<T>) => Promise<T>
  readonly moves: Moves
  /** After a person's act ended an attempt: takes its pages off the service. */
  readonly tidyAfter: (moved: Moved) => void
  readonly line: (id: Line['id']) => Line | undefined
  /** Resolves when everything that is due now has been done. It waits for no clock. */
  readonly quiet: () => Promise<void>
}

const hourMs = 60 * 60_000
/** However quiet it is, the clock is looked at this often while something waits: computers sleep. */
const longestSleepMs = 60_000
/** How long to leave the store in peace after it would not even be read. */
const troubleRestMs = 5_000
const dueAtOnce = 1_000

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, clock, lines } = parts
  const turns = createTurns(wake)
  const rests = createRests()
  const alarmed = new Set<FaxId>()
  const line: Delivery['line'] = (id) => lines.find((each) => each.id === id)
  const answerWithinMs = (id: Line['id']): number => line(id)?.pace.answerWithinMs ?? 0
  const moves = createMoves({ store, audit: parts.audit, now: () => clock.now(), answerWithinMs })
  const stepParts = { ...parts, moves, line, moved, alarm }
  let manners: Manners | undefined
  let running = false
  let again = false
  let round: Promise<void> | undefined
  let sleep: Undo = () => undefined

  function wake(): void {
    if (!running) return
    again = true
    round ??= rounds().finally(() => {
      round = undefined
    })
  }

  const asked = (): boolean => again && running

  async function rounds(): Promise<void> {
    while (asked()) {
      again = false
      sleep()
      try {
        const sleepMs = await lookAround(clock.now())
        if (sleepMs !== undefined) sleep = clock.after(sleepMs, wake)
      } catch (error) {
        incident('round', error)
        sleep = clock.after(troubleRestMs, wake)
      }
    }
  }

  /** Starts what is due and may start. Answers how long nothing will be due, in ms; undefined for good. */
  async function lookAround(now: number): Promise<number | undefined> {
    manners ??= createManners(await callsSince(store.read, now - hourMs))
    const alone = manners.leaveAlone(now)
    for (const id of await dueFaxes(store.read, now, dueAtOnce)) launch(id, now)
    for (const { id, capabilities } of lines) {
      const room = capabilities.concurrency - (await callsOn(store.read, id))
      const resting = rests.resting(now)
      const waiting = room > 0 ? await waitingFaxes(store.read, id, now, room + resting.length, [...alone.keys()]) : []
      const ready = waiting.filter((fax) => !resting.includes(fax))
      for (const fax of ready.slice(0, room)) launch(fax, now)
    }
    const times = [(await nextDueAt(store.read, now)) ?? Infinity, ...alone.values(), rests.next(now)]
    const next = Math.min(...times)
    return next === Infinity ? undefined : Math.min(longestSleepMs, Math.max(0, next - now))
  }

  function launch(id: FaxId, now: number): void {
    if (turns.taken(id) || rests.resting(now).includes(id)) return
    void turns.take(id, () => guarded(id))
  }

  async function guarded(id: FaxId): Promise<void> {
    if (!running) return
    rests.afterStep(id, clock.now())
    try {
      const lookAt = await step(stepParts, id)
      rests.sound(id)
      if (lookAt !== undefined) rests.until(id, lookAt)
    } catch (error) {
      incident('step', error)
      rests.afterBreak(id, clock.now())
    }
  }

  async function moved({ fax, state }: Moved): Promise<void> {
    rests.none(fax.id)
    const exact = line(fax.lineId)?.capabilities.listing.kind === 'exact'
    if (state.phase === 'failed' || (state.phase === 'uncertain' && !exact)) alarm(fax.id)
    else if (state.phase !== 'uncertain') alarmed.delete(fax.id)
    const onTelephone = fax.state.phase === 'accepted' || fax.state.phase === 'sending'
    if (onTelephone && 'since' in fax.state && !('since' in state)) {
      const answered = fax.state.phase === 'sending' || (state.phase === 'failed' && state.pagesSent > 0)
      const connected = answered || state.phase === 'delivered'
      manners?.made(fax.e164, { startedAt: fax.state.since, endedAt: clock.now(), connected })
    }
    tidyAfter({ fax, state })
    await parts.announce(fax.id)
  }

  /** An attempt is over: its pages need lie at the service no longer. */
  function tidyAfter({ fax, state }: Moved): void {
    const { id, reference, lineId, state: before } = fax
    const on = line(lineId)
    // Where the end is not known the call may still be going on: its pages are left to it.
    const unknown = state.phase === 'failed' && state.reason === 'answer-lost'
    const over = underway(before) && before.phase !== 'submitting' && !underway(state) && !unknown
    if (!on?.capabilities.removes || !over) return
    const ended = { id, reference, attempt: before.attempt }
    turns.take(id, () => removeContent(stepParts, on, ended)).catch((error: unknown) => incident('tidy', error))
  }

  /** Once for each time a fax comes to need somebody. */
  function alarm(id: FaxId): void {
    if (alarmed.has(id)) return
    alarmed.add(id)
    parts.notifier.attention()
  }

  function incident(part: string, error: unknown): void {
    const number = parts.chance.bytes(4).toString('hex')
    parts.log.note({ event: 'engine.incident', incident: number, part, trace: traceOf(error) })
  }

  const busy = (): boolean => round !== undefined || turns.busy()

  async function quiet(): Promise<void> {
    while (busy()) await Promise.all([round, turns.over()])
  }

  return {
    start() {
      running = true
      wake()
    },
    async stop() {
      running = false
      sleep()
      await quiet()
    },
    wake,
    withFax: (id, act) => turns.take(id, act),
    moves,
    tidyAfter,
    line,
    quiet,
  }
}
