/** One thing at a time for each fax: the engine's steps and people's acts take turns. */
import type { FaxId } from '#app/domain/ids.ts'

export type Turns = {
  /** Runs `work` when everything begun before it for this fax is over. */
  readonly take: <T>(id: FaxId, work: () => Promise<T>) => Promise<T>
  readonly taken: (id: FaxId) => boolean
  readonly busy: () => boolean
  /** Resolves when nothing runs or waits. */
  readonly over: () => Promise<void>
}

/** @param ended is told each time a turn is over */
export function createTurns(ended: () => void): Turns {
  const last = new Map<FaxId, Promise<void>>()

  const take: Turns['take'] = (id, work) => {
    const mine = (last.get(id) ?? Promise.resolve()).then(work)
    const end: Promise<void> = mine.then(finish, finish)
    function finish(): void {
      if (last.get(id) === end) last.delete(id)
      ended()
    }
    last.set(id, end)
    return mine
  }

  async function over(): Promise<void> {
    while (last.size > 0) await Promise.all(last.values())
  }

  return { take, over, taken: (id) => last.has(id), busy: () => last.size > 0 }
}
