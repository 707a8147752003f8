/** What a change of settings says in its entry: each part that differs, from what to what. Never for secrets. */
import type { AuditDetails } from '#app/domain/record/audit.ts'

type Plain = string | number | boolean | null | undefined | readonly string[]

const longest = 90

const said = (value: Plain): string => {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  if (text === '') return 'none'
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

/** @returns `{ part: 'before to after' }` for every part that differs; empty when none does */
export function changes<K extends string>(
  before: Readonly<Record<K, Plain>>,
  after: Readonly<Record<K, Plain>>,
): AuditDetails {
  const parts = Object.keys(after) as K[]
  const differing = parts.filter((part) => said(before[part]) !== said(after[part]))
  return Object.fromEntries(differing.map((part) => [part, `${said(before[part])} to ${said(after[part])}`]))
}
