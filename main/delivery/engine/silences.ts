/** For how long lines have said nothing of a fax, as far as this process has asked. A computer asleep asks nothing. */
import type { FaxId } from '#app/domain/ids.ts'

export type Silences = {
  /** Takes note of an answer, or of none. @returns for how long, in ms, there has been none */
  readonly note: (id: FaxId, heard: boolean) => number
}

export function createSilences(now: () => number): Silences {
  const since = new Map<FaxId, number>()
  return {
    note(id, heard) {
      if (heard) {
        since.delete(id)
        return 0
      }
      const first = Math.min(since.get(id) ?? now(), now())
      since.set(id, first)
      return now() - first
    },
  }
}
