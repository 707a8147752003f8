/** A job as a Faxbot gateway tells of it, and what that means. The project is young: no field but its id is relied upon. */
import { z } from 'zod'
import type { HandedOver, News } from '../line.ts'
import { ended, tookMs } from '../lookup.ts'
import { jobEnd, switchedOff } from './codes.ts'

export const JobId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

export const Job = z.object({
  id: JobId,
  status: z.string().nullish(),
  error: z.string().nullish().catch(null),
  pages: z.number().int().nonnegative().nullish().catch(null),
  backend: z.string().nullish().catch(null),
  created_at: z.string().nullish().catch(null),
  updated_at: z.string().nullish().catch(null),
})
export type Job = z.infer<typeof Job>

/** @param pages how many the fax has, where known: cloud backends count none */
export function newsOf(job: Job, { pages }: Partial<HandedOver>): News {
  switch (job.status?.toLowerCase()) {
    case 'queued':
    case 'in_progress':
      return { phase: 'accepted' }
    case 'success':
      return delivered(job, pages)
    case 'failed':
      // The count may be the document's own, not what went through: it proves nothing here.
      return ended(jobEnd(job.backend, job.error))
    case 'disabled':
      return ended(switchedOff)
    default:
      return { phase: 'unknown' }
  }
}

/** Fewer pages than were handed over is not delivered, whatever the word: in its test mode a gateway always counts one. */
function delivered({ pages: counted, created_at: from, updated_at: to }: Job, handedOver: number | undefined): News {
  const pages = counted ?? handedOver
  if (!pages) return { phase: 'unknown' }
  if (handedOver !== undefined && pages < handedOver) return { phase: 'failed', reason: 'partial', pagesSent: pages }
  return { phase: 'delivered', pages, tookMs: tookMs(utc(from), utc(to)) }
}

/** Its times are UTC and do not say so. */
export const utc = (time: string | null | undefined): string | undefined =>
  time && !/(Z|[+-]\d\d:?\d\d)$/.test(time) ? `${time}Z` : (time ?? undefined)
