/** What the record gives reason to look at, and the settings somebody has approved. */
import { z } from 'zod'
import { alertKinds } from '../../domain/record/audit-alerts.ts'
import { AuditDetails } from '../../domain/record/audit.ts'
import { Instant } from '../../domain/ids.ts'
import { EntryView } from './audit.ts'
import { operation } from '../operation.ts'

export const AlertView = z.strictObject({
  /** The number of its entry. */
  sequence: z.number().int().positive(),
  at: Instant,
  kind: z.enum(alertKinds),
  /** Whom it is about, where it is about somebody. */
  about: EntryView.shape.actor.optional(),
  details: AuditDetails,
  /** Who has looked at it, and when. */
  acknowledged: z.strictObject({ by: z.string(), at: Instant }).optional(),
})
export type AlertView = z.infer<typeof AlertView>

export const AlertsView = z.strictObject({
  /** Newest first. */
  alerts: z.array(AlertView),
  open: z.number().int(),
  configuration: z.strictObject({
    approved: z.strictObject({ by: z.string(), at: Instant }).optional(),
    /** Parts that changed since. */
    drift: z.array(z.string()),
  }),
})
export type AlertsView = z.infer<typeof AlertsView>

const read = { right: 'audit.read', whileLocked: false } as const

export const alertOperations = {
  'alerts.list': operation({ ...read, audit: 'refusals', input: z.strictObject({}), output: AlertsView }),
  /** Somebody has looked at it. Faults: not-found; conflict already-gone when it was acknowledged before. */
  'alerts.acknowledge': operation({
    ...read,
    audit: 'each',
    input: z.strictObject({ sequence: z.number().int().positive() }),
    output: AlertsView,
  }),
  /** The settings as they are now are as they should be: from now on every difference is an alert. */
  'configuration.approve': operation({ ...read, audit: 'each', input: z.strictObject({}), output: AlertsView }),
} as const
