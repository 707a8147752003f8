/** Telnyx Programmable Fax v2 with its media storage, as its OpenAPI document and its own client show them. */
import {
  fieldOf,
  fileOf,
  formOf,
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

export type Inbound = { readonly id: string; readonly status: string; readonly content: Uint8Array | undefined }
export type TelnyxWorld = {
  readonly media: Map<string, Uint8Array>
  pageStuck: boolean
  inbound: Inbound[]
  /** As the portal sets the application up. */
  application: object
  /** What was sent along when a received fax was fetched from its link. */
  readonly linkHeaders: string[]
}
export type TelnyxService = Service & { readonly telnyx: TelnyxWorld }

export async function telnyxService(key: string): Promise<TelnyxService> {
  const telnyx: TelnyxWorld = {
    media: new Map(),
    pageStuck: false,
    inbound: [],
    application: { id: '1234567890', active: true, outbound: { outbound_voice_profile_id: '1293384261075731499' } },
    linkHeaders: [],
  }
  const service = await startService({
    base: '/v2',
    about,
    answer: (asked, world) =>
      asked.url.pathname.startsWith('/store/')
        ? linked(asked, telnyx)
        : asked.headers.authorization === `Bearer ${key}`
          ? answer(asked, world, telnyx)
          : refusal(401, 'Authentication failed'),
  })
  return { ...service, telnyx }
}

const refusal = (status: number, title: string): Reply => ({
  status,
  json: { errors: [{ code: String(status), title }] },
})

function about({ method, url: { pathname } }: Asked): About {
  if (pathname.startsWith('/fax_applications')) return 'check'
  if (pathname.startsWith('/media')) return method === 'POST' ? 'prepare' : 'remove'
  if (pathname === '/faxes') return method === 'POST' ? 'send' : 'list'
  if (pathname.endsWith('/cancel')) return 'cancel'
  return method === 'DELETE' ? 'remove' : 'ask'
}

function answer(asked: Asked, world: World, telnyx: TelnyxWorld): Reply | Promise<Reply> {
  const { method, url } = asked
  if (url.pathname === '/fax_applications/1234567890') return { status: 200, json: { data: telnyx.application } }
  if (url.pathname === '/media') return upload(asked, telnyx)
  if (url.pathname.startsWith('/media/')) return drop(url, world, telnyx)
  if (url.pathname === '/faxes') return method === 'POST' ? send(asked, world, telnyx) : list(url, world, telnyx)
  const [, id, act] = /^\/faxes\/([\w-]+)(?:\/actions\/(\w+))?$/.exec(url.pathname) ?? []
  const inbound = telnyx.inbound.find((each) => each.id === id)
  if (inbound) return received(method, inbound, world, telnyx)
  const fax = world.faxes.find((each) => each.id === id)
  if (!fax) return refusal(404, 'Resource not found')
  if (method === 'DELETE') {
    fax.removed = true
    return { status: 204 }
  }
  if (act !== 'cancel') return { status: 200, json: { data: objectOf(fax) } }
  if (fax.ending) return refusal(422, 'Fax cannot be canceled in its state')
  fax.ending = 'cancelled'
  return { status: 202, json: { data: { result: 'ok' } } }
}

async function upload(asked: Asked, { media }: TelnyxWorld): Promise<Reply> {
  const form = await formOf(asked)
  const name = fieldOf(form, 'media_name')
  media.set(name, await fileOf(form, 'media'))
  return { status: 201, json: { data: { media_name: name, content_type: 'application/pdf' } } }
}

/** Takes an upload away. */
function drop(url: URL, { faxes }: World, { media }: TelnyxWorld): Reply {
  const name = url.pathname.slice('/media/'.length)
  const known = media.delete(name)
  return known || faxes.some(({ reference, removed }) => reference === name && !removed)
    ? { status: 204 }
    : refusal(404, 'Not found')
}

function send({ body }: Asked, world: World, { media }: TelnyxWorld): Reply {
  const sent = JSON.parse(body.toString('utf8')) as Partial<Record<string, string>>
  const content = media.get(sent['media_name'] ?? '')
  if (!content || !sent['to'] || !sent['from'] || !sent['connection_id']) return refusal(422, 'Unprocessable')
  const id = `00000000-0000-4000-8000-${String(world.faxes.length + 1).padStart(12, '0')}`
  const fax = world.take({ id, to: sent['to'], reference: atob(sent['client_state'] ?? ''), content })
  return { status: 202, json: { data: objectOf(fax) } }
}

/** Two to a page, so that pages are walked. */
function list(url: URL, world: World, { pageStuck, inbound }: TelnyxWorld): Reply {
  const came = url.searchParams.get('filter[direction][eq]') === 'inbound'
  const all = came ? inbound.map((fax) => inboundOf(fax)) : world.listed().map(objectOf)
  const asked = Number(url.searchParams.get('page[number]') ?? url.searchParams.get('page_number') ?? '1')
  const page = pageStuck ? 1 : asked
  const data = all.slice((page - 1) * 2, page * 2)
  const meta = { page_number: page, page_size: 2, total_pages: Math.ceil(all.length / 2), total_results: all.length }
  return { status: 200, json: { data, meta } }
}

function received(method: string, fax: Inbound, { origin }: World, telnyx: TelnyxWorld): Reply {
  if (!fax.content) return refusal(404, 'Resource not found')
  if (method !== 'DELETE')
    return { status: 200, json: { data: inboundOf(fax, `${origin}/v2/store/${fax.id}?sig=abc`) } }
  telnyx.inbound = telnyx.inbound.map((each) => (each.id === fax.id ? { ...each, content: undefined } : each))
  return { status: 204 }
}

/** Its storage: the signed link is all it asks for. */
function linked({ url, headers }: Asked, { inbound, linkHeaders }: TelnyxWorld): Reply {
  linkHeaders.push(Object.keys(headers).join())
  const fax = inbound.find(({ id }) => url.pathname === `/store/${id}`)
  return fax?.content && url.searchParams.get('sig') === 'abc'
    ? { status: 200, bytes: fax.content }
    : refusal(403, 'no')
}

const inboundOf = ({ id, status }: Inbound, link: string | null = null): object => ({
  record_type: 'fax',
  id,
  direction: 'inbound',
  status,
  from: '+12025550132',
  to: '+12025550101',
  media_url: link,
  created_at: '2026-04-14T10:00:00Z',
  updated_at: '2026-04-14T10:01:05Z',
})

const reasons: Partial<Record<NonNullable<ServiceFax['ending']>, string>> = {
  busy: 'user_busy',
  'no-answer': 'receiver_no_answer',
  human: 'fax_initial_communication_timeout',
  partial: 'receiver_call_dropped',
  cancelled: 'sender_canceled',
}

function objectOf({ id, to, reference, ending }: ServiceFax): object {
  const reason = ending && reasons[ending]
  return {
    record_type: 'fax',
    id,
    direction: 'outbound',
    status: !ending ? 'queued' : ending === 'unknown-state' ? 'pondering' : reason ? 'failed' : 'delivered',
    connection_id: '1234567890',
    from: '+12025550101',
    to,
    media_name: reference,
    client_state: btoa(reference),
    quality: 'high',
    store_media: false,
    failure_reason: reason ?? null,
    created_at: '2026-04-14T10:00:00Z',
    updated_at: ending ? '2026-04-14T10:01:05Z' : '2026-04-14T10:00:00Z',
  }
}
