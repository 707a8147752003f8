/**
 * Outcome and fault: what every call answers.
 * Expected trouble is a value from this closed list; exception text never crosses a process. A bug becomes an
 * incident number that the log explains. Nothing here knows where it runs.
 */
import type { DocumentRefusal } from './pages/document.ts'

export const storeTroubles = [
  'wrong-key',
  'damaged',
  'busy',
  'full',
  'read-only',
  'newer-version',
  'keychain-changed',
  'unreadable',
  // The keys are there and the store is not; the store without its keys; the file of the keys was altered.
  'store-missing',
  'keys-missing',
  'keys-damaged',
] as const
export type StoreTrouble = (typeof storeTroubles)[number]

export type Fault =
  | { readonly code: 'locked' }
  | { readonly code: 'forbidden'; readonly needs: string }
  | { readonly code: 'unknown-operation' }
  | { readonly code: 'invalid'; readonly issues: readonly string[] }
  | { readonly code: 'not-found' }
  | { readonly code: 'conflict'; readonly why: Conflict }
  | { readonly code: 'sign-in-refused'; readonly waitMs: number }
  /** The password was right, and a one-time code is wanted with it. */
  | { readonly code: 'code-needed' }
  /** A risky act: the person at the desk proves once more that it is they (`session.prove`), and asks again. */
  | { readonly code: 'proof-needed' }
  /** One-time codes are required in this person's role and none are set up: nothing else is answered before. */
  | { readonly code: 'codes-due' }
  | { readonly code: 'password-refused'; readonly why: PasswordRefusal }
  /** A file was not taken in. `page`, from 1, is the one to blame where it is known. */
  | { readonly code: 'document'; readonly refusal: DocumentRefusal; readonly page?: number }
  /** Files were taken in, and nothing could be made of their pages. */
  | { readonly code: 'pages'; readonly refusal: DocumentRefusal; readonly page?: number }
  | { readonly code: 'number'; readonly refusal: NumberRefusal; readonly field?: NumberField }
  | { readonly code: 'stopped'; readonly stops: readonly string[] }
  | { readonly code: 'store'; readonly kind: StoreTrouble }
  | { readonly code: 'internal'; readonly incident: string }

/** Why the asked change no longer fits what is stored. */
export type Conflict =
  | 'already-set-up'
  | 'not-set-up'
  | 'changed-meanwhile'
  | 'already-gone'
  | 'number-known'
  | 'name-taken'
  | 'group-name-taken'
  | 'last-administrator'
  | 'code-differs'
  | 'cannot-send'
  | 'own-access'
  | 'code-required'
  | 'recovery-code-differs'
  | 'number-heard-differs'
  | 'same-number-called'
  | 'number-blocked'
  | 'not-blocked'
  | 'not-pending'
  | 'same-person'
  | 'read-back-differs'
  | 'directory-differs'
  | 'received-differs'
  | 'same-contact'
  | 'typed-off'
  | 'typed-differs'
  | 'not-approvable'
  | 'own-approval'
  | 'cannot-approve'
  | 'digits-differ'
  | 'packet-differs'
  | 'kind-differs'
  | 'line-in-use'
  | 'conduit-refused'
  | 'agreement-differs'
  | 'report-stopped'
  | 'file-held'

export type PasswordRefusal = 'too-short' | 'too-long' | 'too-common' | 'contains-name'

export type NumberRefusal =
  'not-a-number' | 'too-short' | 'too-long' | 'emergency' | 'premium-rate' | 'not-possible' | 'wrong-country'

/** Which of the numbers typed was refused. */
export type NumberField = 'fax' | 'again' | 'voice' | 'called' | 'heard'

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export type Failure = { readonly ok: false; readonly fault: Fault }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const fail = (fault: Fault): Failure => ({ ok: false, fault })

export const notFound: Failure = fail({ code: 'not-found' })

/** What a file is refused for once it is in: the trouble is with the pages of a fax, and no file is turned away. */
export const asPages = <T>(outcome: Outcome<T>): Outcome<T> =>
  outcome.ok || outcome.fault.code !== 'document' ? outcome : fail({ ...outcome.fault, code: 'pages' })

export const conflict = (why: Conflict): Failure => fail({ code: 'conflict', why })

/** Proves to the compiler that a switch is finished; reached only if types were forced. */
export function unreachable(value: never, what: string): never {
  throw new TypeError(`unhandled ${what}: ${typeof value}`)
}
