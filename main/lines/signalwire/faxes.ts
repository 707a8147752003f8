/** A fax as SignalWire's compatibility API tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { HandedOver, News, ReceivedFax } from '../line.ts'
import { looseId, maybeCount } from '../loose.ts'
import { ended, tookMs } from '../lookup.ts'
import { faxEnd } from './codes.ts'

export const Fax = z.object({
  sid: looseId,
  direction: z.string().nullish(),
  from: z.string().nullish(),
  to: z.string().nullish(),
  status: z.string(),
  num_pages: maybeCount,
  media_url: z.string().nullish(),
  error_message: z.string().nullish(),
  date_created: z.string().nullish(),
  date_updated: z.string().nullish(),
})
export type Fax = z.infer<typeof Fax>

export const Listed = z.object({ next_page_uri: z.string().nullish(), faxes: z.array(Fax) })

export const Refusal = z.object({ code: z.coerce.number().int().optional().catch(undefined) })

/** A received fax that is complete. */
export function receivedIn({ sid, direction, status, from, num_pages: pages, ...fax }: Fax): readonly ReceivedFax[] {
  const at = Date.parse(fax.date_updated ?? fax.date_created ?? '')
  if (direction !== 'inbound' || status !== 'received' || !Number.isFinite(at)) return []
  return [{ providerId: sid, from: from ?? '', pages: pages ?? 0, at }]
}

/** A fax to another number is none of ours, whoever says so. */
export function newsOf(fax: Fax, { to, pages }: Partial<HandedOver>): News {
  if (to !== undefined && fax.to !== to) return { phase: 'unknown' }
  switch (fax.status) {
    case 'queued':
    case 'processing':
      return { phase: 'accepted' }
    case 'sending':
      return { phase: 'sending', pagesSent: 0 }
    case 'delivered': {
      const all = fax.num_pages || pages
      if (!all) return { phase: 'unknown' }
      return { phase: 'delivered', pages: all, tookMs: tookMs(fax.date_created, fax.date_updated) }
    }
    case 'busy':
    case 'no-answer':
    case 'canceled':
      return ended(faxEnd(fax.status))
    case 'failed':
      return ended(faxEnd(fax.error_message))
    default:
      return { phase: 'unknown' }
  }
}
