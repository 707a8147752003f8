/**
 * Phaxio v2.1: a cloud service, for accounts that exist (its owner sells another one now). Experimental: how soon a fax
 * shows in its list, its limits, and whether storage can be switched off could not be confirmed, so a fax its list does
 * not know is never taken for not sent, and pages are removed there after every attempt. The service dials and retries
 * by itself while a fax is not final; ours begin only afterwards.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { z } from 'zod'
import type { PartsOf } from '../drivers.ts'
import { multipartBody, type Body } from '../http/body.ts'
import { createHttp, type Asked, type Http } from '../http/client.ts'
import { findingFor, good, notTaken, read } from '../http/meaning.ts'
import type { Call, Cancelled, Driver, Found, News, Submission, Submitted } from '../line.ts'
import { Account, Fax, Frame, newsOf, receivedIn, Sent } from './faxes.ts'

const minute = 60_000
/** Sending is given up, and lost, before the engine gives up on us: nothing goes on behind its back. */
const sendWithinMs = 60_000
const answerWithinMs = 90_000
/** A thousand faxes as it tells of them. */
const listAtMost = 8 * 1024 * 1024
/** Its list shows one week unless told otherwise. */
const lookBackMs = 30 * 24 * 60 * minute

export function createPhaxio({ network, clock, settings, secret, wayIn }: PartsOf<'phaxio'>): Driver {
  const basic = Buffer.from(`${secret.key}:${secret.secret}`).toString('base64')
  const http = createHttp({ network, clock, ...settings, headers: { authorization: `Basic ${basic}` } })
  const ids = new Map<string, string>()

  async function submit(submission: Submission): Promise<Submitted> {
    const asked = await http.ask({
      method: 'POST',
      path: '/faxes',
      body: formOf(submission, wayIn?.callbackFor(submission.reference)),
      withinMs: sendWithinMs,
    })
    const submitted = submittedBy(asked)
    if (submitted.kind === 'accepted') ids.set(submission.reference, submitted.providerId)
    return submitted
  }

  /** Every fax of ours with this reference; undefined when the service did not say. */
  async function searched(reference: string): Promise<readonly Fax[] | undefined> {
    const after = new Date(clock.now() - lookBackMs).toISOString()
    const query = { direction: 'sent', created_after: after, per_page: '10', 'tag[client_ref]': reference }
    const found = dataOf(await http.ask({ method: 'GET', path: '/faxes', query }), Fax.array())
    // A filter that is not understood is ignored by many services: only what bears our reference is ours.
    return found?.filter(({ tags }) => tags?.['client_ref'] === reference)
  }

  async function list(reference: string): Promise<Found> {
    const faxes = await searched(reference)
    const [fax, ...others] = faxes ?? []
    if (!faxes || others.length > 0) return { kind: 'no-answer' }
    if (!fax) return { kind: 'not-known' }
    ids.set(reference, fax.id)
    return { kind: 'found', providerId: fax.id, news: newsOf(fax) }
  }

  async function status({ reference, providerId }: Call): Promise<News> {
    const id = providerId ?? ids.get(reference)
    if (id === undefined) {
      const found = await list(reference)
      return found.kind === 'found' ? found.news : { phase: 'unknown' }
    }
    const fax = dataOf(await http.ask({ method: 'GET', path: `/faxes/${id}` }), Fax)
    return fax ? newsOf(fax) : { phase: 'unknown' }
  }

  const idOf = async ({ reference, providerId }: Call): Promise<string | undefined> => {
    if (providerId !== undefined) return providerId
    if (!ids.has(reference)) await list(reference)
    return ids.get(reference)
  }

  /** The service only schedules a stop: what came of it is learned by asking on. */
  async function cancel(call: Call): Promise<Cancelled> {
    const id = await idOf(call)
    if (id === undefined) return 'no-answer'
    await http.ask({ method: 'POST', path: `/faxes/${id}/cancel` })
    const news = await status(call)
    if (news.phase === 'cancelled') return 'stopped'
    return news.phase === 'delivered' || news.phase === 'failed' ? 'too-late' : 'no-answer'
  }

  async function remove(call: Call): Promise<'removed' | 'not-known' | 'no-answer'> {
    const id = await idOf(call)
    if (id === undefined) return 'no-answer'
    const asked = await http.ask({ method: 'DELETE', path: `/faxes/${id}/file` })
    if (asked.kind === 'answered' && asked.status === 404) return 'not-known'
    return succeeded(asked) ? 'removed' : 'no-answer'
  }

  return {
    capabilities: {
      training: false,
      concurrency: 5,
      countsPages: false,
      cancels: true,
      removes: true,
      receives: true,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 15_000, longestCallMs: (pages) => 90 * minute + pages * 3 * minute },
    preflight: () => lookOver(http),
    submit,
    status,
    list,
    cancel,
    remove,
    received: async () => {
      const after = new Date(clock.now() - lookBackMs).toISOString()
      const query = { direction: 'received', created_after: after, per_page: '1000' }
      const asked = await http.ask({ method: 'GET', path: '/faxes', query, atMost: listAtMost })
      return dataOf(asked, Fax.array())?.flatMap(receivedIn)
    },
    content: async (id) => {
      const asked = await http.ask({ method: 'GET', path: `/faxes/${id}/file`, atMost: documentLimits.bytesAtMost })
      if (asked.kind === 'answered' && asked.status === 404) return 'gone'
      return asked.kind === 'answered' && good(asked) ? asked.bytes : undefined
    },
    removeReceived: (id) => remove({ reference: '', providerId: id }),
  }
}

