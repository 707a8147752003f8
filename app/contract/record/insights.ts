/** Insights: how sending goes, in counts only. No name, number or reference of anyone leaves through here. */
import { z } from 'zod'
import { FailureReason } from '../../domain/fax/fax.ts'
import { Instant } from '../../domain/ids.ts'
import { operation } from '../operation.ts'

export const InsightPeriod = z.enum(['week', 'month', 'year'])
export type InsightPeriod = z.infer<typeof InsightPeriod>

const count = z.number().int().nonnegative()

/** Counts of faxes sent off within a stretch of time. */
export const InsightCounts = z.strictObject({
  sent: count,
  /** Of those, faxes that have come to an end: delivered or failed. What is on its way or was called off counts as neither. */
  ended: count,
  delivered: count,
  /** Delivered by their first attempt. */
  firstTime: count,
  /** Pages of delivered faxes. */
  pages: count,
  /** The middle time from sending off to delivery, in ms; absent while nothing was delivered. */
  medianMs: count.optional(),
})
export type InsightCounts = z.infer<typeof InsightCounts>

export const InsightsView = z.strictObject({
  /** Midnight of the first day and the moment it was asked, epoch ms. */
  from: Instant,
  to: Instant,
  now: InsightCounts,
  /** The stretch of the same length before. */
  before: InsightCounts,
  /** A day each for a week or a month, a calendar month each for a year; the oldest first. */
  steps: z.array(z.strictObject({ from: Instant, counts: InsightCounts })),
  /** Why attempts failed, the most frequent first; `gotThrough` of their faxes were delivered in the end. */
  failures: z.array(z.strictObject({ reason: FailureReason, attempts: count, gotThrough: count })),
  /** Faxes by the practice's clock: seven days from Monday, 24 hours each. */
  hours: z.array(z.array(count).length(24)).length(7),
  /** How many faxes of the period went over real lines, and over the training line. */
  onLines: z.strictObject({ real: count, training: count }),
})
export type InsightsView = z.infer<typeof InsightsView>

export const insightOperations = {
  /** Faxes over the training line are counted apart, never together with real ones. */
  'insights.read': operation({
    right: 'insights.read',
    whileLocked: false,
    audit: 'session',
    input: z.strictObject({ period: InsightPeriod, training: z.boolean() }),
    output: InsightsView,
  }),
} as const
