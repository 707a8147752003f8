/**
 * SignalWire's compatibility API, which speaks Twilio's fax language (Twilio's own service ended on 17 December 2021). It
 * takes no upload: it fetches the pages from a one-time address of ours, once, so nothing is sent while the practice has no
 * public address. It keeps no reference of ours: a call whose answer was lost is only known if the service calls back.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Quality } from '#app/contract/desk/drafts.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { PartsOf } from '../drivers.ts'
import { formBody } from '../http/body.ts'
import { createHttp, type Asked } from '../http/client.ts'
import { findingFor, good, notTaken, parsed, read, removedBy } from '../http/meaning.ts'
import type { Call, Cancelled, Driver, News, Submission, Submitted } from '../line.ts'
import { noWayIn } from '../way-in.ts'
import { refusalOf } from './codes.ts'
import { Fax, Listed, newsOf, receivedIn, Refusal } from './faxes.ts'

const minute = 60_000
const sendWithinMs = 60_000
const answerWithinMs = 90_000
const lookBackMs = 30 * 24 * 60 * minute
/** Pages of its list, 500 faxes each, before we stop believing that it ends. */
const listPagesAtMost = 10
const listAtMost = 8 * 1024 * 1024
/** It keeps a fax pending between five minutes and five hours. */
const pendingAtLeastMinutes = 5
/** Calls a minute of a space, unless the company allows more. */
const callsPerMinute = 60

const qualities: Readonly<Record<Quality, string>> = { standard: 'standard', fine: 'fine', superfine: 'superfine' }

export function createSignalwire(parts: PartsOf<'signalwire'>): Driver {
  const { network, clock, settings, secret, wayIn = noWayIn } = parts
  const { projectId, proxy } = settings
  const space = settings.address.replace(/\/+$/, '')
  const basic = Buffer.from(`${projectId}:${secret.apiToken}`).toString('base64')
  const signedIn = { authorization: `Basic ${basic}` }
  const http = createHttp({ network, clock, address: space, proxy, headers: signedIn })
  const { ask } = http
  const faxes = `/api/laml/2010-04-01/Accounts/${projectId}/Faxes`

  async function submit(submission: Submission): Promise<Submitted> {
    const { reference, packet } = submission
    const media = wayIn.handOut({ reference, bytes: packet, type: 'application/pdf' })
    // Its port may be free again, or its settings back, in a minute: tried again before a person is asked.
    if (media === undefined) return { kind: 'refused', reason: 'line-trouble' }
    const called = wayIn.callbackFor(reference)
    const body = formBody([
      ['To', submission.to],
      ['From', settings.from],
      ['MediaUrl', media],
      ['Quality', qualities[submission.quality]],
      ['StoreMedia', 'false'],
      ['Ttl', String(Math.max(pendingAtLeastMinutes, wayIn.minutes()))],
      ...(called === undefined ? [] : ([['StatusCallback', called]] as const)),
    ])
    const submitted = submittedBy(await ask({ method: 'POST', path: faxes, body, withinMs: sendWithinMs }))
    // A lost one may have been taken, and is fetched then: its address lasts as long as it lasts.
    if (submitted.kind === 'refused') wayIn.revoke(reference)
    return submitted
  }

  async function status({ reference, providerId, ...handedOver }: Call): Promise<News> {
    if (providerId === undefined) return { phase: 'unknown' }
    const fax = read(await ask({ method: 'GET', path: `${faxes}/${providerId}` }), Fax)
    const news: News = fax ? newsOf(fax, handedOver) : { phase: 'unknown' }
    if (news.phase === 'delivered' || news.phase === 'failed' || news.phase === 'cancelled') wayIn.revoke(reference)
    return news
  }

  /** Only what waits can be stopped; what is on the line is not, and says so. */
  async function cancel(call: Call): Promise<Cancelled> {
    if (call.providerId === undefined) return 'no-answer'
    const body = formBody([['Status', 'canceled']])
    await ask({ method: 'POST', path: `${faxes}/${call.providerId}`, body })
    const { phase } = await status(call)
    if (phase === 'cancelled') return 'stopped'
    return phase === 'unknown' ? 'no-answer' : 'too-late'
  }

  const removeFax = async (id: string) => removedBy(await ask({ method: 'DELETE', path: `${faxes}/${id}` }))

  async function received() {
    const first = { DateCreatedAfter: new Date(clock.now() - lookBackMs).toISOString(), PageSize: '500' }
    let path = `${faxes}?${new URLSearchParams(first).toString()}`
    const found: Fax[] = []
    for (let page = 0; page < listPagesAtMost; page += 1) {
      const listed = read(await ask({ method: 'GET', path, atMost: listAtMost }), Listed)
      if (!listed) return undefined
      found.push(...listed.faxes)
      const next = listed.next_page_uri
      if (!next) return found.flatMap(receivedIn)
      // A page that lies anywhere else is not its next page.
      if (!next.startsWith(`${faxes}?`) && !next.startsWith(`${faxes}.json?`)) return undefined
      path = next
    }
    return undefined
  }

  /** Its link may lie on a host of its own; credentials go to the space and nowhere else. */
  async function content(id: string): Promise<Uint8Array | 'gone' | undefined> {
    const one = await ask({ method: 'GET', path: `${faxes}/${id}` })
    if (isGone(one)) return 'gone'
    const link = read(one, Fax)?.media_url
    if (!link) return undefined
    const address = URL.parse(link, `${space}/`)
    if (!address) return undefined
    const own = address.origin === URL.parse(space)?.origin
    const media = createHttp({ network, clock, address: address.href, proxy, ...(own ? { headers: signedIn } : {}) })
    const asked = await media.ask({ method: 'GET', path: '', atMost: documentLimits.bytesAtMost })
    if (isGone(asked)) return 'gone'
    return asked.kind === 'answered' && good(asked) ? asked.bytes : undefined
  }

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await ask({ method: 'GET', path: faxes, query: { PageSize: '1' } })
    if (!read(asked, Listed)) return [{ finding: findingFor(asked), verdict: 'stop' }]
    return [
      ...(wayIn.open() ? [] : [{ finding: 'no-public-address', verdict: 'stop' } as const]),
      // Whether links of received faxes need credentials is a switch of its console, which cannot be read.
      { finding: 'links-unprotected', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 5,
      countsPages: false,
      cancels: true,
      removes: true,
      receives: true,
      fetches: true,
      superfine: true,
      listing: { kind: 'none' },
    },
    pace: {
      answerWithinMs,
      askEveryMs: 15_000,
      longestCallMs: (pages) => 90 * minute + pages * 3 * minute,
      submissionsPerMinute: callsPerMinute,
    },
    preflight,
    submit,
    status,
    list: () => Promise.resolve({ kind: 'no-answer' }),
    cancel,
    remove: async ({ providerId }) => (providerId === undefined ? 'no-answer' : removeFax(providerId)),
    received,
    content,
    removeReceived: removeFax,
  }
}

const isGone = (asked: Asked): boolean => asked.kind === 'answered' && asked.status === 404

/** Its own code says more of a refusal than the status. */
function submittedBy(asked: Asked): Submitted {
  const refused = notTaken(asked)
  if (refused?.kind === 'refused' && asked.kind === 'answered') {
    const reason = refusalOf(parsed(asked.bytes, Refusal)?.code)
    return reason ? { kind: 'refused', reason } : refused
  }
  if (refused) return refused
  const fax = read(asked, Fax)
  return fax ? { kind: 'accepted', providerId: fax.sid } : { kind: 'lost' }
}
