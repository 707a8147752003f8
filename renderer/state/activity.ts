/** Signs of a person at the desk, passed on to main, whose idle timer decides. */
import { call, type Undo } from '#renderer/bridge.ts'

/** At most one sign in this many ms. */
export const touchEveryMs = 15_000

/**
 * A function to call with every sign of activity; it lets one through in `touchEveryMs`.
 * @param now the clock in ms
 */
export function throttled(send: () => void, now: () => number): () => void {
  let last = -Infinity
  return () => {
    if (now() - last < touchEveryMs) return
    last = now()
    send()
  }
}

/** Tells main that mouse, keyboard or wheel is in use, for as long as a session is open. */
export function followActivity(): Undo {
  const seen = throttled(
    () => void call('session.touch', {}),
    () => performance.now(),
  )
  const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
  const options = { capture: true, passive: true }
  kinds.forEach((kind) => addEventListener(kind, seen, options))
  return () => kinds.forEach((kind) => removeEventListener(kind, seen, options))
}
