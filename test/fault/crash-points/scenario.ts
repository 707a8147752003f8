/** Small worlds drawn from a seed: one or two faxes, a service of some kind, and what becomes of each hand-over. */
import type { Fate, Profile } from '#test/given/outbox/service.ts'
import { profiles } from '#test/given/outbox/service.ts'

export type ScenarioFax = {
  readonly number: number
  readonly to: number
  readonly pages: number
  readonly fates: readonly Fate[]
}
export type Scenario = {
  readonly seed: number
  readonly profile: Profile
  readonly faxes: readonly ScenarioFax[]
  /** The first so many removals get no answer. */
  readonly removalsFail: number
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function numbersFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What does not simply go through, most often what makes the truth hard to know. */
const odd: readonly Fate[] = [
  'lost-taken',
  'lost-taken',
  'lost-not-taken',
  'lost-not-taken',
  'busy',
  'partial',
  'human',
  'line-trouble',
  'unreachable',
  'put-off',
  'no-answer',
  'account',
]

export function scenarioOf(seed: number): Scenario {
  const random = numbersFrom(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  const count = random() < 0.7 ? 1 : 2
  const sameNumber = random() < 0.5
  return {
    seed,
    profile: profiles[seed % profiles.length] as Profile,
    removalsFail: random() < 0.2 ? 1 : 0,
    faxes: Array.from({ length: count }, (_, nth) => ({
      number: nth + 1,
      to: sameNumber ? 142 : 142 + nth,
      pages: 1 + Math.floor(random() * 2),
      fates: Array.from({ length: Math.floor(random() * 3) }, () => pick(odd)),
    })),
  }
}
