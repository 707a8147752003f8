/** Every failure class has its reason, its sentence, its next act and a bounded ladder; what nobody knows is safe. */
import { describe, expect, test } from 'vitest'
import { FailureReason, type FaxState } from '#app/domain/fax/fax.ts'
import { attemptsAtMost, ladder, LadderRule, otherLineMayHelp, retryAfterMs } from '#app/domain/fax/retry.ts'
import { attemptMet, reasonWords, stateSays, statusLine, statusWord } from '#app/words/index.ts'
import { afterFailure } from '#main/delivery/engine/decide.ts'

const clock = (): string => '10:00'
const took = (): string => '1 min'

/** By hand: attempts at most, and whether another line may help. A class that is not here does not compile. */
const classes: Readonly<Record<FailureReason, readonly [attempts: number, otherLine: boolean]>> = {
  busy: [6, false],
  'no-answer': [4, false],
  'human-answered': [1, false],
  'line-trouble': [4, true],
  'provider-trouble': [5, true],
  partial: [1, false],
  'number-not-in-service': [1, false],
  'refused-by-line': [1, false],
  'answer-lost': [6, false],
  'packet-unreadable': [1, false],
  'line-not-allowed': [1, true],
  'recipient-not-allowed': [1, false],
  'account-trouble': [4, true],
}

describe.each(FailureReason.options)('%s', (reason) => {
  const failed: FaxState = { phase: 'failed', at: 1, reason, pagesSent: 0, attempts: 1 }

  test('is said in words: what happened, and what to do', () => {
    expect(stateSays(failed, 2, clock).split('. ').length).toBeGreaterThan(1)
    expect(statusWord(failed, 2, clock)).toMatch(/^(Failed|Needs attention)$/)
    expect(statusLine(failed, 2, took)).not.toBe('')
    expect(attemptMet({ outcome: 'failed', reason })).not.toBe('')
    expect(reasonWords[reason]).not.toBe('')
  })

  test('is tried again only so often, and never once a page went through', () => {
    const [attempts, otherLine] = classes[reason]
    expect(attemptsAtMost(reason)).toBe(attempts)
    expect(otherLineMayHelp(reason)).toBe(otherLine)
    expect(ladder(reason).every((ms) => ms >= 0)).toBe(true)
    for (let attempt = 1; attempt < 20; attempt += 1) expect(retryAfterMs(reason, attempt, 1)).toBeUndefined()
  })

  test('comes to an end a person sees, whatever is set for the line', () => {
    const rule = { calls: 15, minutes: 1 }
    const ladders = { busy: rule, 'no-answer': rule, 'line-trouble': rule, 'provider-trouble': rule }
    for (const tries of [15, 16, 40]) {
      const state = { phase: 'accepted', attempt: tries, since: 0 } as const
      expect(afterFailure(state, { reason, pagesSent: 0 }, 1, { tries, ladders }).next.phase).toBe('failed')
    }
  })
})

test('no ladder can be set beyond the polite ceiling', () => {
  for (const rule of [
    { calls: 16, minutes: 5 },
    { calls: 3, minutes: 0 },
    { calls: 0, minutes: 5 },
    { calls: 3, minutes: 121 },
  ])
    expect(LadderRule.safeParse(rule).success).toBe(false)
})
