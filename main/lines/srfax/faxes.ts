/** A fax as SRFax tells of it, and what that means. Numbers come as text as often as not. */
import { z } from 'zod'
import type { News } from '../line.ts'
import { ended } from '../lookup.ts'
import { faxEnd } from './codes.ts'

/** Every answer's frame, with HTTP status 200 whatever it says. */
export const Frame = z.object({ Status: z.enum(['Success', 'Failed']), Result: z.unknown() })

const count = z.union([
  z.number().int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
])
export const FaxId = z.union([z.number().int().positive(), z.string().regex(/^\d+$/)]).transform(String)

export const Fax = z.object({
  FaxDetailsID: FaxId,
  SentStatus: z.string(),
  Pages: count.nullish().catch(null),
  Duration: count.nullish().catch(null),
  ErrorCode: z.string().nullish(),
  AccountCode: z.string().nullish(),
})
export type Fax = z.infer<typeof Fax>

/** `Duration` is taken for seconds, which the sheet does not say; it is shown and nothing is decided by it. */
export function newsOf({ SentStatus: status, Pages: pages, Duration: seconds, ErrorCode: error }: Fax): News {
  switch (status) {
    case 'In Progress':
    case 'Sending Email':
      return { phase: 'accepted' }
    case 'Sent':
      return pages ? { phase: 'delivered', pages, tookMs: (seconds ?? 0) * 1_000 } : { phase: 'unknown' }
    case 'Failed':
      return ended(faxEnd(error))
    default:
      return { phase: 'unknown' }
  }
}
