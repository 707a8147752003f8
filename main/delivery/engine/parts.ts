import type { FaxId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { Call, Line } from '../../lines/line.ts'
import type { Chance, Clock, Log } from '../../ports.ts'
import type { Gate } from '../../recipients/gate.ts'
import { attemptsOf, findAttempt } from '../../store/faxes/attempts.ts'
import type { OutboxFax } from '../../store/faxes/delivery.ts'
import type { Store, WriteStore } from '../../store/store.ts'
import { readRules } from '../rules.ts'
import type { Again, Move, Underway } from './decide.ts'
import type { Heard } from './pace/health.ts'
import type { Moved, Moves } from './moves.ts'
import type { Asker } from './pace/polling.ts'
import { within } from './within.ts'

/** What a step of a fax needs. */
export type StepParts = {
  readonly store: Store
  readonly moves: Moves
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly recipients: Pick<Gate, 'mayGo'>
  readonly line: (id: Line['id']) => Line | undefined
  /** The sealed bytes of a packet, decrypted. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
  /** Told of every step taken, after it is on disk. */
  readonly moved: (moved: Moved) => Promise<void>
  readonly asker: Asker
  /** What handing over, or a call, told of how its line does. */
  readonly heard: (lineId: Line['id'], news: Heard) => void
  /** Whether a line could be handed faxes now. */
  readonly fit: (line: Line) => boolean
  /** For how long, in ms, a line has said nothing of this fax, this time included; 0 takes note that it did. */
  readonly silence: (id: FaxId, heard: boolean) => number
  /** A person has to know, though the state did not change. */
  readonly alarm: (id: FaxId) => void
}

/** Carries a move of this attempt, and of no other: news of an earlier one comes too late. */
export async function carryAttempt(
  parts: StepParts,
  id: FaxId,
  attempt: number,
  decide: (state: Underway, again: Again) => Move | undefined,
): Promise<boolean> {
  const done = await parts.moves.carry(id, async (fax, tx) => {
    const { state } = fax
    return 'since' in state && state.attempt === attempt ? decide(state, await againFor(parts, tx, fax)) : undefined
  })
  if (done) await parts.moved(done)
  return done !== undefined
}

/** What its line's rules allow this fax, judged inside the transaction that acts on it. */
export async function againFor({ line, fit }: StepParts, tx: WriteStore, fax: OutboxFax): Promise<Again> {
  const { ladders, failoverTo } = (await readRules(tx))(fax.lineId)
  const attempts = await attemptsOf(tx, fax.id)
  const tries = attempts.filter((attempt) => attempt.line_id === fax.lineId).length
  const other =
    failoverTo === null || attempts.some((each) => each.line_id === failoverTo) ? undefined : line(failoverTo)
  const ready = other && other.capabilities.training === fax.training && fit(other)
  return { tries, ladders, ...(ready ? { otherLine: other.id } : {}) }
}

/** A line's answer, or `fallback` when none came in the time this line may take. */
export const answerOf = <T>({ clock }: StepParts, line: Line, answer: Promise<T>, fallback: T): Promise<T> =>
  within(clock, line.pace.answerWithinMs, answer, fallback)

/** The call an attempt is, as the line knows it. */
export async function callOf(
  { store }: StepParts,
  fax: OutboxFax,
  state: Underway,
): Promise<Call & { readonly startedAt: number }> {
  const attempt = await findAttempt(store.read, fax.id, state.attempt)
  if (!attempt) throw new TypeError('a fax under way without its attempt')
  const { line_reference: reference, started_at: startedAt, provider_id: providerId } = attempt
  return { reference, startedAt, to: fax.e164, pages: fax.pages, ...(providerId === null ? {} : { providerId }) }
}
