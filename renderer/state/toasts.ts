/** Short notices at the foot of the window. They say what was done, never about whom. */
import { create } from 'zustand'

export type Tone = 'ok' | 'warn' | 'bad' | 'info'

export type Notice = {
  readonly tone: Tone
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

export type Toast = Notice & { readonly id: number }

type Toasts = {
  readonly shown: readonly Toast[]
  readonly show: (notice: Notice) => void
  readonly dismiss: (id: number) => void
  readonly clear: () => void
}

/**
 * How long a notice stays, in ms; undefined: until somebody puts it away. With an act or bad news it does (WCAG 2.2,
 * 2.2.1: whoever is slow must be able to undo as well); others stay eight seconds, longer ones for as long as they take
 * to be read at half the usual pace.
 */
export const stayMs = ({ tone, text, action }: Notice): number | undefined =>
  action || tone === 'bad' ? undefined : Math.max(8000, text.length * 120)

const most = 3
let next = 1

export const useToasts = create<Toasts>((set) => ({
  shown: [],
  show: (notice) => set(({ shown }) => ({ shown: [...shown.slice(1 - most), { ...notice, id: next++ }] })),
  dismiss: (id) => set(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) })),
  clear: () => set({ shown: [] }),
}))
