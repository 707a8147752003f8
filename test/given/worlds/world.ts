/**
 * Every pretended fax service as a world of its own beside the outbox: what it took, what becomes of it, and how each of its
 * answers can break. Plain data of it can be kept and gone back to, so that any moment can be lived again; it goes on
 * while processes of ours die. What a provider says, and how, stands in that provider's folder.
 */
import { createHash } from 'node:crypto'
import type { Line } from '#main/lines/line.ts'
import type { Store } from '#main/store/store.ts'
import type { ManualClock } from '../clock.ts'
import type { Ending } from '../service/service.ts'
import type { Hand, Slip } from './replies.ts'

/** All a process needs to know to reach a world. */
export type Where = {
  readonly kind: string
  readonly address: string
  readonly port: number
  readonly fingerprint: string
  readonly folder: string
}

/** The process that has the line: its clock, its store. */
export type Having = { readonly clock: ManualClock; readonly store: Store }

/** A call as the world knows it. */
export type Taken = {
  readonly sha256: string
  readonly ending: Ending | 'cancelled' | undefined
  readonly removed: boolean
}

/** What happens to whom, in order. Afterwards everything works, and all is delivered. */
export type Play = {
  readonly hands: readonly Hand[]
  /** What becomes of requests that hand nothing over. */
  readonly others: readonly (Slip | undefined)[]
  /** A call ends when it was asked about so often. */
  readonly asks: number
  /** So many lists know of nothing yet. */
  readonly lags: number
}

export type World = {
  readonly where: Where
  readonly play: (play: Play) => void
  /** From now on this happens; what was taken stays. */
  readonly turn: (play: Play) => void
  /** Told of every request that arrives and of every answer about to leave. */
  readonly listen: (passing: Passing) => void
  readonly taken: (having: Having) => Promise<readonly Taken[]>
  /** Everything it knows, as plain data. */
  readonly keep: () => unknown
  readonly goBack: (kept: never) => void
  /** Every connection of a dead process is gone. */
  readonly cut: () => void
  readonly close: () => Promise<void>
}

export type Passing = { readonly passed: (what: string) => void; readonly silent: () => void }
export const nobody: Passing = { passed: () => undefined, silent: () => undefined }

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A line as a process that has just started makes it; its end is told, so that its own door shuts with it. */
export type Lived = { readonly line: Line; readonly leave: () => Promise<void> }

export type LineTo = (where: Where, having: Having) => Promise<Lived>
