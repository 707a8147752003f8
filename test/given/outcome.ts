/** Outcomes in tests: the value, or a failed test that names the fault. */
import type { Fault, Outcome } from '#app/domain/outcome.ts'

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`refused: ${JSON.stringify(outcome.fault)}`)
}

export function faultOf(outcome: Outcome<unknown>): Fault {
  if (!outcome.ok) return outcome.fault
  throw new Error('allowed where a fault was expected')
}
