/** Jobs as a server lists them. A job is ours by its JOBINFO, our reference: job numbers begin anew one day. */
import type { News } from '../line.ts'
import { ended } from '../lookup.ts'
import { jobEnd } from './codes.ts'
import type { Session } from './session.ts'

export type Job = {
  readonly id: string
  readonly reference: string
  /** One letter, as in HylaFAX's `%a`: T P S B W R D F. */
  readonly state: string
  readonly pagesSent: number
  readonly pages: number
  readonly status: string
}

// The status comes last: it is free text, and may hold the separator.
const format = '%j|%J|%a|%p|%y|%s'

/** A listing as jobs; rows that are no jobs are left out. Rows end with CRLF only. */
export function jobsIn(listing: string): readonly Job[] {
  return listing.split('\r\n').flatMap((row) => {
    const [id = '', reference = '', state = '', done = '', all = '', ...status] = row.split('|')
    if (!/^\s*\d+\s*$/.test(id)) return []
    return [
      {
        id: id.trim(),
        reference: reference.trim(),
        state: state.trim(),
        pagesSent: Number(done.trim()) || 0,
        pages: Number(all.trim()) || 0,
        status: status.join('|'),
      },
    ]
  })
}

/**
 * Every job in both queues. A job on its way from one to the other is in neither for a moment, so the first queue is
 * looked at again.
 */
export async function listJobs({ must, read }: Session): Promise<ReadonlyMap<string, Job>> {
  await must(`JOBFMT "${format}"`, 200)
  const found = new Map<string, Job>()
  for (const queue of ['sendq', 'doneq', 'sendq', 'doneq']) {
    for (const job of jobsIn((await read(`LIST ${queue}`)).toString('latin1'))) found.set(job.reference, job)
  }
  return found
}

/** @param tookMs since we handed it over, as far as we know */
export function newsOf({ state, pagesSent, pages, status }: Job, tookMs: number): News {
  switch (state) {
    case 'R':
      return pagesSent > 0 ? { phase: 'sending', pagesSent } : { phase: 'accepted' }
    case 'D':
      // A document without a page is dialled all the same, and called a success.
      return pages > 0
        ? { phase: 'delivered', pages: Math.max(pagesSent, pages), tookMs }
        : { phase: 'failed', reason: 'partial', pagesSent: 0 }
    case 'F':
      return ended(jobEnd(status), pagesSent)
    case 'T':
    case 'P':
    case 'S':
    case 'B':
    case 'W':
      return { phase: 'accepted' }
    default:
      return { phase: 'unknown' }
  }
}
