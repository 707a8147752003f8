/**
 * Finding a call at a service that keeps faxes under ids of its own: by that id where we know it, else in its list by our
 * reference. One writing of it for every such service.
 */
import type { Call, Found, HandedOver, News } from './line.ts'

export type Kept<F> = {
  readonly idOf: (fax: F) => string
  readonly newsOf: (fax: F, handedOver: Partial<HandedOver>) => News
  /** The fax of this id; undefined when the service did not say. */
  readonly one: (id: string) => Promise<F | undefined>
  /** Every fax that bears our reference; undefined when the service did not say. */
  readonly matching: (reference: string, handedOver: Partial<HandedOver>) => Promise<readonly F[] | undefined>
}

export type Lookup = {
  readonly list: (reference: string, handedOver?: Partial<HandedOver>) => Promise<Found>
  readonly status: (call: Call) => Promise<News>
  /** The service's own id of a call; undefined while it is not known. */
  readonly idOf: (call: Call) => Promise<string | undefined>
}

const unknown: News = { phase: 'unknown' }

export function createLookup<F>({ idOf, newsOf, one, matching }: Kept<F>): Lookup {
  async function list(reference: string, handedOver: Partial<HandedOver> = {}): Promise<Found> {
    const [fax, ...others] = (await matching(reference, handedOver)) ?? [undefined, undefined]
    // More than one with our reference is nothing a program may decide.
    if (others.length > 0) return { kind: 'no-answer' }
    return fax === undefined
      ? { kind: 'not-known' }
      : { kind: 'found', providerId: idOf(fax), news: newsOf(fax, handedOver) }
  }

  async function status({ providerId, reference, ...handedOver }: Call): Promise<News> {
    if (providerId === undefined) {
      const found = await list(reference, handedOver)
      return found.kind === 'found' ? found.news : unknown
    }
    const fax = await one(providerId)
    return fax === undefined ? unknown : newsOf(fax, handedOver)
  }

  return {
    list,
    status,
    idOf: async ({ providerId, reference, ...handedOver }) => {
      if (providerId !== undefined) return providerId
      const found = await list(reference, handedOver)
      return found.kind === 'found' ? found.providerId : undefined
    },
  }
}

const lookBackMs = 5 * 60_000
const longestLookBackMs = 24 * 60 * 60_000

/** Since when to look for a call in a list that goes by time, in epoch ms: clocks differ, so a little earlier. */
export const since = (now: number, { startedAt }: Partial<HandedOver>): number =>
  (startedAt === undefined || startedAt > now ? now - longestLookBackMs : startedAt) - lookBackMs

/** One call that broke off tells no page count here, so nothing that may have put a page through is retried. */
export const ended = (end: Extract<News, { phase: 'failed' }>['reason'] | 'cancelled', pagesSent = 0): News => {
  if (end === 'cancelled') return { phase: 'cancelled', pagesSent }
  return { phase: 'failed', reason: pagesSent > 0 ? 'partial' : end, pagesSent }
}

/** Milliseconds between two times as services write them; 0 where one is missing. */
export function tookMs(from: string | null | undefined, to: string | null | undefined): number {
  const ms = Date.parse(to ?? '') - Date.parse(from ?? '')
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}
