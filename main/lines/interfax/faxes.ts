/** A fax as InterFAX tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { HandedOver, News } from '../line.ts'
import { ended } from '../lookup.ts'
import { looseId, maybeCount } from '../loose.ts'
import { faxEnd } from './codes.ts'

export const Fax = z.object({
  id: looseId,
  status: z.number().int(),
  destinationFax: z.string().nullish(),
  pagesSubmitted: maybeCount,
  pagesSent: maybeCount,
  /** Seconds. */
  duration: maybeCount,
})
export type Fax = z.infer<typeof Fax>

/** What is left of a prepaid card; accounts that pay later have none. */
export const Balance = z.union([z.number(), z.string().transform(Number)])

/** The id that the answer's `Location` ends in: the only place where it stands. */
export const idIn = (location: string | undefined): string | undefined =>
  /\/outbound\/faxes\/([\w-]{1,40})\/?$/.exec(location ?? '')?.[1]

/** Negative: under way, the reasons are its own. Zero: the far machine confirmed every page. Positive: it failed. */
export function newsOf({ status, pagesSent, pagesSubmitted, duration }: Fax): News {
  const sent = pagesSent ?? 0
  if (status < 0) return sent > 0 ? { phase: 'sending', pagesSent: sent } : { phase: 'accepted' }
  if (status > 0) return ended(faxEnd(status), sent)
  const pages = sent || pagesSubmitted
  return pages ? { phase: 'delivered', pages, tookMs: (duration ?? 0) * 1_000 } : { phase: 'unknown' }
}

/**
 * Whether what its search found can be ours. The record does not repeat our reference, so a search that brings up another
 * number did not search for it.
 */
export function fits({ destinationFax }: Fax, { to }: Partial<HandedOver>): boolean {
  if (to === undefined) return true
  const [there, here] = [digits(destinationFax ?? ''), digits(to)]
  return there.length >= 7 && (there.endsWith(here) || here.endsWith(there))
}

const digits = (number: string): string => number.replace(/\D/g, '')
