/**
 * Telnyx Programmable Fax v2: a cloud service. Pages are uploaded first and dialled by a second call, so a crash between
 * the two dials nothing; the upload is named by our reference, ends by itself after a day, and is removed after every
 * attempt together with the fax. It counts no pages, so no fax that may have put one through is retried.
 */
import type { Quality } from '#app/contract/desk/drafts.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { PartsOf } from '../drivers.ts'
import { jsonBody, multipartBody } from '../http/body.ts'
import { createHttp, type Asked } from '../http/client.ts'
import { findingFor, good, notPrepared, notTaken, read, removedBy } from '../http/meaning.ts'
import type { Call, Cancelled, Driver, HandedOver, Submission, Submitted } from '../line.ts'
import { createLookup, since } from '../lookup.ts'
import { Application, type Fax, Listed, newsOf, One, ours, receivedIn, stateOf } from './faxes.ts'

const minute = 60_000
/** The upload and the call that dials, together less than `answerWithinMs`. */
const uploadWithinMs = 45_000
const sendWithinMs = 30_000
const answerWithinMs = 90_000
const uploadLastsSeconds = 24 * 60 * 60
const packetAtMost = 20_000_000
const listPagesAtMost = 40
/** How far back received faxes are looked for; the company keeps them for a week. */
const lookBackMs = 8 * 24 * 60 * minute

const qualities: Readonly<Record<Quality, string>> = { standard: 'normal', fine: 'high', superfine: 'very_high' }

