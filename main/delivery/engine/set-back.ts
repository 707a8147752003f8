/**
 * A clock that was set back: times already written lie ahead, and nothing may sleep until they come round again. Pure
 * rules; `engine.ts` carries them out. What a person planned for a time of day stays planned.
 */
import type { FaxState } from '#app/domain/fax/fax.ts'

/** No wait of ours reaches further, ladders a practice set (120 min) and questions about uncertain faxes included. */
export const longestWaitMs = 4 * 60 * 60_000 + 60_000

const undoMs = 10_000

/** The state with its times brought back to `now` (epoch ms); undefined where none lies too far ahead. */
export function broughtBack(state: FaxState, now: number): FaxState | undefined {
  switch (state.phase) {
    case 'held':
      return state.until > now + undoMs ? { ...state, until: now + undoMs } : undefined
    case 'queued':
      return state.because === 'planned' || state.notBefore <= now + longestWaitMs
        ? undefined
        : { ...state, notBefore: now }
    case 'submitting':
    case 'accepted':
    case 'sending':
    case 'uncertain':
      return state.since > now ? { ...state, since: now } : undefined
    default:
      return undefined
  }
}
