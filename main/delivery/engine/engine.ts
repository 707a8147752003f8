/**
 * The delivery engine (DESIGN §8): one outbox, one scheduler. It wakes when a fax is due or something ended, starts
 * what may start, and sleeps until the next time something is due. It never polls in a loop, knows nothing of
 * sessions or screens, and goes on while locked. Trouble with one fax never holds up another.
 */
import { final } from '#app/domain/fax/fax.ts'
import { FaxId, type LineId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { LineRules } from '#app/domain/fax/retry.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import { traceOf } from '../../door/door.ts'
import type { Line } from '../../lines/line.ts'
import type { Chance, Clock, Log, Notifier, Undo } from '../../ports.ts'
import type { Gate } from '../../recipients/gate.ts'
import { nextRemovalAt, removalsDue, type AttemptRow } from '../../store/faxes/attempts.ts'
import { callsOn, callsSince, dueBeyond, dueFaxes, nextDueAt, waitingFaxes } from '../../store/faxes/delivery.ts'
import type { Store } from '../../store/store.ts'
import { readRules } from '../rules.ts'
import { callEnded } from './decide.ts'
import { resting, type Health } from './pace/health.ts'
import { createLanes } from './pace/lanes.ts'
import { createManners, type Manners } from './pace/manners.ts'
import { createMoves, type Moved, type Moves } from './moves.ts'
import { againFor, type StepParts } from './parts.ts'
import { createAsker } from './pace/polling.ts'
import { createRests } from './pace/rests.ts'
import { createSilences } from './silences.ts'
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
  readonly recipients: Pick<Gate, 'mayGo' | 'failed'>
  /** The sealed bytes of a packet (a document id), decrypted. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
  /** Tells the page that a fax changed; never rejects. */
  readonly announce: (id: FaxId) => Promise<void>
  /** Tells the page that a line was paused or taken up again. */
  readonly lineChanged?: () => void
}

