import type { FaxId } from '#app/domain/ids.ts'
import type { Outcome } from '#app/domain/outcome.ts'
import type { Call, Line } from '../../lines/line.ts'
import type { Chance, Clock, Log } from '../../ports.ts'
import { attemptsOf } from '../../store/faxes/attempts.ts'
import type { OutboxFax } from '../../store/faxes/delivery.ts'
import type { Store } from '../../store/store.ts'
import type { Move, Underway } from './decide.ts'
import type { Moved, Moves } from './moves.ts'
import { within } from './within.ts'

/** What a step of a fax needs. */
export type StepParts = {
  readonly store: Store
  readonly moves: Moves
  readonly clock: Clock
  readonly chance: Chance
  readonly log: Log
  readonly line: (id: Line['id']) => Line | undefined
  /** The sealed bytes of a packet, decrypted. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
  /** Told of every step taken, after it is on disk. */
  readonly moved: (moved: Moved) => Promise<void>
  /** A person has to know, though the state did not change. */
  readonly alarm: (id: FaxId) => void
}

/** Carries a move of this attempt, and of no other: news of an earlier one comes too late. */
export async function carryAttempt(
  { moves, moved }: StepParts,
  id: FaxId,
  attempt: number,
  decide: (state: Underway) => Move | undefined,
): Promise<boolean> {
  const done = await moves.carry(id, ({ state }) =>
    'since' in state && state.attempt === attempt ? decide(state) : undefined,
  )
  if (done) await moved(done)
  return done !== undefined
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
  const attempt = (await attemptsOf(store.read, fax.id)).find(({ number }) => number === state.attempt)
  if (!attempt) throw new TypeError('a fax under way without its attempt')
  return { reference: attempt.line_reference, startedAt: attempt.started_at }
}