export function createTelnyx({ network, clock, settings, secret, wayIn }: PartsOf<'telnyx'>): Driver {
  const http = createHttp({ network, clock, ...settings, headers: { authorization: `Bearer ${secret.apiKey}` } })
  const { ask } = http

  async function submit(submission: Submission): Promise<Submitted> {
    if (submission.packet.byteLength > packetAtMost) return { kind: 'refused', reason: 'refused-by-line' }
    const refused = notPrepared(await upload(submission))
    if (refused) return refused
    const called = wayIn?.callbackFor(submission.reference)
    const body = jsonBody({ ...bodyOf(submission, settings), ...(called === undefined ? {} : { webhook_url: called }) })
    const asked = await ask({ method: 'POST', path: '/faxes', body, withinMs: sendWithinMs })
    const fax = read(asked, One)?.data
    return notTaken(asked) ?? (fax ? { kind: 'accepted', providerId: fax.id } : { kind: 'lost' })
  }

  const upload = ({ reference, packet }: Submission): Promise<Asked> =>
    ask({
      method: 'POST',
      path: '/media',
      withinMs: uploadWithinMs,
      body: multipartBody([
        { name: 'media_name', value: reference },
        { name: 'ttl_secs', value: String(uploadLastsSeconds) },
        { name: 'media', file: packet, type: 'application/pdf', fileName: 'fax.pdf' },
      ]),
    })

  /** Every fax of a direction since; undefined when the service did not say, or its pages do not go forward. */
  async function faxesSince(direction: 'outbound' | 'inbound', from: number): Promise<readonly Fax[] | undefined> {
    const found: Fax[] = []
    const query = { 'filter[direction][eq]': direction, 'filter[created_at][gte]': new Date(from).toISOString() }
    for (let page = 1; page <= listPagesAtMost; page += 1) {
      const asked = await ask({
        method: 'GET',
        path: '/faxes',
        query: { ...query, 'page[number]': String(page), 'page[size]': '250' },
      })
      const listed = read(asked, Listed)
      // Its documents and its own client disagree on how a page is asked for: a page that is another one ends the walk.
      if (listed?.meta.page_number !== page) return undefined
      found.push(...listed.data)
      if (page >= listed.meta.total_pages) return found
    }
    return undefined
  }

  const lookup = createLookup<Fax>({
    idOf: ({ id }) => id,
    newsOf,
    one: async (id) => read(await ask({ method: 'GET', path: `/faxes/${id}` }), One)?.data,
    matching: async (reference: string, handedOver: Partial<HandedOver>) =>
      (await faxesSince('outbound', since(clock.now(), handedOver)))?.filter((fax) => ours(fax, reference)),
  })

  async function cancel(call: Call): Promise<Cancelled> {
    const id = await lookup.idOf(call)
    if (id === undefined) return 'no-answer'
    await ask({ method: 'POST', path: `/faxes/${id}/actions/cancel`, body: jsonBody({}) })
    const news = await lookup.status({ ...call, providerId: id })
    if (news.phase === 'cancelled') return 'stopped'
    return news.phase === 'delivered' || news.phase === 'failed' ? 'too-late' : 'no-answer'
  }

  /** The upload first: it holds the pages. Either may be gone already; where only one is, that is not believed at once. */
  async function remove(call: Call): Promise<'removed' | 'not-known' | 'no-answer'> {
    const id = await lookup.idOf(call)
    if (id === undefined) return 'no-answer'
    const drop = async (path: string) => removedBy(await ask({ method: 'DELETE', path }))
    const paths = [`/media/${call.reference}`, `/faxes/${id}`]
    const became = []
    for (const path of paths) became.push(await drop(path))
    if (became.every((each) => each === 'not-known')) return 'not-known'
    for (const [at, path] of paths.entries()) if (became[at] === 'not-known') became[at] = await drop(path)
    return became.includes('no-answer') ? 'no-answer' : 'removed'
  }

  /** A new link, good for ten minutes, on a host of its own: credentials do not go there. */
  async function content(id: string): Promise<Uint8Array | 'gone' | undefined> {
    const renewed = await ask({ method: 'POST', path: `/faxes/${id}/actions/refresh`, body: jsonBody({}) })
    if (gone(renewed)) return 'gone'
    const fax = read(renewed, One)?.data
    const link = fax?.stored_media_url ?? fax?.media_url
    if (!link) return undefined
    const store = createHttp({ network, clock, address: link, proxy: settings.proxy })
    const asked = await store.ask({ method: 'GET', path: '', atMost: documentLimits.bytesAtMost })
    if (gone(asked)) return 'gone'
    return asked.kind === 'answered' && good(asked) ? asked.bytes : undefined
  }

  const removeReceived = async (id: string) => removedBy(await ask({ method: 'DELETE', path: `/faxes/${id}` }))

  async function preflight(): Promise<readonly Finding[]> {
    if (!http.allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const asked = await ask({ method: 'GET', path: `/fax_applications/${settings.connectionId}` })
    if (gone(asked)) return [{ finding: 'sending-set-up-missing', verdict: 'stop' }]
    const application = read(asked, Application)?.data
    if (!application) return [{ finding: findingFor(asked), verdict: 'stop' }]
    // Without a voice profile every fax fails, and says so only then. An answer that tells nothing of it proves nothing.
    const unset = application.active === false || application.outbound?.outbound_voice_profile_id === null
    return [
      ...(unset ? [{ finding: 'sending-set-up-missing', verdict: 'stop' } as const] : []),
      { finding: 'retention-unknown', verdict: 'look' },
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 10,
      countsPages: false,
      cancels: true,
      removes: true,
      receives: true,
      superfine: true,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 10_000, longestCallMs: (pages) => 30 * minute + pages * 3 * minute },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    cancel,
    remove,
    received: async () => (await faxesSince('inbound', clock.now() - lookBackMs))?.flatMap(receivedIn),
    content,
    removeReceived,
  }
}

const gone = (asked: Asked): boolean => asked.kind === 'answered' && asked.status === 404

/** Nothing about storing: a copy is kept only where it is asked for, and may not be asked for with an upload. */
const bodyOf = (
  { reference, to, quality }: Submission,
  { connectionId, from }: PartsOf<'telnyx'>['settings'],
): object => ({
  connection_id: connectionId,
  from,
  to,
  media_name: reference,
  client_state: stateOf(reference),
  quality: qualities[quality],
})
