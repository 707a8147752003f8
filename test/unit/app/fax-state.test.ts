/** The fax's state machine and its retries, as promises to a clinic. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, FailureReason, final, finalPhases, phases, type FaxState, type Phase } from '#app/domain/fax/fax.ts'
import { makeId, PersonId } from '#app/domain/ids.ts'
import { ladder, retryAfterMs } from '#app/domain/fax/retry.ts'

const by = makeId(PersonId, 'person', '0123456789abcdef0123')

/** A state of any phase with any plausible facts. */
const anyState: fc.Arbitrary<FaxState> = fc
  .record({
    phase: fc.constantFrom<Phase>(...phases),
    n: fc.integer({ min: 1, max: 9 }),
    at: fc.nat(),
    reason: fc.constantFrom(...FailureReason.options),
  })
  .map(
    ({ phase, n, at, reason }) =>
      (
        ({
          draft: { phase: 'draft' },
          held: { phase: 'held', until: at },
          queued: { phase: 'queued', notBefore: at, attempt: n },
          submitting: { phase: 'submitting', attempt: n, since: at },
          accepted: { phase: 'accepted', attempt: n, since: at },
          sending: { phase: 'sending', attempt: n, since: at, pagesSent: n },
          uncertain: { phase: 'uncertain', attempt: n, since: at },
          delivered: { phase: 'delivered', at, pages: n, tookMs: at },
          failed: { phase: 'failed', at, reason, pagesSent: 0, attempts: n },
          cancelled: { phase: 'cancelled', at, by },
        }) as const
      )[phase],
  )

test('a final fax stays what it is, whatever news comes', () => {
  fc.assert(
    fc.property(anyState, fc.array(anyState), (start, news) => {
      let now = start
      let wasFinal: FaxState | undefined
      for (const next of news) {
        now = advance(now, next) ?? now
        if (wasFinal) expect(now).toBe(wasFinal)
        if (final(now.phase)) wasFinal = now
      }
    }),
  )
})

test('a fax that was with a line is never merely a draft or held again', () => {
  for (const from of ['queued', 'submitting', 'accepted', 'sending', 'uncertain', ...finalPhases] as const) {
    fc.assert(
      fc.property(
        anyState.filter((state) => state.phase === from),
        anyState,
        (now, next) => {
          if (next.phase === 'draft' || next.phase === 'held') expect(advance(now, next)).toBeUndefined()
        },
      ),
    )
  }
})

test('uncertain is reached from submitting alone', () => {
  fc.assert(
    fc.property(anyState, anyState, (now, next) => {
      if (next.phase === 'uncertain' && advance(now, next)) expect(now.phase).toBe('submitting')
    }),
  )
})

test('pages sent only count up, and only within the same attempt', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(20))), (news) => {
      let now: Extract<FaxState, { phase: 'sending' }> = { phase: 'sending', attempt: 1, since: 0, pagesSent: 0 }
      let most = 0
      for (const [attempt, pagesSent] of news) {
        const next = advance(now, { phase: 'sending', attempt, since: 0, pagesSent })
        if (next?.phase === 'sending') now = next
        expect(now.attempt).toBe(1)
        expect(now.pagesSent).toBeGreaterThanOrEqual(most)
        most = now.pagesSent
      }
    }),
  )
})

test('no fax is tried again by itself once a page went through, or once a person answered', () => {
  for (const reason of FailureReason.options) {
    for (let attempt = 1; attempt < 20; attempt += 1) expect(retryAfterMs(reason, attempt, 1)).toBeUndefined()
  }
  expect(ladder('human-answered')).toEqual([])
})

test('no ladder dials one number more than 15 times in an hour', () => {
  for (const reason of FailureReason.options) {
    const within = ladder(reason).reduce<{ at: number; calls: number }>(
      ({ at, calls }, wait) => ({ at: at + wait, calls: calls + (at + wait <= 3_600_000 ? 1 : 0) }),
      { at: 0, calls: 1 },
    )
    expect(within.calls).toBeLessThanOrEqual(15)
  }
})
