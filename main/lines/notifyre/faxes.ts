/**
 * A fax as Notifyre tells of it, and what that means. Why a fax failed is a text that is documented nowhere: every failure
 * is left to a person. Fields we do not use are not looked at.
 */
import { z } from 'zod'
import type { HandedOver, News } from '../line.ts'
import { ended } from '../lookup.ts'
import { maybeCount } from '../loose.ts'

export const Fax = z.object({
  id: z.string().min(1),
  reference: z.string().nullish(),
  status: z.string(),
  /** Of the document; how many went is not told. */
  pages: maybeCount,
  /** Seconds since 1970. */
  queuedDateUtc: z.number().nullish(),
  lastModifiedDateUtc: z.number().nullish(),
})
export type Fax = z.infer<typeof Fax>

/** The frame of every answer, around what was asked for. */
export const framed = <T extends z.ZodType>(payload: T) => z.object({ success: z.literal(true), payload })

export const Refused = z.object({ success: z.literal(false), statusCode: z.number().catch(0) })
export const Uploaded = framed(z.object({ fileName: z.string().regex(/^[\w.-]{1,200}$/) }))
export const Converted = framed(z.object({ id: z.string().min(1), status: z.string() }))
export const Taken = framed(z.object({ faxID: z.string().min(1) }))
export const Listed = framed(z.object({ faxes: z.array(Fax), total: z.number().int().nonnegative() }))
export const Numbers = framed(z.object({ numbers: z.array(z.object({ e164: z.union([z.string(), z.number()]) })) }))

export function newsOf(
  { status, pages, queuedDateUtc, lastModifiedDateUtc }: Fax,
  handedOver: Partial<HandedOver>,
): News {
  switch (status) {
    case 'accepted':
    case 'queued':
      return { phase: 'accepted' }
    case 'in_progress':
      return { phase: 'sending', pagesSent: 0 }
    case 'successful': {
      const all = pages || handedOver.pages
      if (!all) return { phase: 'unknown' }
      return { phase: 'delivered', pages: all, tookMs: between(queuedDateUtc, lastModifiedDateUtc) }
    }
    case 'failed':
      return ended('partial')
    default:
      return { phase: 'unknown' }
  }
}

const between = (from: number | null | undefined, to: number | null | undefined): number =>
  typeof from === 'number' && typeof to === 'number' ? Math.max(0, to - from) * 1_000 : 0
