/** A fax as Phaxio v2.1 tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { News, ReceivedFax } from '../line.ts'
import { faxEnd } from './codes.ts'

/** Every answer's frame. A 2xx with `success: false` is a refusal. */
export const Frame = z.object({ success: z.boolean(), data: z.unknown() })

export const Sent = z.object({ id: z.union([z.number().int(), z.string().regex(/^\d+$/)]).transform(String) })

const Ended = { error_type: z.string().nullish(), error_id: z.number().int().nullish() }

export const Fax = Sent.extend({
  status: z.string().nullable(),
  direction: z.string().nullish(),
  from_number: z.string().nullish(),
  num_pages: z.number().int().nonnegative().nullish(),
  is_test: z.boolean().nullish(),
  created_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  tags: z.record(z.string(), z.unknown()).nullish(),
  recipients: z.array(z.object({ status: z.string().nullish(), ...Ended })).nullish(),
  ...Ended,
})
export type Fax = z.infer<typeof Fax>

export const Account = z.object({ balance: z.number() })

/** A received fax that is over: none that is still coming, nor one that the service only pretends. */
export function receivedIn({ id, direction, status, is_test: pretended, ...fax }: Fax): readonly ReceivedFax[] {
  const at = Date.parse(fax.completed_at ?? fax.created_at ?? '')
  const over = status === 'success' || status === 'partialsuccess'
  if (direction !== 'received' || !over || pretended || !Number.isFinite(at)) return []
  const incomplete = status === 'partialsuccess' ? { incomplete: true } : {}
  return [{ providerId: id, from: fax.from_number ?? '', pages: fax.num_pages ?? 0, at, ...incomplete }]
}

/** One recipient a fax, so the fax's own state and its only recipient's are read together. */
export function newsOf(fax: Fax): News {
  const [recipient] = fax.recipients ?? []
  switch (fax.status) {
    case 'queued':
    case 'pendingbatch':
      return { phase: 'accepted' }
    case 'inprogress':
      return recipient?.status === 'callactive' ? { phase: 'sending', pagesSent: 0 } : { phase: 'accepted' }
    case 'success':
      return delivered(fax)
    case 'failure':
      return failed(fax)
    // Should not occur with one recipient; where it does, nothing is sent again by itself.
    case 'partialsuccess':
      return { phase: 'failed', reason: 'partial', pagesSent: 0 }
    default:
      return { phase: 'unknown' }
  }
}

/** With a test key the service pretends: such a fax was dialled by nobody, whatever it says. */
function delivered({ is_test: pretended, num_pages: pages, created_at: from, completed_at: to }: Fax): News {
  if (pretended) return { phase: 'failed', reason: 'refused-by-line', pagesSent: 0 }
  if (!pages) return { phase: 'unknown' }
  const tookMs = Date.parse(to ?? '') - Date.parse(from ?? '')
  return { phase: 'delivered', pages, tookMs: Number.isFinite(tookMs) ? Math.max(0, tookMs) : 0 }
}

function failed({ error_id: id, error_type: type, recipients }: Fax): News {
  const [recipient] = recipients ?? []
  const end = faxEnd(recipient?.error_id ?? id, recipient?.error_type ?? type)
  return end === 'cancelled' ? { phase: 'cancelled', pagesSent: 0 } : { phase: 'failed', reason: end, pagesSent: 0 }
}
