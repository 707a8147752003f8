/** Whether the set-up wizard is still under way. The store exists from its third step on; the wizard stays to the end. */
import { create } from 'zustand'

type SetupState = { readonly underway: boolean; readonly begin: () => void; readonly finish: () => void }

export const useSetup = create<SetupState>((set) => ({
  underway: false,
  begin: () => set({ underway: true }),
  finish: () => set({ underway: false }),
}))
