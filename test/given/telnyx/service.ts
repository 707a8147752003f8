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

export type TelnyxWorld = { readonly media: Map<string, Uint8Array>; pageStuck: boolean }
export type TelnyxService = Service & { readonly telnyx: TelnyxWorld }

export async function telnyxService(key: string): Promise<TelnyxService> {
  const telnyx: TelnyxWorld = { media: new Map(), pageStuck: false }
  const service = await startService({
    base: '/v2',
    about,
    answer: (asked, world) =>
      asked.headers.authorization === `Bearer ${key}`
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
  if (url.pathname === '/fax_applications/1234567890') return { status: 200, json: { data: { id: '1234567890' } } }
  if (url.pathname === '/media') return upload(asked, telnyx)
  if (url.pathname.startsWith('/media/')) return drop(url, world, telnyx)
  if (url.pathname === '/faxes') return method === 'POST' ? send(asked, world, telnyx) : list(url, world, telnyx)
  const [, id, act] = /^\/faxes\/([\w-]+)(?:\/actions\/(\w+))?$/.exec(url.pathname) ?? []
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
function list(url: URL, world: World, { pageStuck }: TelnyxWorld): Reply {
  const all = world.listed()
  const asked = Number(url.searchParams.get('page[number]') ?? url.searchParams.get('page_number') ?? '1')
  const page = pageStuck ? 1 : asked
  const data = all.slice((page - 1) * 2, page * 2).map(objectOf)
  const meta = { page_number: page, page_size: 2, total_pages: Math.ceil(all.length / 2), total_results: all.length }
  return { status: 200, json: { data, meta } }
}

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