/** One recipient a fax; the number, our reference and where to call are all that is said beside the pages. */
const formOf = ({ reference, to, packet }: Submission, called: string | undefined): Body =>
  multipartBody([
    { name: 'to', value: to },
    { name: 'file', file: packet, type: 'application/pdf', fileName: 'fax.pdf' },
    { name: 'tag[client_ref]', value: reference },
    { name: 'cancel_timeout', value: '60' },
    ...(called === undefined ? [] : [{ name: 'callback_url', value: called }]),
  ])

/** The `data` of a good answer in the wanted shape; undefined for everything else. */
function dataOf<T extends z.ZodType>(asked: Asked, schema: T): z.output<T> | undefined {
  const frame = read(asked, Frame)
  return frame?.success ? schema.safeParse(frame.data).data : undefined
}

const succeeded = (asked: Asked): boolean => good(asked) && read(asked, Frame)?.success === true

/** A good status with `success: false` is a refusal; a good status that is not understood is lost. */
function submittedBy(asked: Asked): Submitted {
  const refused = notTaken(asked)
  if (refused) return refused
  const frame = read(asked, Frame)
  if (frame && !frame.success) return { kind: 'refused', reason: 'refused-by-line' }
  const sent = Sent.safeParse(frame?.data).data
  return sent ? { kind: 'accepted', providerId: sent.id } : { kind: 'lost' }
}

/** Money and credentials are asked of the account; whether the key pretends, of the last fax it knows. */
async function lookOver(http: Http): Promise<readonly Finding[]> {
  if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
  const asked = await http.ask({ method: 'GET', path: '/account/status' })
  const account = dataOf(asked, Account)
  if (!account) return [{ finding: findingFor(asked), verdict: 'stop' }]
  const newest = { method: 'GET', path: '/faxes', query: { direction: 'sent', per_page: '1' } } as const
  const [last] = dataOf(await http.ask(newest), Fax.array()) ?? []
  return [
    ...(account.balance <= 0 ? [{ finding: 'balance-gone', verdict: 'stop' } as const] : []),
    ...(last?.is_test ? [{ finding: 'test-key', verdict: 'stop' } as const] : []),
    { finding: 'retention-unknown', verdict: 'look' },
    { finding: 'weak-evidence', verdict: 'look' },
  ]
}
