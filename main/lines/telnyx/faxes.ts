/** A fax as Telnyx tells of it, and what that means. Fields we do not use are not looked at. */
import { z } from 'zod'
import type { HandedOver, News, ReceivedFax } from '../line.ts'
import { maybeCount } from '../loose.ts'
import { ended, tookMs } from '../lookup.ts'
import { faxEnd } from './codes.ts'

export const Fax = z.object({
  id: z.string().min(1),
  status: z.string(),
  media_name: z.string().nullish(),
  media_url: z.string().nullish(),
  stored_media_url: z.string().nullish(),
  direction: z.string().nullish(),
  from: z.string().nullish(),
  page_count: maybeCount,
  partial_content: z.boolean().nullish(),
  client_state: z.string().nullish(),
  failure_reason: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
})
export type Fax = z.infer<typeof Fax>

export const One = z.object({ data: Fax })
export const Listed = z.object({
  data: z.array(Fax),
  meta: z.object({ page_number: z.number().int(), total_pages: z.number().int() }),
})
export const Application = z.object({
  data: z.object({
    active: z.boolean().nullish(),
    outbound: z.object({ outbound_voice_profile_id: z.string().nullish() }).nullish().catch(null),
  }),
})

/** A received fax that is whole here; pages are counted when they are fetched, as the list does not count them. */
export function receivedIn({ id, direction, status, from, page_count: pages, ...fax }: Fax): readonly ReceivedFax[] {
  const at = Date.parse(fax.updated_at ?? fax.created_at ?? '')
  if (direction !== 'inbound' || status !== 'received' || !Number.isFinite(at)) return []
  const incomplete = fax.partial_content ? { incomplete: true } : {}
  return [{ providerId: id, from: from ?? '', pages: pages ?? 0, at, ...incomplete }]
}

/** Two references of ours come back with a fax; either makes it ours. */
export const ours = ({ media_name: media, client_state: state }: Fax, reference: string): boolean =>
  media === reference || state === stateOf(reference)

export const stateOf = (reference: string): string => Buffer.from(reference, 'utf8').toString('base64')

/** The service counts no pages: what it says it delivered is all of them, which only we can count. */
export function newsOf(fax: Fax, { pages }: Partial<HandedOver>): News {
  switch (fax.status) {
    case 'queued':
    case 'media.processing':
    case 'media.processed':
    case 'initiated':
    case 'originated':
      return { phase: 'accepted' }
    case 'sending':
    case 'sending.started':
      return { phase: 'sending', pagesSent: 0 }
    case 'delivered':
      if (pages === undefined) return { phase: 'unknown' }
      return { phase: 'delivered', pages, tookMs: tookMs(fax.created_at, fax.updated_at) }
    case 'failed':
      return ended(faxEnd(fax.failure_reason ?? ''))
    default:
      return { phase: 'unknown' }
  }
}
