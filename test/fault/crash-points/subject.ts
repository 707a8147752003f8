/** What is tried: a few faxes, and a service that takes them, whose state can be kept and gone back to. */
import { numberOf, sha256Of } from '#test/given/outbox/desk.ts'
import { emptyBook, scriptedService, type Book, type Fate } from '#test/given/outbox/service.ts'
import { lineTo } from '#test/given/worlds/index.ts'
import { hands, nameOf, slips } from '#test/given/worlds/replies.ts'
import type { Having, Lived, Passing, Play, Taken, World } from '#test/given/worlds/world.ts'
import type { ManualClock } from '#test/given/clock.ts'
import { numbersFrom, scenarioOf, type Scenario } from './scenario.ts'

export type Fax = { readonly number: number; readonly to: number; readonly pages: number }

export type Subject = {
  readonly name: string
  readonly seed: number
  readonly faxes: readonly Fax[]
  /** The line of a process that has just started. */
  readonly begin: (having: Having) => Promise<Lived>
  readonly listen: (passing: Passing) => void
  /** Calls that were taken, with what became of them. */
  readonly taken: (having: Having) => Promise<readonly Taken[]>
  readonly keep: () => unknown
  readonly goBack: (kept: unknown) => void
  readonly cut: () => void
}

/** A service that exists on paper only, of each kind the sheets describe. */
export function scripted(scenario: Scenario): Subject {
  let book: Book = { ...emptyBook(), removalsFailed: scenario.removalsFail }
  let passed: Passing['passed'] = () => undefined
  const scripts = new Map(scenario.faxes.map(({ number, fates }) => [sha256Of(number), fates]))
  const script = (sha256: string): readonly Fate[] => scripts.get(sha256) ?? []
  return {
    name: scenario.profile.name,
    seed: scenario.seed,
    faxes: scenario.faxes,
    begin: ({ clock }) =>
      Promise.resolve({
        line: scriptedService({ clock, book, profile: scenario.profile, script, passing: passed }),
        leave: () => Promise.resolve(),
      }),
    listen: (passing) => void (passed = passing.passed),
    taken: () =>
      Promise.resolve(
        book.calls.map(({ sha256, fate, cancelledAt, removed }) => ({
          sha256,
          removed,
          ending:
            cancelledAt !== null
              ? 'cancelled'
              : fate === 'partial'
                ? 'partial'
                : fate === 'deliver' || fate === 'lost-taken'
                  ? 'delivered'
                  : 'busy',
        })),
      ),
    keep: () => structuredClone(book),
    goBack: (kept) => void (book = structuredClone(kept as Book)),
    cut: () => undefined,
  }
}

export const scriptedAt = (seed: number): Subject => scripted(scenarioOf(seed))

/** Numbers that mean something on the training line, by their last four digits. */
const trainingEndings = [111, 112, 113, 114, 115, 116, 117, 142]

/** One or two faxes to a pretended provider, and what becomes of every request, drawn from a seed. */
export function worldAt(world: World, seed: number): Subject {
  const random = numbersFrom(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const count = random() < 0.7 ? 1 : 2
  const training = world.where.kind === 'training'
  const first = training ? pick(trainingEndings) : 142
  const nextTo = training ? pick(trainingEndings) : 142 + Math.round(random())
  // In turn, so that every reply is met; more of them by chance.
  const hand = hands[seed % hands.length]
  const play: Play = {
    hands: [...(hand ? [hand] : []), ...Array.from({ length: Math.floor(random() * 2) }, () => pick(hands))],
    others: Array.from({ length: 8 }, () => (random() < 0.2 ? pick(slips) : undefined)),
    asks: Math.floor(random() * 3),
    lags: Math.floor(random() * 3),
  }
  world.play(play)
  return {
    name: `${world.where.kind}: ${play.hands.map(nameOf).join('; ')}`,
    seed,
    faxes: Array.from({ length: count }, (_, nth) => ({ number: nth + 1, to: nth === 0 ? first : nextTo, pages: 2 })),
    begin: (having) => lineTo(world.where, having),
    listen: world.listen,
    taken: world.taken,
    keep: world.keep,
    goBack: world.goBack as (kept: unknown) => void,
    cut: world.cut,
  }
}

/** Nobody answers a request any more: as long as an answer may take passes. */
export const silenceOn =
  (clock: ManualClock): (() => void) =>
  () =>
    void setImmediate(() => clock.advance(200_000))

export const toOf = ({ to }: Fax) => numberOf(to)
