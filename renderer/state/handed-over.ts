/** Files dropped or pasted while another screen was open. They wait here until the Send screen takes them up. */
import { create } from 'zustand'

type HandedOver = {
  readonly files: readonly File[]
  readonly put: (files: readonly File[]) => void
  /** What waits, once: whoever takes it has it. */
  readonly take: () => readonly File[]
}

export const useHandedOver = create<HandedOver>((set, get) => ({
  files: [],
  put: (files) => set({ files }),
  take: () => {
    const { files } = get()
    if (files.length > 0) set({ files: [] })
    return files
  },
}))
