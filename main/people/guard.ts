/**
 * Guessing is slow here: one try at a time, and after refused ones a wait that grows. Every place that checks a
 * password or the recovery code goes through this one.
 */
import type { PersonId } from '#app/domain/ids.ts'
import { fail, type Fault, type Outcome } from '#app/domain/outcome.ts'
import type { Throttle } from '../vault/throttle.ts'

export type SignInGuard = {
  /**
   * Runs `check` if this person may be tried now. When it refuses, or it is too early, the fault says how long to wait
   * before the next try, and nothing else. Other faults are passed on.
   */
  readonly attempt: <T>(id: PersonId, check: () => Promise<Outcome<T>>) => Promise<Outcome<T>>
}

export function createGuard(throttle: Throttle): SignInGuard {
  let last: Promise<unknown> = Promise.resolve()

  async function attemptNow<T>(id: PersonId, check: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const early = throttle.waitMs(id)
    if (early > 0) return fail({ code: 'sign-in-refused', waitMs: early })
    const outcome = await check()
    if (outcome.ok) {
      await throttle.passed(id)
      return outcome
    }
    if (!countsAsWrong(outcome.fault)) return outcome
    const waitMs = await throttle.failed(id)
    return outcome.fault.code === 'sign-in-refused' ? fail({ code: 'sign-in-refused', waitMs }) : outcome
  }

  return {
    // One after another: tries made at the same time would all be before the first refusal.
    attempt: (id, check) => {
      const turn = last.then(() => attemptNow(id, check))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

/** An altered file of keys must not be a way to guess faster. */
const countsAsWrong = (fault: Fault): boolean =>
  fault.code === 'sign-in-refused' || (fault.code === 'store' && fault.kind === 'keys-damaged')
