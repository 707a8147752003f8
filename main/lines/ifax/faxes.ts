/** A fax as iFax tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { HandedOver, News } from '../line.ts'
import { ended } from '../lookup.ts'
import { looseId, maybeCount } from '../loose.ts'
import { faxEnd } from './codes.ts'

/** Every answer's frame, with HTTP status 200 whatever it says. */
export const Frame = z.discriminatedUnion('status', [
  z.object({ status: z.literal(1), data: z.unknown() }),
  z.object({ status: z.literal(0), code: z.union([z.string(), z.number()]).nullish() }),
])

export const Queued = z.object({ jobId: looseId })

export const Fax = z.object({
  faxStatus: z.string(),
  faxTotalPages: maybeCount,
  faxTransferredPages: maybeCount,
  /** Seconds. */
  faxCallLength: maybeCount,
  message: z.string().nullish(),
})
export type Fax = z.infer<typeof Fax>

export function newsOf(fax: Fax, handedOver: Partial<HandedOver>): News {
  const sent = fax.faxTransferredPages ?? undefined
  switch (fax.faxStatus) {
    case 'sending':
      return sent ? { phase: 'sending', pagesSent: sent } : { phase: 'accepted' }
    case 'delivered': {
      const pages = sent || fax.faxTotalPages || handedOver.pages
      return pages ? { phase: 'delivered', pages, tookMs: (fax.faxCallLength ?? 0) * 1_000 } : { phase: 'unknown' }
    }
    case 'failed':
      return ended(faxEnd(fax.message, sent), sent)
    // The call was billed: pages may have arrived, whatever it says of them.
    case 'failed_chargeable':
    case 'partially_cancelled':
      return ended('partial', sent)
    case 'blocked':
      return ended('refused-by-line', sent)
    case 'canceled':
      return ended('cancelled', sent)
    default:
      return { phase: 'unknown' }
  }
}
