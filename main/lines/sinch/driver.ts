/**
 * Sinch Fax v3: a cloud service, successor of Phaxio. It knows no way to stop a fax, and its filter by label is not
 * documented well enough to use: its list is read by time and matched here. Retries are ours (`maxRetries: 0`; whether
 * the service heeds it could not be confirmed). Its own storage is a switch of the fax service, which a check reads.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import type { Finding } from '#app/domain/fax/line.ts'
import type { PartsOf } from '../drivers.ts'
import { formBody, jsonBody } from '../http/body.ts'
import { createHttp, type Asked, type Request } from '../http/client.ts'
import { findingFor, good, notTaken, read, removedBy } from '../http/meaning.ts'
import type { Call, Driver, HandedOver, Submission, Submitted } from '../line.ts'
import { createLookup, since } from '../lookup.ts'
import { Fax, FaxService, Listed, newsOf, receivedIn, Token } from './faxes.ts'
import { withoutCancel } from '../without.ts'

const minute = 60_000
const sendWithinMs = 60_000
const answerWithinMs = 90_000
/** JSON adds a third to a packet, and a request may have 20 MB. */
const packetAtMost = 14_000_000
/** How far back received faxes are looked for: its list shows about a week by itself. */
const lookBackMs = 30 * 24 * 60 * minute
/** Pages of a list, 1000 faxes each, before we stop believing that it ends. */
const listPagesAtMost = 10

export function createSinch(parts: PartsOf<'sinch'>): Driver {
  const { clock, settings, wayIn } = parts
  const faxes = `/projects/${settings.projectId}/faxes`
  const { ask, allowed } = createSignedIn(parts)

  async function submit(submission: Submission): Promise<Submitted> {
    if (submission.packet.byteLength > packetAtMost) return { kind: 'refused', reason: 'refused-by-line' }
    const body = jsonBody({ ...bodyOf(submission, settings), ...calledAt(wayIn?.callbackFor(submission.reference)) })
    const asked = await ask({ method: 'POST', path: faxes, body, withinMs: sendWithinMs })
    const fax = read(asked, Fax)
    return notTaken(asked) ?? (fax ? { kind: 'accepted', providerId: fax.id } : { kind: 'lost' })
  }

  /** Every fax of a direction since; undefined when the service did not say, or does not come to an end. */
  async function faxesSince(
    from: number,
    which: Readonly<Record<string, string>>,
  ): Promise<readonly Fax[] | undefined> {
    const found: Fax[] = []
    const query = { ...which, 'createTime>': seconds(from), pageSize: '1000' }
    for (let page = 1; page <= listPagesAtMost; page += 1) {
      const listed = read(await ask({ method: 'GET', path: faxes, query: { ...query, page: String(page) } }), Listed)
      if (!listed) return undefined
      found.push(...listed.faxes)
      if (page >= listed.totalPages) return found
    }
    return undefined
  }

  const lookup = createLookup<Fax>({
    idOf: ({ id }) => id,
    newsOf,
    one: async (id) => read(await ask({ method: 'GET', path: `${faxes}/${id}` }), Fax),
    matching: async (reference: string, handedOver: Partial<HandedOver>) =>
      (await faxesSince(since(clock.now(), handedOver), { direction: 'OUTBOUND' }))?.filter(
        ({ labels }) => labels?.['client_ref'] === reference,
      ),
  })

  async function remove(call: Call): Promise<'removed' | 'not-known' | 'no-answer'> {
    const id = await lookup.idOf(call)
    if (id === undefined) return 'no-answer'
    return removedBy(await ask({ method: 'DELETE', path: `${faxes}/${id}/file` }))
  }

  async function preflight(): Promise<readonly Finding[]> {
    if (!allowed) return [{ finding: 'not-protected', verdict: 'stop' }]
    const path = `/projects/${settings.projectId}/services/${settings.serviceId}`
    const asked = await ask({ method: 'GET', path })
    if (asked.kind === 'answered' && asked.status === 404)
      return [{ finding: 'sending-set-up-missing', verdict: 'stop' }]
    const service = read(asked, FaxService)
    if (!service) return [{ finding: findingFor(asked), verdict: 'stop' }]
    const numbers = await ask({ method: 'GET', path: `${path}/numbers`, query: { pageSize: '1000' } })
    return [
      ...(lists(numbers, settings.from) === false
        ? [{ finding: 'not-of-this-account', verdict: 'look' } as const]
        : []),
      ...storage(service.saveOutboundFaxDocuments, 'keeps-sent-pages'),
      ...storage(service.saveInboundFaxDocuments, 'keeps-received-pages'),
    ]
  }

  return {
    capabilities: {
      training: false,
      concurrency: 5,
      countsPages: true,
      cancels: false,
      removes: true,
      receives: true,
      superfine: true,
      listing: { kind: 'lagging', lagMs: 5 * minute },
    },
    pace: { answerWithinMs, askEveryMs: 15_000, longestCallMs: (pages) => 30 * minute + pages * 3 * minute },
    preflight,
    submit,
    status: lookup.status,
    list: lookup.list,
    // Neither of the vendor's own clients knows a way to stop a fax.
    ...withoutCancel,
    remove,
    received: async () => {
      const which = { direction: 'INBOUND', serviceId: settings.serviceId }
      return (await faxesSince(clock.now() - lookBackMs, which))?.flatMap(receivedIn)
    },
    content: async (id) => {
      const path = `${faxes}/${id}/file`
      const asked = await ask({ method: 'GET', path, atMost: documentLimits.bytesAtMost })
      if (asked.kind === 'answered' && asked.status === 404) return 'gone'
      return asked.kind === 'answered' && good(asked) ? asked.bytes : undefined
    },
    removeReceived: (id) => remove({ reference: '', providerId: id }),
  }
}

