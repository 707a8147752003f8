/**
 * Reading as the main process sees it: one page at a time, in a child that starts with the first one, goes when none
 * has come for a while, and waits until nobody needs a page drawn.
 */
import type { Outcome } from '#app/domain/outcome.ts'
import { Pool, type Asked } from '../pool.ts'
import type { RunnerParts } from '../runner.ts'
import type { RenditionPage, Results } from '../service/protocol.ts'

export interface Readings {
  /**
   * What a page says of whom it is about, and whether enough of it could be read. Faults: document `crashed`, `took-too-long` (a page gets 10 s), `called-off`, `damaged`.
   */
  readonly read: (page: RenditionPage, asked?: Asked) => Promise<Outcome<Results['read']>>
  readonly stop: () => void
}

/** Its child is given back when no page has come for so long, in ms. */
const restMs = 20_000

/** @param drawing the pool that must be quiet before a page is read */
export function createReadings(parts: RunnerParts, drawing: Pick<Pool, 'quiet'>): Readings {
  const pool = new Pool({ ...parts, restMs, abrupt: true }, 1)
  return {
    async read(page, asked) {
      await drawing.quiet()
      return pool.job('read', { page }, asked)
    },
    stop: () => pool.stop(),
  }
}
