/**
 * Which files are complete. Nothing on a disk says so: a file is taken when it has not changed for a while, and one that
 * cannot be read yet is waited for longer, since a scanner may rest between pages. Pure state, no disk.
 */
import type { WaitsFor } from '#app/contract/desk/scans.ts'
import type { Found } from './place.ts'

/** A file that did not change for this long (ms) is tried: longer than any scanner pauses within a page. */
export const settleMs = 4000
/** A file that still cannot be read so long (ms) after its last change is set aside as unreadable. */
export const givenUpAfterMs = 60_000
/** The pauses (ms) between tries of a file that the disk, its lock or its permissions kept from us; the last repeats. */
const pausesMs = [5000, 15_000, 60_000]

type Waiting = {
  readonly name: string
  /** Since when it has been as it is, by our clock: a scanner's clock may be anything. */
  readonly sinceMs: number
  readonly tries: number
  readonly nextAt: number
  readonly why: WaitsFor
}

export type WaitingRoom = {
  /** Takes note of a listing; answers the files to try now, oldest first. */
  readonly due: (found: readonly Found[], now: number) => readonly Found[]
  /** A try failed for a reason that may pass. */
  readonly failed: (found: Found, why: WaitsFor, now: number) => void
  /** A file is done with: it waits no longer. */
  readonly done: (found: Found) => void
  /** Whether a file that cannot be read has had its time. */
  readonly givenUp: (found: Found, now: number) => boolean
  readonly list: () => readonly { readonly source: string; readonly name: string; readonly why: WaitsFor }[]
  /** When to look again, epoch ms; undefined when nothing waits. */
  readonly nextAt: () => number | undefined
}

/** What a file is known by, wherever it is moved: a file that grew is another one, and waits anew. */
export const sourceOf = ({ size, changedMs, name }: Found): string => `${size} ${changedMs} ${name}`

export function createWaitingRoom(): WaitingRoom {
  const waiting = new Map<string, Waiting>()

  function note(found: Found, now: number): Waiting {
    const source = sourceOf(found)
    const known = waiting.get(source)
    if (known) return known
    const fresh = { name: found.name, sinceMs: now, tries: 0, nextAt: now + settleMs, why: 'growing' } as const
    waiting.set(source, fresh)
    return fresh
  }

  return {
    due: (found, now) => {
      const there = new Set(found.map(sourceOf))
      for (const source of waiting.keys()) if (!there.has(source)) waiting.delete(source)
      return found
        .filter((one) => note(one, now).nextAt <= now && one.size > 0)
        .toSorted((a, b) => a.changedMs - b.changedMs)
    },
    failed: (found, why, now) => {
      const known = note(found, now)
      const pause = pausesMs[Math.min(known.tries, pausesMs.length - 1)] ?? settleMs
      waiting.set(sourceOf(found), { ...known, why, tries: known.tries + 1, nextAt: now + pause })
    },
    done: (found) => void waiting.delete(sourceOf(found)),
    givenUp: (found, now) => now - note(found, now).sinceMs >= givenUpAfterMs,
    list: () => [...waiting].map(([source, { name, why }]) => ({ source, name, why })),
    nextAt: () => {
      const times = [...waiting.values()].map(({ nextAt }) => nextAt)
      return times.length === 0 ? undefined : Math.min(...times)
    },
  }
}
