/**
 * Failure codes as data: one table a provider, each code with its class and the reason people read. Retried by itself is
 * only what certainly put no page through; every code that is in no table is `unclear`: a person decides.
 */
import type { FailureReason } from '#app/domain/fax/fax.ts'

/**
 * What a code says about the call. `no-call`: none came about, or no page went. `number`, `document`, `account`: that is
 * wrong, and the same again ends the same. `unclear`: pages may have gone through. `stopped`: it was called off.
 */
export const codeClasses = ['no-call', 'number', 'document', 'account', 'unclear', 'stopped'] as const
export type CodeClass = (typeof codeClasses)[number]

export type CodeEnd = FailureReason | 'cancelled'

export type Code = {
  /** As the provider writes it: a number, a name, or the kind and the number where one number means two things. */
  readonly code: string
  readonly class: CodeClass
  readonly reason: CodeEnd
}

/** Reasons a class may have. A class that may not be retried never has a reason with a ladder for calls. */
export const reasonsOf: Readonly<Record<CodeClass, readonly CodeEnd[]>> = Object.freeze({
  'no-call': ['busy', 'no-answer', 'human-answered', 'line-trouble', 'provider-trouble'],
  number: ['number-not-in-service', 'refused-by-line'],
  document: ['refused-by-line'],
  account: ['account-trouble', 'refused-by-line'],
  unclear: ['partial'],
  stopped: ['cancelled'],
})

/** Rows of one class and reason. */
export const codes = (kind: CodeClass, reason: CodeEnd, all: readonly (string | number)[]): readonly Code[] =>
  all.map((code) => ({ code: String(code), class: kind, reason }))

/** Looks a code up. An unknown one is `partial`: nothing is sent again by itself. */
export function codeBook(rows: readonly Code[]): (code: string) => CodeEnd {
  const book = new Map(rows.map(({ code, reason }) => [code, reason]))
  if (book.size !== rows.length) throw new TypeError('a failure code stands twice in its table')
  return (code) => book.get(code) ?? 'partial'
}
