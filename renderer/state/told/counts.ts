/** How many faxes stand where: asked once, then told by events. */
import { create } from 'zustand'
import type { FaxCounts } from '#app/contract/desk/faxes.ts'
import { call, subscribe, type Undo } from '#renderer/bridge.ts'

type Counts = { readonly counts: FaxCounts | undefined }

export const useCounts = create<Counts>(() => ({ counts: undefined }))

/** Keeps the counts while a session is open. A person without the right to read faxes has none. */
export function followCounts(): Undo {
  let heard = false
  const ask = async (): Promise<void> => {
    const outcome = await call('faxes.counts', {})
    if (outcome.ok && !heard) useCounts.setState({ counts: outcome.value })
  }
  void ask()
  const undo = subscribe((event) => {
    if (event.name !== 'fax.changed' && event.name !== 'drafts.changed') return
    heard = true
    useCounts.setState({ counts: event.payload.counts })
  })
  return () => {
    heard = true
    undo()
    useCounts.setState({ counts: undefined })
  }
}
