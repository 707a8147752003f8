/**
 * Documents under one-time addresses: random, good for one whole download and a few minutes, forgotten as soon as either is
 * over. They are held in memory only: after a crash an address leads nowhere. Whose pages they are may not come in here.
 */
import type { LineId } from '#app/domain/ids.ts'
import type { HandedDocument } from '../lines/way-in.ts'
import type { Chance, Clock, Undo } from '../ports.ts'

export type HandedOut = HandedDocument & { readonly line: LineId }

export type Taking = {
  readonly document: HandedOut
  /** Says whether all of it left. One that broke off can be fetched again, a few times. */
  readonly over: (whole: boolean) => void
}

export type HandOuts = {
  /** Answers the random part of the address. */
  readonly give: (document: HandedOut, minutes: number) => string
  /** Begins a download; undefined where there is nothing to be had (any more), or somebody is at it. */
  readonly take: (token: string) => Taking | undefined
  /** What a download would bring, without beginning one. Answers a few times only. */
  readonly look: (token: string) => HandedOut | undefined
  readonly revoke: (line: LineId, reference: string) => void
  readonly revokeAll: () => void
  readonly waiting: () => number
}

type Kept = {
  readonly document: HandedOut
  readonly forget: Undo
  triesLeft: number
  looksLeft: number
  taken: boolean
}

/** 256 bits. */
const tokenBytes = 32
const tries = 3
const looks = 5
/** Beyond it the oldest goes: pages are in memory. */
const keptAtMost = 100

export function createHandOuts({
  clock,
  chance,
}: {
  readonly clock: Pick<Clock, 'after'>
  readonly chance: Chance
}): HandOuts {
  const all = new Map<string, Kept>()

  function drop(token: string): void {
    all.get(token)?.forget()
    all.delete(token)
  }

  return {
    give: (document, minutes) => {
      const [oldest] = all.size >= keptAtMost ? all.keys() : []
      if (oldest !== undefined) drop(oldest)
      const token = chance.bytes(tokenBytes).toString('base64url')
      const forget = clock.after(minutes * 60_000, () => drop(token))
      all.set(token, { document, forget, triesLeft: tries, looksLeft: looks, taken: false })
      return token
    },
    take: (token) => {
      const kept = all.get(token)
      if (!kept || kept.taken) return undefined
      kept.taken = true
      kept.triesLeft -= 1
      const over = (whole: boolean): void => {
        kept.taken = false
        if (whole || kept.triesLeft === 0) drop(token)
      }
      return { document: kept.document, over }
    },
    look: (token) => {
      const kept = all.get(token)
      if (!kept || kept.taken || kept.looksLeft === 0) return undefined
      kept.looksLeft -= 1
      return kept.document
    },
    revoke: (line, reference) => {
      for (const [token, { document }] of all)
        if (document.line === line && document.reference === reference) drop(token)
    },
    revokeAll: () => {
      for (const token of all.keys()) drop(token)
    },
    waiting: () => all.size,
  }
}
