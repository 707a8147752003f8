/** The fax that was just sent and can still be taken back. It outlives the Send screen; the shell shows its bar. */
import { create } from 'zustand'
import type { FaxView } from '#app/contract/desk/faxes.ts'

type Undo = {
  readonly fax: FaxView | undefined
  /** When it leaves, epoch ms. */
  readonly until: number
  readonly offer: (fax: FaxView) => void
  readonly withdraw: () => void
}

export const useUndo = create<Undo>((set) => ({
  fax: undefined,
  until: 0,
  offer: (fax) => {
    if (fax.state.phase === 'held') set({ fax, until: fax.state.until })
  },
  withdraw: () => set({ fax: undefined, until: 0 }),
}))
