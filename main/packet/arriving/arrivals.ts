/** Files on their way into drafts, and scans being read for them: called off when the draft is discarded or its session ends. */
import type { FaxId } from '#app/domain/ids.ts'

export type Arrivals = {
  /** Gives `act` a signal that is aborted when nobody wants the file any more. */
  readonly during: <T>(draftId: FaxId, act: (signal: AbortSignal) => Promise<T>) => Promise<T>
  /** Calls off what is on its way into one draft, or into any. */
  readonly callOff: (draftId?: FaxId) => void
}

export function createArrivals(): Arrivals {
  const under = new Map<AbortController, FaxId>()
  return {
    during: async (draftId, act) => {
      const controller = new AbortController()
      under.set(controller, draftId)
      try {
        return await act(controller.signal)
      } finally {
        under.delete(controller)
      }
    },
    callOff: (draftId) => {
      for (const [controller, into] of under) if (draftId === undefined || into === draftId) controller.abort()
    },
  }
}
