/** A risky act wants a proof of who is at the desk: asked for once, whoever asks, and answered by the dialog. */
import { create } from 'zustand'

type Proof = {
  readonly asking: boolean
  /** Resolves to whether the person proved that it is they. */
  readonly ask: () => Promise<boolean>
  readonly answer: (proven: boolean) => void
}

let answers: ((proven: boolean) => void)[] = []

export const useProof = create<Proof>((set) => ({
  asking: false,
  ask: () => {
    set({ asking: true })
    return new Promise((resolve) => answers.push(resolve))
  },
  answer: (proven) => {
    const waiting = answers
    answers = []
    set({ asking: false })
    for (const resolve of waiting) resolve(proven)
  },
}))
