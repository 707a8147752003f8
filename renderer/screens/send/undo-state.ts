/** What one act has just sent and can still be taken back, one fax or several. It outlives the Send screen; the shell shows its bar. */
import { create } from 'zustand'
import type { FaxView } from '#app/contract/desk/faxes.ts'

type Undo = {
  /** The first of them; the others leave and come back with it. */
  readonly fax: FaxView | undefined
  readonly count: number
  /** When it leaves, epoch ms. */
  readonly until: number
  readonly offer: (faxes: readonly FaxView[]) => void
  readonly withdraw: () => void
}

export const useUndo = create<Undo>((set) => ({
  fax: undefined,
  count: 0,
  until: 0,
  offer: (faxes) => {
    const [fax] = faxes
    if (fax?.state.phase === 'held') set({ fax, count: faxes.length, until: fax.state.until })
  },
  withdraw: () => set({ fax: undefined, count: 0, until: 0 }),
}))
