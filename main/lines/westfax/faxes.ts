/** A fax as WestFax tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { HandedOver, News } from '../line.ts'
import { ended } from '../lookup.ts'
import { looseId, maybeCount } from '../loose.ts'
import { faxEnd } from './codes.ts'

/** Every answer's frame, with HTTP status 200 whatever it says. */
export const Frame = z.object({ Success: z.boolean(), Result: z.unknown() })

export const JobId = looseId
export const Products = z.array(z.object({ Id: z.string() }))

export const Fax = z.object({
  Id: looseId,
  Status: z.string(),
  JobName: z.string().nullish(),
  PageCount: maybeCount,
  FaxCallInfoList: z.array(z.object({ Result: z.string().nullish() })).nullish(),
})
export type Fax = z.infer<typeof Fax>

const underWay: readonly string[] = ['submitted', 'submitter', 'production', 'paused', 'unsubmitted', 'unassigned']

/**
 * `Complete` says only that the service has finished trying: how it ended stands with the one call there is. More calls
 * than one are nothing a program may decide.
 */
export function newsOf(fax: Fax, handedOver: Partial<HandedOver>): News {
  const status = fax.Status.toLowerCase()
  if (underWay.includes(status)) return { phase: 'accepted' }
  if (status === 'cancelled' || status === 'canceled') return ended('cancelled')
  const [call, ...others] = fax.FaxCallInfoList ?? []
  if ((status !== 'complete' && status !== 'failed') || !call?.Result || others.length > 0) return { phase: 'unknown' }
  switch (call.Result.toLowerCase().replaceAll(' ', '')) {
    case 'waitingtodial':
    case 'sending':
      return { phase: 'accepted' }
    case 'sent':
    case 'success': {
      const pages = handedOver.pages ?? fax.PageCount
      // How long a call took is not told.
      return pages ? { phase: 'delivered', pages, tookMs: 0 } : { phase: 'unknown' }
    }
    default:
      return ended(faxEnd(call.Result))
  }
}
