/**
 * Leaving the desk by one's own key or button: what was typed a moment ago is saved first, because the page does not
 * outlive the lock. A lock that comes from elsewhere asks nobody here.
 */
import { call, type Undo } from '#renderer/bridge.ts'

/** The lock waits no longer than this, whatever becomes of the saving. */
const patienceMs = 300

const savers = new Set<() => Promise<unknown>>()

/** `save` is asked whenever somebody leaves, until taken back. */
export function beforeLeaving(save: () => Promise<unknown>): Undo {
  savers.add(save)
  return () => void savers.delete(save)
}

const saved = (): Promise<unknown> =>
  Promise.race([
    Promise.allSettled([...savers].map((save) => save())),
    new Promise((resolve) => void setTimeout(resolve, patienceMs)),
  ])

export async function lockNow(input: { readonly toSwitch?: true } = {}): Promise<void> {
  await saved()
  await call('session.lock', input)
}

export async function signOutNow(): Promise<void> {
  await saved()
  await call('session.signOut', {})
}
