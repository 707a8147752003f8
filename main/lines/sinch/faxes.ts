/** A fax as Sinch tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { News, ReceivedFax } from '../line.ts'
import { ended, tookMs } from '../lookup.ts'
import { faxEnd } from './codes.ts'

export const Fax = z.object({
  id: z.string().min(1),
  status: z.string(),
  direction: z.string().nullish(),
  from: z.string().nullish(),
  numberOfPages: z.number().int().nonnegative().nullish(),
  pagesSentSuccessfully: z.number().int().nonnegative().nullish(),
  labels: z.record(z.string(), z.unknown()).nullish(),
  errorType: z.string().nullish(),
  errorCode: z.number().int().nullish(),
  createTime: z.string().nullish(),
  completedTime: z.string().nullish(),
})
export type Fax = z.infer<typeof Fax>

/** Some versions of the documents call the page `page`. */
export const Listed = z.object({ totalPages: z.number().int().nonnegative(), faxes: z.array(Fax) })

export const FaxService = z.object({
  saveOutboundFaxDocuments: z.boolean().nullish(),
  saveInboundFaxDocuments: z.boolean().nullish(),
})

export const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** A received fax that is complete; what failed on its way in is none. */
export function receivedIn({ id, direction, status, from, numberOfPages, ...fax }: Fax): readonly ReceivedFax[] {
  const at = Date.parse(fax.completedTime ?? fax.createTime ?? '')
  if (direction !== 'INBOUND' || status !== 'COMPLETED' || !Number.isFinite(at)) return []
  return [{ providerId: id, from: from ?? '', pages: numberOfPages ?? 0, at }]
}

export function newsOf(fax: Fax): News {
  const sent = fax.pagesSentSuccessfully ?? undefined
  switch (fax.status) {
    case 'QUEUED':
      return { phase: 'accepted' }
    case 'IN_PROGRESS':
      return sent ? { phase: 'sending', pagesSent: sent } : { phase: 'accepted' }
    case 'COMPLETED': {
      const pages = sent || fax.numberOfPages
      if (!pages) return { phase: 'unknown' }
      return { phase: 'delivered', pages, tookMs: tookMs(fax.createTime, fax.completedTime) }
    }
    case 'FAILURE':
      return ended(faxEnd(fax.errorType, fax.errorCode, sent), sent)
    default:
      return { phase: 'unknown' }
  }
}
