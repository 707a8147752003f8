/** What news may do to a fax, whatever a line says and in whatever order. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, FailureReason, final, type FaxState } from '#app/domain/fax/fax.ts'
import { makeId, PersonId } from '#app/domain/ids.ts'
import { politeAt, type CallMade } from '#app/domain/fax/retry.ts'
import {
  afterAcceptance,
  afterFound,
  afterHold,
  afterNews,
  afterSilence,
  afterTooLong,
  underway,
  type Move,
} from '#main/delivery/engine/decide.ts'
import type { Capabilities, Found, News } from '#main/lines/line.ts'
import { progressAt, type TrainingProgress } from '#main/lines/training/progress.ts'

const by = makeId(PersonId, 'person', 'd'.repeat(20))
const pages = 5

const anyNews: fc.Arbitrary<News> = fc.oneof(
  fc.constant<News>({ phase: 'accepted' }),
  fc.nat(pages).map((pagesSent): News => ({ phase: 'sending', pagesSent })),
  fc.nat(100_000).map((tookMs): News => ({ phase: 'delivered', pages, tookMs })),
  fc
    .tuple(fc.constantFrom(...FailureReason.options), fc.nat(pages))
    .map(([reason, pagesSent]): News => ({ phase: 'failed', reason, pagesSent })),
  fc.nat(pages).map((pagesSent): News => ({ phase: 'cancelled', pagesSent })),
  fc.constant<News>({ phase: 'unknown' }),
)
const anyFound: fc.Arbitrary<Found> = fc.oneof(
  fc.constant<Found>({ kind: 'not-known' }),
  fc.constant<Found>({ kind: 'no-answer' }),
  anyNews.map((news): Found => ({ kind: 'found', providerId: 'p', news })),
)

type Event =
  | { readonly kind: 'news'; readonly news: News; readonly asked: boolean }
  | { readonly kind: 'found'; readonly found: Found }
  | { readonly kind: 'silence' | 'accepted' | 'too-long' | 'dialled' }

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(anyNews, fc.boolean()).map(([news, asked]): Event => ({ kind: 'news', news, asked })),
  anyFound.map((found): Event => ({ kind: 'found', found })),
  fc.constantFrom<Event>({ kind: 'silence' }, { kind: 'accepted' }, { kind: 'too-long' }, { kind: 'dialled' }),
)

function moveFor(state: FaxState, event: Event, now: number, listing: Capabilities['listing']): Move | undefined {
  if (event.kind === 'dialled') {
    if (state.phase !== 'queued') return undefined
    return { next: { phase: 'submitting', attempt: state.attempt, since: now } }
  }
  if (!underway(state)) return undefined
  switch (event.kind) {
    case 'news':
      return afterNews(state, event.news, now, event.asked ? by : undefined)
    case 'found':
      return state.phase === 'uncertain' ? afterFound(state, event.found, listing, now) : undefined
    case 'silence':
      return state.phase === 'submitting' ? afterSilence(state, now) : undefined
    case 'accepted':
      return afterAcceptance(state, now)
    default:
      return afterTooLong(state, true, now)
  }
}

const attemptIn = (state: FaxState): number => ('attempt' in state ? state.attempt : 0)

test('in any order of news a fax never goes back, never sends a page twice by itself, and stays where it ended', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      let state: FaxState = afterHold(0).next
      let gone = 0
      events.forEach((event, at) => {
        const move = moveFor(state, event, at, { kind: 'exact' })
        const next = move && advance(state, move.next)
        if (!next) return
        expect(final(state.phase)).toBe(false)
        expect(attemptIn(next) === 0 || attemptIn(next) >= attemptIn(state)).toBe(true)
        gone = Math.max(gone, move.attempt?.pagesSent ?? 0)
        // Once a page went, no further attempt begins.
        if (gone > 0) expect(next.phase).not.toBe('queued')
        state = next
      })
    }),
    { numRuns: 2_000 },
  )
})

test('where a line cannot be believed about what it does not know, an uncertain fax is never queued again by itself', () => {
  const uncertain = { phase: 'uncertain', attempt: 1, since: 0 } as const
  for (const listing of [{ kind: 'none' }, { kind: 'lagging', lagMs: 60_000 }] as const) {
    for (const kind of ['not-known', 'no-answer'] as const) {
      expect(afterFound(uncertain, { kind }, listing, 1)).toBeUndefined()
    }
  }
  expect(afterFound(uncertain, { kind: 'no-answer' }, { kind: 'exact' }, 1)).toBeUndefined()
})

test('a fax that the line never took is queued again at once, and given up in the end', () => {
  const waits = Array.from({ length: 7 }, (_, nth) => {
    const move = afterFound(
      { phase: 'uncertain', attempt: nth + 1, since: 0 },
      { kind: 'not-known' },
      { kind: 'exact' },
      1,
    )
    return move?.next.phase
  })
  expect(waits).toEqual([...Array.from({ length: 5 }, () => 'queued'), 'failed', 'failed'])
})

test('a number that does not answer is left alone after two calls, and after fifteen in an hour', () => {
  const call = (startedAt: number, connected = false): CallMade => ({
    startedAt,
    endedAt: startedAt + 6_000,
    connected,
  })
  expect(politeAt([], 0)).toBe(0)
  expect(politeAt([call(0)], 7_000)).toBe(7_000)
  expect(politeAt([call(6_000), call(0)], 12_000)).toBe(72_000)
  expect(politeAt([call(6_000, true), call(0)], 12_000)).toBe(12_000)
  const fifteen = Array.from({ length: 15 }, (_, nth) => call((14 - nth) * 120_000))
  expect(politeAt(fifteen, 1_700_000)).toBe(3_600_000)
})

test('a call on the training line only goes forward, whatever the clock does, and is over in the end', () => {
  const call: fc.Arbitrary<TrainingProgress> = fc.record({
    submittedAt: fc.constant(1_000_000),
    cancelledAt: fc.option(fc.integer({ min: 1_000_000, max: 1_100_000 })),
    pages: fc.integer({ min: 1, max: 40 }),
    outcome: fc.constantFrom('deliver', 'busy-once', 'no-answer', 'human', 'partial', 'outage'),
    earlier: fc.nat(2),
    pace: fc.constantFrom(0.05, 1),
  })
  const rank = ({ phase }: News): number => (phase === 'accepted' ? 0 : phase === 'sending' ? 1 : 2)
  fc.assert(
    fc.property(call, fc.array(fc.integer({ min: 900_000, max: 1_200_000 })), (given, times) => {
      let before: News = progressAt(given, 0)
      for (const now of times.toSorted((a, b) => a - b)) {
        const news = progressAt(given, now)
        expect(rank(news)).toBeGreaterThanOrEqual(rank(before))
        if (news.phase === 'sending' && before.phase === 'sending') {
          expect(news.pagesSent).toBeGreaterThanOrEqual(before.pagesSent)
        }
        if (rank(before) === 2) expect(news).toEqual(before)
        before = news
      }
      expect(rank(progressAt(given, 2_000_000))).toBe(2)
    }),
  )
})
