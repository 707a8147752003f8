/**
 * Insights: counts of faxes, never a name, number or reference. Who may see them need not be able to read a fax, so
 * nothing may come in here that says anything about one.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { InsightPeriod, InsightsView } from '#app/contract/record/insights.ts'
import { FailureReason, FaxState } from '#app/domain/fax/fax.ts'
import { ok } from '#app/domain/outcome.ts'
import type { Share } from '../door/handler.ts'
import { failedAttempts, faxesToCount, type CountedFax } from '../store/record/insights.ts'
import type { ReadStore } from '../store/store.ts'
import { createTally, type Tally } from './tally.ts'
import { stepsOf, stepStart, startOf } from './periods.ts'

export type InsightParts = { readonly read: ReadStore; readonly clock: { readonly now: () => number } }

export function createInsightHandlers({ read, clock }: InsightParts): Share<'insights.read'> {
  return {
    'insights.read': async ({ period, training }, act) => {
      act.about({ details: { period, training } })
      return ok(await insights(read, period, training, clock.now()))
    },
  }
}

const handful = 1000

async function insights(read: ReadStore, period: InsightPeriod, training: boolean, to: number): Promise<InsightsView> {
  const from = startOf(period, to, 0)
  const sums = { now: createTally(), before: createTally() }
  const steps = new Map(stepsOf(period, from, to).map((start) => [start, createTally()]))
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  const onLines = { real: 0, training: 0 }
  for await (const fax of faxes(read, { from: startOf(period, to, 1), to: to + 1 })) {
    const sentAt = fax.sent_at ?? 0
    if (sentAt >= from) onLines[fax.training === 1 ? 'training' : 'real'] += 1
    if ((fax.training === 1) !== training) continue
    const counted = { sentAt, state: FaxState.parse(JSON.parse(fax.state)), attempts: fax.attempts ?? 0 }
    if (sentAt < from) sums.before.add(counted)
    else {
      sums.now.add(counted)
      steps.get(stepStart(period, sentAt))?.add(counted)
      countHour(hours, sentAt)
    }
  }
  return {
    from,
    to,
    now: sums.now.counts(),
    before: sums.before.counts(),
    steps: [...steps].map(([start, tally]: [number, Tally]) => ({ from: start, counts: tally.counts() })),
    failures: await failures(read, { from, to: to + 1 }, training),
    hours,
    onLines,
  }
}

/** A handful at a time, so that a year of faxes holds nobody up. */
async function* faxes(
  read: ReadStore,
  range: { readonly from: number; readonly to: number },
): AsyncGenerator<CountedFax> {
  for (let after = -1; ;) {
    const rows = await faxesToCount(read, range, after, handful)
    yield* rows
    if (rows.length < handful) return
    after = rows.at(-1)?.sent_order ?? after
    await nextTurn()
  }
}

/** By this computer's clock, which is the practice's; Monday first. */
function countHour(hours: number[][], at: number): void {
  const then = new Date(at)
  const day = hours[(then.getDay() + 6) % 7]
  if (day) day[then.getHours()] = (day[then.getHours()] ?? 0) + 1
}

async function failures(read: ReadStore, range: { readonly from: number; readonly to: number }, training: boolean) {
  const rows = await failedAttempts(read, range, training)
  return rows
    .flatMap(({ reason, attempts, got_through }) => {
      const known = FailureReason.safeParse(reason)
      return known.success ? [{ reason: known.data, attempts, gotThrough: got_through }] : []
    })
    .sort((a, b) => b.attempts - a.attempts)
}
