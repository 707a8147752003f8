/** A call from a service, and how it is proved: the shapes every service's own `callback.ts` speaks in. */
import { createHash, timingSafeEqual } from 'node:crypto'

export type Callback = {
  /** Our public address as the service was told it, with the query of this call. */
  readonly url: string
  readonly header: (name: string) => string | undefined
  /** As it arrived, byte for byte. */
  readonly body: Uint8Array
  /** Epoch ms. */
  readonly at: number
}

/** `stale`: signed rightly, too long ago or in the future. */
export type Proof = 'genuine' | 'wrong' | 'stale'

/** One call of ours by both its names. */
export type Learnt = { readonly reference: string; readonly providerId: string }

export type CallbackReader = {
  /** Judges the signature over the bytes as they came. `key`: what the service's console shows for this. */
  readonly prove: (callback: Callback, key: string) => Proof | Promise<Proof>
  /** Which of our references got which id, where our address carries the reference. */
  readonly learn?: (callback: Callback) => Learnt | undefined
}

/** How far a service's clock may be from ours, either way, where it signs the time (the sheets of those that do). */
export const replayWindowMs = 300_000

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const same = (one: string, other: string): boolean => timingSafeEqual(hashed(one), hashed(other))

const hashed = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()
