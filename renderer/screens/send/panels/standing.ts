/** How each step stands, read from the checks main has made. */
import type { Check, CheckName } from '#app/domain/fax/preflight.ts'
import type { StepMark } from './Step.tsx'

/** Checks that only say that nothing was chosen yet: no alarm, just not done. */
const notYet: ReadonlySet<Check['result']> = new Set([
  'no-pages',
  'no-recipient',
  'no-purpose',
  'no-request',
  'no-form',
  'pages-to-confirm',
  'no-line',
])

export const checkOf = (checks: readonly Check[], name: CheckName): Check | undefined =>
  checks.find((check) => check.name === name)

export function markOf(check: Check | undefined): StepMark {
  if (!check || notYet.has(check.result)) return 'to-do'
  if (check.verdict === 'passed') return 'done'
  return check.verdict === 'look' ? 'look' : 'stopped'
}

/** The mark of all checks together. */
export function markOfAll(checks: readonly Check[]): StepMark {
  const marks = new Set(checks.map(markOf))
  return (['stopped', 'to-do', 'look'] as const).find((mark) => marks.has(mark)) ?? 'done'
}
