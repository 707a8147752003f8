/** The lines and how busy they are, for the card in the sidebar and the pages about lines. */
import { create } from 'zustand'
import type { LineView } from '#app/contract/lines.ts'
import { call, on, type Undo } from '#renderer/bridge.ts'

type Lines = { readonly lines: readonly LineView[] }

export const useLines = create<Lines>(() => ({ lines: [] }))

/** Keeps the lines while a session is open; however many events come, one question is under way at a time. */
export function followLines(): Undo {
  let asking = false
  let stale = false
  let over = false
  const ask = async (): Promise<void> => {
    if (asking) {
      stale = true
      return
    }
    asking = true
    const outcome = await call('lines.list', {})
    asking = false
    if (over) return
    if (outcome.ok) useLines.setState({ lines: outcome.value.lines })
    if (stale) {
      stale = false
      await ask()
    }
  }
  void ask()
  const busier = () => void ask()
  // A fax taken back leaves the list of faxes, and so the line, as a draft.
  const undos = [on('fax.changed', busier), on('drafts.changed', busier), on('lines.changed', busier)]
  return () => {
    over = true
    undos.forEach((undo) => undo())
    useLines.setState({ lines: [] })
  }
}