export type Delivery = {
  /** Takes up every fax where it stands. Starting twice is starting once. */
  readonly start: () => void
  /** No fax is begun any more; resolves when every step under way is over and on disk. */
  readonly stop: () => Promise<void>
  /** Something may be due: look now. */
  readonly wake: () => void
  /** Its line may know more: it is asked as soon as no step of the fax is under way. */
  readonly askAgain: (id: FaxId) => Promise<void>
  /** Runs a person's act on a fax when no step of it is under way. */
  readonly withFax: <T>(id: FaxId, act: () => Promise<T>) => Promise<T>
  readonly moves: Moves
  readonly health: (id: Line['id']) => Health
  /** Somebody checked the line and found it ready: it is tried at once. */
  readonly mended: (id: Line['id']) => void
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
const removedAtOnce = 20
/** Clocks are corrected by a little all the time. */
const clockSlackMs = 5_000

/** Faxes given to another line in one go. */
const shiftedAtOnce = 50

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, clock, lines } = parts
  const turns = createTurns(wake)
  const rests = createRests()
  const silences = createSilences(() => clock.now())
  const lanes = createLanes(lineChanged)
  const alarmed = new Set<FaxId>()
  const line: Delivery['line'] = (id) => lines.find((each) => each.id === id)
  const fit = (on: Line): boolean => able(on) && !resting(lanes.health(on.id), clock.now())
  const moves = createMoves({ ...parts, now: () => clock.now(), line, failed: parts.recipients.failed })
  const stepParts: StepParts & DeliveryParts = {
    ...parts,
    moves,
    line,
    moved,
    alarm,
    fit,
    asker: createAsker(),
    heard: (id, news) => lanes.heard(id, news, clock.now()),
    silence: silences.note,
  }
  let manners: Manners | undefined
  let lookedAt = -Infinity
  let running = false
  let again = false
  let round: Promise<void> | undefined
  let sleep: Undo = () => undefined

  const able = ({ standing }: Line): boolean => ['ready', 'training'].includes(standing(clock.now()))

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
    if (now < lookedAt - clockSlackMs || lookedAt === -Infinity) await bringBack(now)
    lookedAt = now
    manners ??= createManners(await callsSince(store.read, now - hourMs))
    const alone = manners.leaveAlone(now)
    for (const id of await dueFaxes(store.read, now, dueAtOnce)) launch(id, now)
    for (const row of await removalsDue(store.read, now, removedAtOnce)) tidy(row)
    const rulesOf = await readRules(store.read)
    for (const each of lines) await serve(each, rulesOf(each.id), now, [...alone.keys()])
    const times = [
      (await nextDueAt(store.read, now)) ?? Infinity,
      (await nextRemovalAt(store.read, now)) ?? Infinity,
      ...alone.values(),
      rests.next(now),
      lanes.next(lines, now),
    ]
    const next = Math.min(...times)
    return next === Infinity ? undefined : Math.min(longestSleepMs, Math.max(0, next - now))
  }

  /** Hands one line what it has room for; while it is in trouble, another line may take what waits. */
  async function serve(on: Line, rules: LineRules, now: number, alone: readonly string[]): Promise<void> {
    const { pause } = lanes.health(on.id)
    if (pause && pause.why !== 'put-off' && rules.failoverTo !== null) await shift(on, now)
    const room = lanes.room(on, rules, await callsOn(store.read, on.id), now)
    if (room <= 0) return
    for (const id of await waitingFaxes(store.read, on.id, now, room, alone)) {
      if (launch(id, now)) lanes.launched(on.id, now)
    }
  }

  /** Gives faxes that wait for a line in trouble to the one that takes over, if it is ready. Nothing of them went. */
  async function shift(on: Line, now: number): Promise<void> {
    for (const id of await waitingFaxes(store.read, on.id, now, shiftedAtOnce, [])) {
      const done = await moves.carry(id, async (fax, tx) => {
        const { state } = fax
        const { otherLine } = await againFor(stepParts, tx, fax)
        if (state.phase !== 'queued' || fax.lineId !== on.id || !otherLine) return undefined
        const details = { attempt: state.attempt, line: otherLine }
        const next = { ...state, because: 'line-changed' } as const
        return { next, line: otherLine, entry: { action: 'fax.line-changed', details } }
      })
      if (!done) return
      await moved(done)
    }
  }

  /** The clock was set back, perhaps while nobody was here: nothing sleeps until the times come round again. */
  async function bringBack(now: number): Promise<void> {
    rests.clear()
    for (const id of await dueBeyond(store.read, now)) await moves.bringBack(id, now)
  }

  function tidy(row: AttemptRow): void {
    const id = FaxId.parse(row.fax_id)
    if (turns.taken(id)) return
    turns.take(id, () => guardedTidy(row)).catch((error: unknown) => incident('tidy', error))
  }

  const guardedTidy = async (row: AttemptRow): Promise<void> => (running ? removeContent(stepParts, row) : undefined)

  /** Whether a step of it was begun. */
  function launch(id: FaxId, now: number): boolean {
    if (turns.taken(id) || rests.rests(id, now)) return false
    void turns.take(id, () => guarded(id))
    return true
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

  async function moved({ fax, state, others }: Moved): Promise<void> {
    rests.none(fax.id)
    const exact = line(fax.lineId)?.capabilities.listing.kind === 'exact'
    if (state.phase === 'failed' || (state.phase === 'uncertain' && !exact)) alarm(fax.id)
    else if (state.phase !== 'uncertain') alarmed.delete(fax.id)
    if (final(state.phase)) silences.note(fax.id, true)
    const call = callEnded(fax.state, state)
    if (call) {
      const { connected, startedAt } = call
      manners?.made(fax.e164, { startedAt, endedAt: clock.now(), connected })
      lanes.heard(fax.lineId, { kind: call.died ? 'call-died' : 'call-ended' }, clock.now())
    }
    await parts.announce(fax.id)
    for (const other of others) {
      rests.none(other)
      alarm(other)
      await parts.announce(other)
    }
  }

  /** Once for each time a fax comes to need somebody. */
  function alarm(id: FaxId): void {
    if (alarmed.has(id)) return
    alarmed.add(id)
    parts.notifier.attention()
  }

  function lineChanged(id: LineId, _: Health, { pause }: Health): void {
    const now = clock.now()
    const details = pause ? { why: pause.why, minutes: Math.ceil((pause.until - now) / 60_000) } : {}
    const action = pause ? 'line.paused' : 'line.resumed'
    const entry = { actor: 'system', action, subject: id, outcome: pause ? 'failed' : 'done', details } as const
    store.write((tx) => parts.audit.append(tx, entry)).catch((error: unknown) => incident('line', error))
    if (pause && pause.why !== 'put-off') parts.notifier.attention()
    parts.lineChanged?.()
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
    askAgain: (id) =>
      turns.take(id, async () => {
        await moves.bringBack(id, clock.now())
        rests.none(id)
      }),
    withFax: (id, act) => turns.take(id, act),
    moves,
    health: lanes.health,
    mended: (id) => {
      lanes.mended(id)
      wake()
    },
    line,
    quiet,
  }
}
