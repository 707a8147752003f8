/** How many received faxes nobody has opened: asked once, then told by events. */
import { create } from 'zustand'
import { call, on, type Undo } from '#renderer/bridge.ts'

type Unread = { readonly unread: number }

export const useUnread = create<Unread>(() => ({ unread: 0 }))

/** Keeps the count while the session of somebody who may read faxes is open. */
export function followUnread(): Undo {
  let heard = false
  const ask = async (): Promise<void> => {
    const outcome = await call('received.unread', {})
    if (outcome.ok && !heard) useUnread.setState({ unread: outcome.value.unread })
  }
  void ask()
  const undo = on('received.changed', ({ unread }) => {
    heard = true
    useUnread.setState({ unread })
  })
  return () => {
    heard = true
    undo()
    useUnread.setState({ unread: 0 })
  }
}
