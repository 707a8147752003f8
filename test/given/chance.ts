/** Chance that repeats itself: the same seed gives the same bytes, so that a failing test fails again. */
import { createHash } from 'node:crypto'
import type { Chance } from '#main/ports.ts'

export function seededChance(seed: string = 'faxdesk'): Chance {
  let block = 0
  let left = Buffer.alloc(0)
  return {
    bytes: (count) => {
      while (left.length < count) {
        left = Buffer.concat([
          left,
          createHash('sha256')
            .update(`${seed} ${(block += 1)}`)
            .digest(),
        ])
      }
      const taken = Buffer.from(left.subarray(0, count))
      left = left.subarray(count)
      return taken
    },
  }
}
