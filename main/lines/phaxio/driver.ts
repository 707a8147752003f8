/**
 * Phaxio v2.1: a cloud service, for accounts that exist (its owner sells another one now). Experimental: how soon a fax
 * shows in its list, its limits, and whether storage can be switched off could not be confirmed, so a fax its list does
 * not know is never taken for not sent, and pages are removed there after every attempt. The service dials and retries
 * by itself while a fax is not final; ours begin only afterwards.
 */
import type { LineSecret, LineSettings } from '#app/contract/lines.ts'
import type { Finding } from '#app/domain/line.ts'
import type { z } from 'zod'
import type { Clock, Network } from '../../ports.ts'
import type { Call, Cancelled, Driver, Found, News, Submission, Submitted } from '../line.ts'
import { Account, Fax, Frame, newsOf, Sent } from './faxes.ts'
import { allowed, ask, type Asked, type Service } from './http.ts'

export type PhaxioParts = {
  readonly network: Network
  readonly clock: Clock
  readonly settings: Extract<LineSettings, { kind: 'phaxio' }>
  readonly secret: Extract<LineSecret, { kind: 'phaxio' }>
}

const minute = 60_000
const askWithinMs = 15_000
/** Sending is given up, and lost, before the engine gives up on us: nothing goes on behind its back. */
const sendWithinMs = 60_000
const answerWithinMs = 90_000
/** Its list shows one week unless told otherwise. */
const lookBackMs = 30 * 24 * 60 * minute

export function createPhaxio({ network, clock, settings, secret }: PhaxioParts): Driver {
  const basic = Buffer.from(`${secret.key}:${secret.secret}`).toString('base64')
  const service: Service = {
    network,
    address: settings.address.replace(/\/+$/, ''),
    authorization: `Basic ${basic}`,
  }
  const ids = new Map<string, string>()

  async function submit(submission: Submission): Promise<Submitted> {
    const form = formOf(submission)
    const asked = await ask(service, { method: 'POST', path: '/faxes', form, withinMs: sendWithinMs })
    const submitted = submittedBy(asked)
    if (submitted.kind === 'accepted') ids.set(submission.reference, submitted.providerId)
    return submitted
  }

  /** Every fax of ours with this reference; undefined when the service did not say. */
  async function searched(reference: string): Promise<readonly Fax[] | undefined> {
    const after = new Date(clock.now() - lookBackMs).toISOString()
    const query = new URLSearchParams({ direction: 'sent', created_after: after, per_page: '10' })
    query.set('tag[client_ref]', reference)
    const found = dataOf(await get(service, `/faxes?${query.toString()}`), Fax.array())
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

  async function status({ reference }: Call): Promise<News> {
    const id = ids.get(reference)
    if (id === undefined) {
      const found = await list(reference)
      return found.kind === 'found' ? found.news : { phase: 'unknown' }
    }
    const fax = dataOf(await get(service, `/faxes/${id}`), Fax)
    return fax ? newsOf(fax) : { phase: 'unknown' }
  }

  const idOf = async ({ reference }: Call): Promise<string | undefined> => {
    if (!ids.has(reference)) await list(reference)
    return ids.get(reference)
  }

  /** The service only schedules a stop: what came of it is learned by asking on. */
  async function cancel(call: Call): Promise<Cancelled> {
    const id = await idOf(call)
    if (id === undefined) return 'no-answer'
    await ask(service, { method: 'POST', path: `/faxes/${id}/cancel`, withinMs: askWithinMs })
    const news = await status(call)
    if (news.phase === 'cancelled') return 'stopped'
    return news.phase === 'delivered' || news.phase === 'failed' ? 'too-late' : 'no-answer'
  }

  async function remove(call: Call): Promise<'removed' | 'not-known' | 'no-answer'> {
    const id = await idOf(call)
    if (id === undefined) return 'no-answer'
    const asked = await ask(service, { method: 'DELETE', path: `/faxes/${id}/file`, withinMs: askWithinMs })
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
      receives: false,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 15_000, longestCallMs: (pages) => 90 * minute + pages * 3 * minute },
    preflight: () => lookOver(service),
    submit,
    status,
    list,
    cancel,
    remove,
    received: () => Promise.resolve([]),
    content: () => Promise.resolve(undefined),
  }
}

/** One recipient a fax; the number and our reference are all that is said beside the pages. */
function formOf({ reference, to, packet }: Submission): FormData {
  const form = new FormData()
  form.set('to', to)
  form.set('file', new Blob([Uint8Array.from(packet)], { type: 'application/pdf' }), 'fax.pdf')
  form.set('tag[client_ref]', reference)
  form.set('cancel_timeout', '60')
  return form
}

const get = (service: Service, path: string): Promise<Asked> =>
  ask(service, { method: 'GET', path, withinMs: askWithinMs })

/** The `data` of a good answer in the wanted shape; undefined for everything else. */
function dataOf<T extends z.ZodType>(asked: Asked, schema: T): z.output<T> | undefined {
  if (asked.kind !== 'answered' || asked.status !== 200) return undefined
  const frame = Frame.safeParse(asked.body).data
  return frame?.success ? schema.safeParse(frame.data).data : undefined
}

const succeeded = (asked: Asked): boolean =>
  asked.kind === 'answered' && asked.status === 200 && Frame.safeParse(asked.body).data?.success === true

/**
 * What became of handing over. A clear refusal was not taken; too many requests and no connection were not either, and
 * may be tried again; whatever is neither clear yes nor clear no is lost.
 */
function submittedBy(asked: Asked): Submitted {
  if (asked.kind === 'not-sent') return { kind: 'refused', reason: 'provider-trouble' }
  if (asked.kind === 'unknown') return { kind: 'lost' }
  const { status, body } = asked
  if (status === 429) return { kind: 'refused', reason: 'provider-trouble', retryAfterMs: 60_000 }
  if (status === 401 || status === 402 || status === 403) return { kind: 'refused', reason: 'account-trouble' }
  if (status >= 300 && status < 500) return { kind: 'refused', reason: 'refused-by-line' }
  const frame = Frame.safeParse(body).data
  if (status !== 200 || !frame) return { kind: 'lost' }
  if (!frame.success) return { kind: 'refused', reason: 'refused-by-line' }
  const sent = Sent.safeParse(frame.data).data
  return sent ? { kind: 'accepted', providerId: sent.id } : { kind: 'lost' }
}

/** Money and credentials are asked of the account; whether the key pretends, of the last fax it knows. */
async function lookOver(service: Service): Promise<readonly Finding[]> {
  if (!allowed(service.address)) return [{ finding: 'not-protected', verdict: 'stop' }]
  const asked = await get(service, '/account/status')
  const account = dataOf(asked, Account)
  if (!account) return [{ finding: findingFor(asked), verdict: 'stop' }]
  const [last] = dataOf(await get(service, '/faxes?direction=sent&per_page=1'), Fax.array()) ?? []
  return [
    ...(account.balance <= 0 ? [{ finding: 'balance-gone', verdict: 'stop' } as const] : []),
    ...(last?.is_test ? [{ finding: 'test-key', verdict: 'stop' } as const] : []),
    { finding: 'retention-unknown', verdict: 'look' },
    { finding: 'weak-evidence', verdict: 'look' },
  ]
}

function findingFor(asked: Asked): Finding['finding'] {
  if (asked.kind !== 'answered') return 'not-reached'
  if (asked.status === 401 || asked.status === 403) return 'sign-in-refused'
  return asked.status === 429 || asked.status >= 500 ? 'provider-trouble' : 'answer-not-understood'
}
