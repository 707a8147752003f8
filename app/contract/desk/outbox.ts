/** The outbox as people steer it: when a fax goes, and what its lines may do. How each line does is told here. */
import { z } from 'zod'
import { FaxId, Instant, LineId } from '../../domain/ids.ts'
import { LineRules } from '../../domain/fax/retry.ts'
import { operation } from '../operation.ts'

/**
 * Why a line is paused. `trouble`: it took nothing, or its calls died, several times in a row. `account`: it refuses our
 * account. `put-off`: it asked us to wait.
 */
export const LineTrouble = z.enum(['trouble', 'account', 'put-off'])
export type LineTrouble = z.infer<typeof LineTrouble>

/** A line as the outbox sees it. */
export const OutboxLine = z.strictObject({
  id: LineId,
  rules: LineRules,
  /** Calls at once that it can make. */
  callsAtMost: z.number().int(),
  /** Absent: it takes faxes. `until`: when it is tried again, with one fax. */
  paused: z.strictObject({ why: LineTrouble, until: Instant }).optional(),
  /** Lines that may take over from this one now. */
  mayTakeOver: z.array(LineId),
})
export type OutboxLine = z.infer<typeof OutboxLine>

const send = { right: 'fax.send', whileLocked: false, audit: 'each' } as const

export const outboxOperations = {
  /** When a waiting fax goes. Faults: not-found; conflict already-gone once it is on the line or over. */
  'faxes.plan': operation({
    ...send,
    input: z.strictObject({
      id: FaxId,
      /** `now`: as soon as its line is free. A time that is past means now. */
      when: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('now') }),
        z.strictObject({ kind: z.literal('at'), at: Instant }),
        z.strictObject({ kind: z.literal('on-hold') }),
      ]),
      urgent: z.boolean(),
    }),
    output: z.strictObject({}),
  }),
  /** Every line that is not removed. */
  'lines.outbox': operation({
    right: 'signed-in',
    whileLocked: false,
    audit: 'refusals',
    input: z.strictObject({}),
    output: z.strictObject({ lines: z.array(OutboxLine) }),
  }),
  /** Faults: not-found; invalid where the other line cannot take over. */
  'lines.rules': operation({
    right: 'settings.change',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ id: LineId, rules: LineRules }),
    output: OutboxLine,
  }),
} as const
