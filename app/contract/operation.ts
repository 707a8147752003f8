/** The shape of one operation and one event; everything else (client, handlers, door, tests) derives from these. */
import type { z } from 'zod'
import type { Right } from '../domain/rights.ts'

/**
 * How often an allowed call leaves an audit entry. Refusals always do.
 * each: every call. session: the first of its kind in a session (a screen's list is read again with every change).
 * refusals: only refusals, for calls that say nothing about anyone (the state of the lock, a sign of activity).
 */
export type AuditRule = 'each' | 'session' | 'refusals'

export type Operation = {
  /** The right the signed-in person needs; `anyone` where there may be no person yet. */
  readonly right: Right | 'anyone' | 'signed-in'
  readonly whileLocked: boolean
  readonly audit: AuditRule
  /**
   * Which calls are risky: the person must have proven within the last minutes that it is they (by signing in, or by
   * `session.prove`); fault proof-needed otherwise. `true`: every call. A function judges the parsed input.
   */
  readonly risky?: true | ((input: never) => boolean)
  /** Answers a person who must set up one-time codes before anything else does. */
  readonly beforeCodes?: true
  readonly input: z.ZodType
  readonly output: z.ZodType
}

export const operation = <const T extends Operation>(entry: T): T => Object.freeze(entry)

export type EventEntry = {
  readonly right: Right | 'anyone'
  readonly whileLocked: boolean
  readonly payload: z.ZodType
}

export const event = <const T extends EventEntry>(entry: T): T => Object.freeze(entry)
