/** Notifyre's dated interface as its own client shows it: upload, conversion, a last call that dials, and a list. */
import {
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

export type Inbound = { readonly id: string; readonly status: string; readonly content: Uint8Array }
export type NotifyreWorld = {
  inbound: Inbound[]
  readonly files: Map<string, Uint8Array>
  /** What conversions say next, in order; afterwards they are done. */
  readonly conversions: string[]
  /** The account's own number. */
  number: string
}
export type NotifyreService = Service & { readonly notifyre: NotifyreWorld }

export async function notifyreService(token: string): Promise<NotifyreService> {
  const notifyre: NotifyreWorld = { inbound: [], files: new Map(), conversions: [], number: '+12025550101' }
  const service = await startService({
    base: '/20220711',
    about,
    answer: (asked, world) =>
      asked.headers['x-api-token'] === token ? answer(asked, world, notifyre) : refusal(401, 'Unauthorized'),
  })
  return { ...service, notifyre }
}

const payload = (value: unknown): Reply => ({
  status: 200,
  json: { success: true, statusCode: 200, message: 'OK', payload: value, errors: [] },
})
const refusal = (status: number, message: string): Reply => ({
  status,
  json: { success: false, statusCode: status, message, payload: null, errors: [message] },
})

function about({ method, url: { pathname } }: Asked): About {
  if (pathname.startsWith('/fax/send/conversion')) return 'prepare'
  if (pathname === '/fax/send') return method === 'POST' ? 'send' : 'list'
  return 'check'
}

function answer(asked: Asked, world: World, notifyre: NotifyreWorld): Reply {
  const { pathname, searchParams } = asked.url
  if (pathname === '/fax/numbers')
    return payload({ numbers: [{ id: 1, countryCode: 1, e164: notifyre.number, status: 'active' }] })
  if (pathname.startsWith('/fax/received')) return received(asked, notifyre)
  if (pathname === '/fax/send')
    return asked.method === 'POST' ? send(asked, world, notifyre) : list(searchParams, world)
  if (asked.method === 'POST') return upload(asked, notifyre)
  const name = pathname.slice('/fax/send/conversion/'.length)
  if (!notifyre.files.has(name)) return refusal(404, 'Not found')
  return payload({ id: name, status: notifyre.conversions.shift() ?? 'successful', pages: 2, fileName: name })
}

/** One to a page, so that pages are walked. The two ways to fetch name the pages differently. */
function received({ method, url }: Asked, notifyre: NotifyreWorld): Reply {
  const [, id, act] = /^\/fax\/received\/([\w-]+)\/(download|download-and-delete)$/.exec(url.pathname) ?? []
  if (id === undefined) {
    if (url.searchParams.get('toNumber') !== notifyre.number) return refusal(400, 'Invalid number')
    const skip = Number(url.searchParams.get('skip'))
    const faxes = notifyre.inbound.slice(skip, skip + 1).map((fax) => ({
      id: fax.id,
      from: '+12025550177',
      to: notifyre.number,
      timestamp: 1_776_160_800,
      status: fax.status,
      pages: 2,
      duration: 24,
      read: false,
    }))
    return payload({ faxes, total: notifyre.inbound.length })
  }
  const fax = notifyre.inbound.find((each) => each.id === id)
  if (!fax || (act === 'download') !== (method === 'GET')) return refusal(404, 'Not found')
  const text = Buffer.from(fax.content).toString('base64')
  if (act === 'download') return payload({ tiffBase64: text, type: 'tiff' })
  notifyre.inbound = notifyre.inbound.filter((each) => each !== fax)
  return payload({ base64Str: text, type: 'tiff' })
}

function upload({ body }: Asked, { files }: NotifyreWorld): Reply {
  const sent = JSON.parse(body.toString('utf8')) as Partial<Record<string, string>>
  if (sent['contentType'] !== 'application/pdf' || !sent['base64Str']) return refusal(400, 'Invalid document')
  const name = `file-${files.size + 1}`
  files.set(name, Buffer.from(sent['base64Str'], 'base64'))
  return payload({ fileID: name, fileName: name })
}

function send({ body }: Asked, world: World, { files }: NotifyreWorld): Reply {
  const { faxes } = JSON.parse(body.toString('utf8')) as {
    readonly faxes: {
      readonly clientReference: string
      readonly files: readonly string[]
      readonly recipients: readonly { readonly type: string; readonly value: string }[]
    }
  }
  const content = files.get(faxes.files[0] ?? '')
  const [to, ...others] = faxes.recipients
  if (!content || to?.type !== 'fax_number' || others.length > 0) return refusal(400, 'Invalid fax')
  const id = `fax-${world.faxes.length + 1}`
  world.take({ id, to: to.value, reference: faxes.clientReference, content })
  return payload({ faxID: id, friendlyID: id.toUpperCase() })
}

/** Two to a page whatever was asked for, so that pages are walked. */
function list(asked: URLSearchParams, world: World): Reply {
  const [from, to] = [Number(asked.get('fromDate')), Number(asked.get('toDate'))]
  if (!(from > 1_000_000_000 && to > from && to < 10_000_000_000)) return refusal(400, 'Invalid range')
  const skip = Number(asked.get('skip'))
  const all = world.listed().toReversed()
  return payload({ faxes: all.slice(skip, skip + 2).map(entryOf), total: all.length })
}

const failures: Partial<Record<NonNullable<ServiceFax['ending']>, string>> = {
  busy: 'Line busy',
  'no-answer': 'No answer',
  human: 'No fax tone',
  partial: 'Connection lost',
}

function entryOf({ id, to, reference, ending }: ServiceFax): object {
  const failed = ending && failures[ending]
  return {
    id,
    friendlyID: id.toUpperCase(),
    recipientID: `recipient-${id}`,
    fromNumber: '+12025550101',
    to,
    reference,
    createdDateUtc: 1_776_160_800,
    queuedDateUtc: 1_776_160_800,
    lastModifiedDateUtc: ending ? 1_776_160_865 : null,
    highQuality: true,
    pages: 2,
    status: !ending ? 'queued' : ending === 'unknown-state' ? 'pondering' : failed ? 'failed' : 'successful',
    failedMessage: failed ?? '',
  }
}