/** Whether an answer lists a number, whatever its fields are called; undefined without a good answer. */
const lists = (asked: Asked, number: string): boolean | undefined =>
  asked.kind === 'answered' && good(asked)
    ? Buffer.from(asked.bytes).toString('utf8').includes(number.replace('+', ''))
    : undefined

/** A switch that is on by default: whatever is not `false` keeps pages. */
const storage = (
  saves: boolean | null | undefined,
  finding: 'keeps-sent-pages' | 'keeps-received-pages',
): readonly Finding[] => (saves === false ? [] : [{ finding, verdict: 'look' }])

/** UTC, without fractions, as its list wants it. */
const seconds = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

/** Where it is to call, as JSON: its other form would bring the pages along in parts. */
const calledAt = (address: string | undefined): object =>
  address === undefined ? {} : { callbackUrl: address, callbackUrlContentType: 'application/json' }

/** Our reference travels as a label; header and cover page stay out. */
const bodyOf = (
  { reference, to, packet, quality }: Submission,
  { from, serviceId }: PartsOf<'sinch'>['settings'],
): object => ({
  to,
  from,
  serviceId,
  files: [{ file: Buffer.from(packet).toString('base64'), fileType: 'PDF' }],
  labels: { client_ref: reference },
  maxRetries: 0,
  resolution: quality === 'superfine' ? 'SUPERFINE' : 'FINE',
  imageConversionMethod: 'MONOCHROME',
})

/** Signs in with OAuth2 client credentials, keeps the token while it lasts, and renews it once when it is refused. */
function createSignedIn({ network, clock, settings, secret }: PartsOf<'sinch'>) {
  const { address, tokenAddress, proxy } = settings
  const basic = Buffer.from(`${secret.keyId}:${secret.keySecret}`).toString('base64')
  const door = createHttp({
    network,
    clock,
    address: tokenAddress,
    proxy,
    headers: { authorization: `Basic ${basic}` },
  })
  const http = createHttp({ network, clock, address, proxy })
  let kept: { readonly token: string; readonly from: number; readonly until: number } | undefined

  /** The token, or what came of asking for one. */
  async function token(): Promise<string | Asked> {
    const now = clock.now()
    if (kept && now >= kept.from && now < kept.until) return kept.token
    const asked = await door.ask({ method: 'POST', path: '', body: formBody([['grant_type', 'client_credentials']]) })
    const given = read(asked, Token)
    if (!given) return asked
    kept = { token: given.access_token, from: now, until: now + given.expires_in * 1_000 - minute }
    return kept.token
  }

  async function ask(request: Request): Promise<Asked> {
    const first = await asking(request)
    if (first.kind !== 'answered' || first.status !== 401 || !kept) return first
    kept = undefined
    return asking(request)
  }

  async function asking(request: Request): Promise<Asked> {
    const given = await token()
    if (typeof given !== 'string') return notSignedIn(given)
    return http.ask({ ...request, headers: { authorization: `Bearer ${given}` } })
  }

  return { ask, allowed: http.allowed && door.allowed }
}

/** Without a token the request itself never left: what is unknown of signing in is not unknown of the fax. */
const notSignedIn = (asked: Asked): Asked => {
  if (asked.kind === 'answered' && asked.status >= 400 && asked.status < 500) return { ...asked, status: 401 }
  return asked.kind === 'put-off' ? asked : { kind: 'not-sent' }
}
