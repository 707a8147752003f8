/**
 * What was turned away, counted, and told to the record without content: the first of its kind at once, the others together
 * after a while, so that a flood fills neither the disk nor the record.
 */
import type { LineId } from '#app/domain/ids.ts'
import type { Clock } from '../ports.ts'

export type Why = 'unknown-path' | 'not-readable' | 'wrong-signature' | 'stale' | 'no-key' | 'line-not-in-use'

export type Refused = { readonly line: LineId | ''; readonly why: Why; readonly count: number }

export type Tally = {
  readonly refused: (line: LineId | '', why: Why) => void
  readonly accepted: (line: LineId, at: number) => void
  /** Since the start: of one line, or of what belongs to none (`''`). */
  readonly of: (line: LineId | '') => { readonly accepted: number; readonly refused: number; readonly lastAt?: number }
  /** Tells what was not told yet. */
  readonly stop: () => void
}

/** Between two entries of one kind, in ms. */
const gatherForMs = 10 * 60_000

/** @param tell puts one row of what was turned away on record */
export function createTally(clock: Pick<Clock, 'after'>, tell: (refused: Refused) => void): Tally {
  const gathered = new Map<
    string,
    { readonly line: LineId | ''; readonly why: Why; count: number; readonly undo: () => void }
  >()
  const sums = new Map<string, { accepted: number; refused: number; lastAt?: number }>()

  function sum(line: LineId | '') {
    const known = sums.get(line) ?? { accepted: 0, refused: 0 }
    sums.set(line, known)
    return known
  }

  function close(key: string): void {
    const row = gathered.get(key)
    gathered.delete(key)
    row?.undo()
    if (row && row.count > 0) tell({ line: row.line, why: row.why, count: row.count })
  }

  return {
    refused: (line, why) => {
      sum(line).refused += 1
      const key = `${line} ${why}`
      const row = gathered.get(key)
      if (row) {
        row.count += 1
        return
      }
      gathered.set(key, { line, why, count: 0, undo: clock.after(gatherForMs, () => close(key)) })
      tell({ line, why, count: 1 })
    },
    accepted: (line, at) => {
      const row = sum(line)
      row.accepted += 1
      row.lastAt = at
    },
    of: (line) => ({ ...sum(line) }),
    stop: () => {
      for (const key of [...gathered.keys()]) close(key)
    },
  }
}
