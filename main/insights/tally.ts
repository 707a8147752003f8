import type { InsightCounts } from '#app/contract/record/insights.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'

export type Counted = { readonly sentAt: number; readonly state: FaxState; readonly attempts: number }

export type Tally = { readonly add: (fax: Counted) => void; readonly counts: () => InsightCounts }

/** Counts faxes one by one. Times to delivery are kept as numbers, for their middle one. */
export function createTally(): Tally {
  const sum = { sent: 0, ended: 0, delivered: 0, firstTime: 0, pages: 0 }
  const tookMs: number[] = []
  return {
    add({ sentAt, state, attempts }) {
      sum.sent += 1
      if (state.phase === 'failed') sum.ended += 1
      if (state.phase !== 'delivered') return
      sum.ended += 1
      sum.delivered += 1
      sum.pages += state.pages
      if (attempts === 1) sum.firstTime += 1
      tookMs.push(Math.max(0, state.at - sentAt))
    },
    counts() {
      const middle = tookMs.toSorted((a, b) => a - b)[Math.floor((tookMs.length - 1) / 2)]
      return { ...sum, ...(middle === undefined ? {} : { medianMs: middle }) }
    },
  }
}
