/** Backup codes that were just made at sign-in: they stay on the page until they are written down, whatever main says next. */
import { create } from 'zustand'

type Codes = { readonly toWrite: readonly string[]; readonly show: (codes: readonly string[]) => void }

export const useCodes = create<Codes>((set) => ({ toWrite: [], show: (toWrite) => set({ toWrite }) }))
