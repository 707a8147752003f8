/**
 * Faxbot: a gateway of the practice's own that hands a fax on to what it is set up with, an exchange or a company.
 * Experimental: a young project whose jobs may stay "queued" for ever, with no reference of ours, no list, no cancelling and no
 * removing. So nothing is found again by itself when its answer was lost, a job without a final word is given up after a
 * bounded time and left to a person, and a check says where words or pages go astray.
 */
import { randomUUID } from 'node:crypto'
import type { PartsOf } from '../drivers.ts'
import { multipartBody } from '../http/body.ts'
import { createHttp } from '../http/client.ts'
import { notTaken, read } from '../http/meaning.ts'
import type { Call, Driver, News, Submission, Submitted } from '../line.ts'
import { lookOver } from './check.ts'
import { inboundPages, listInbound } from './inbound.ts'
import { Job, newsOf } from './jobs.ts'
import { withoutCancel, withoutRemove } from '../without.ts'

const minute = 60_000
const megabyte = 1024 * 1024
const sendWithinMs = 60_000
const answerWithinMs = 90_000

export function createFaxbot({ network, clock, settings, secret }: PartsOf<'faxbot'>): Driver {
  const reach = { network, clock, address: settings.address, confirmed: settings.privateNetwork }
  const http = createHttp({ ...reach, headers: { 'x-api-key': secret.key } })
  /** The same without a key: for what anybody may ask, and to learn whether anybody may ask more. */
  const open = createHttp(reach)

  async function submit({ reference, to, packet }: Submission): Promise<Submitted> {
    if (packet.byteLength > settings.largestMb * megabyte) return { kind: 'refused', reason: 'refused-by-line' }
    const body = multipartBody([
      { name: 'to', value: to },
      // It keeps the file's name with the job: our random reference, for whoever runs the gateway to find it by.
      { name: 'file', file: packet, type: 'application/pdf', fileName: `${reference}.pdf` },
    ])
    const asked = await http.ask({ method: 'POST', path: '/fax', body, withinMs: sendWithinMs })
    const refused = notTaken(asked)
    if (refused) return refused
    const job = read(asked, Job)
    return job ? { kind: 'accepted', providerId: job.id } : { kind: 'lost' }
  }

  async function status({ providerId, ...handedOver }: Call): Promise<News> {
    if (providerId === undefined) return { phase: 'unknown' }
    const job = read(await http.ask({ method: 'GET', path: `/fax/${providerId}` }), Job)
    return job?.id === providerId ? newsOf(job, handedOver) : { phase: 'unknown' }
  }

  return {
    capabilities: {
      training: false,
      concurrency: 2,
      countsPages: false,
      cancels: false,
      removes: false,
      receives: true,
      listing: { kind: 'none' },
    },
    // Its jobs can stick for ever: whatever has no final word by then is given up and left to a person.
    pace: { answerWithinMs, askEveryMs: 10_000, longestCallMs: (pages) => 30 * minute + pages * 3 * minute },
    preflight: () => lookOver({ http, open, settings, key: secret.key, unknownId: randomUUID() }),
    submit,
    status,
    list: () => Promise.resolve({ kind: 'no-answer' }),
    ...withoutCancel,
    ...withoutRemove,
    received: () => listInbound(http),
    content: (id) => inboundPages(http, id, clock.now()),
  }
}
