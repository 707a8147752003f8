/** A fax as Documo tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { News } from '../line.ts'
import { ended, tookMs } from '../lookup.ts'
import { looseId, maybeCount } from '../loose.ts'
import { faxEnd } from './codes.ts'

export const Fax = z.object({
  messageId: looseId,
  status: z.string(),
  resultCode: z.union([z.string(), z.number()]).nullish(),
  pagesCount: maybeCount,
  pagesComplete: maybeCount,
  createdAt: z.string().nullish(),
  resolvedDate: z.string().nullish(),
  cf: z.unknown(),
  tags: z.unknown(),
})
export type Fax = z.infer<typeof Fax>

export const Listed = z.object({ rows: z.array(Fax) })
export const Me = z.object({ accountId: looseId })

/** Our reference as a custom field. How the service gives such fields back is not known, so it is looked for in all of them. */
export const fieldsOf = (reference: string): string => JSON.stringify({ reference })
export const ours = ({ cf, tags }: Fax, reference: string): boolean =>
  JSON.stringify([cf ?? null, tags ?? null]).includes(reference)

export function newsOf(fax: Fax): News {
  const sent = fax.pagesComplete ?? undefined
  switch (fax.status) {
    case 'processing':
      return sent ? { phase: 'sending', pagesSent: sent } : { phase: 'accepted' }
    case 'success': {
      const pages = sent || fax.pagesCount
      if (!pages) return { phase: 'unknown' }
      return { phase: 'delivered', pages, tookMs: tookMs(fax.createdAt, fax.resolvedDate) }
    }
    case 'failed':
      return ended(faxEnd(fax.resultCode, sent), sent)
    default:
      return { phase: 'unknown' }
  }
}
