/** A fax as HumbleFax tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { HandedOver, News } from '../line.ts'
import { ended } from '../lookup.ts'
import { looseId, maybeCount } from '../loose.ts'
import { faxEnd } from './codes.ts'

const reason = z.string().nullish().catch(null)
const Call = z.object({ failureReason: reason })
const Attempt = z.object({ numPagesSent: maybeCount, failureReason: reason, calls: z.array(Call).nullish() })
const Recipient = z.object({ failureReason: reason, attempts: z.array(Attempt).nullish() })

export const Fax = z.object({
  id: looseId,
  status: z.string(),
  /** Ours; `false` where a fax has none. */
  uuid: z.union([z.string(), z.boolean()]).nullish(),
  numPages: maybeCount,
  recipients: z.array(Recipient).nullish(),
})
export type Fax = z.infer<typeof Fax>

/** The frame of every good answer, around what was asked for. */
const framed = <T extends z.ZodType>(data: T) => z.object({ result: z.literal('success'), data })

export const Begun = framed(z.object({ tmpFax: z.object({ id: looseId }) }))
export const Sent = framed(z.object({ sentFax: z.object({ id: looseId }) }))
export const One = framed(z.object({ sentFax: Fax }))
export const Ids = framed(z.object({ sentFaxIds: z.array(looseId) }))

/** Most pages of any attempt; undefined when one of them does not say. */
function pagesOf({ recipients }: Fax): number | undefined {
  const counts = (recipients ?? []).flatMap(({ attempts }) => attempts ?? []).map(({ numPagesSent }) => numPagesSent)
  const known = counts.filter((each) => typeof each === 'number')
  return counts.length > 0 && known.length === counts.length ? Math.max(...known) : undefined
}

const reasonsOf = ({ recipients }: Fax): readonly string[] =>
  (recipients ?? [])
    .flatMap(({ failureReason, attempts }) => [
      failureReason,
      ...(attempts ?? []).flatMap((each) => [
        each.failureReason,
        ...(each.calls ?? []).map((call) => call.failureReason),
      ]),
    ])
    .filter((each): each is string => typeof each === 'string' && each.trim() !== '')

export function newsOf(fax: Fax, handedOver: Partial<HandedOver>): News {
  const sent = pagesOf(fax)
  switch (fax.status) {
    case 'scheduled':
      return { phase: 'accepted' }
    case 'in progress':
      return sent ? { phase: 'sending', pagesSent: sent } : { phase: 'accepted' }
    case 'success': {
      const pages = sent || fax.numPages || handedOver.pages
      // How long a call took stands in units that are documented nowhere.
      return pages ? { phase: 'delivered', pages, tookMs: 0 } : { phase: 'unknown' }
    }
    case 'failure':
      return ended(faxEnd(reasonsOf(fax), sent), sent)
    case 'image failure':
      // The pages could not be drawn: nothing was dialled.
      return ended('refused-by-line', sent)
    case 'partial success':
      return ended('partial', sent)
    case 'cancelled':
      return ended('cancelled', sent)
    default:
      return { phase: 'unknown' }
  }
}
