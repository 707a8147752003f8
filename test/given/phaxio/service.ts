/** Phaxio v2.1 as its recorded exchanges show it. A number's ending says what becomes of a fax; `end` may say otherwise. */
import {
  basicOf,
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

/** Endings of numbers that stand for an error of their own: id and type. */
const byNumber: Readonly<Record<string, readonly [id: number, type: string]>> = {
  '0161': [17, 'lineError'],
  '0162': [112, 'lineError'],
  '0163': [49, 'lineError'],
  '0164': [25, 'faxError'],
  '0165': [75, 'generalError'],
  '0166': [9_999, 'lineError'],
  '0167': [128, 'documentConversionError'],
}

const byEnding: Partial<Record<NonNullable<ServiceFax['ending']>, readonly [id: number, type: string]>> = {
  busy: [17, 'lineError'],
  'no-answer': [112, 'lineError'],
  human: [132, 'faxError'],
  partial: [25, 'faxError'],
  cancelled: [75, 'generalError'],
}

export type Inbound = { readonly id: string; readonly status: string; readonly content: Uint8Array | undefined }
export type PhaxioWishes = { balance: number; duplicate: boolean; test: boolean; inbound: Inbound[] }
export type PhaxioService = Service & { readonly wishes: PhaxioWishes }

export async function phaxioService(key: string, secret: string): Promise<PhaxioService> {
  const wishes: PhaxioWishes = { balance: 1_500, duplicate: false, test: false, inbound: [] }
  const authorization = basicOf(key, secret)
  const service = await startService({
    base: '/v2.1',
    about,
    answer: (asked, world) =>
      asked.headers.authorization === authorization ? answer(asked, world, wishes) : say(401, 'Invalid credentials'),
  })
  return { ...service, wishes }
}

const say = (status: number, message: string, data: unknown = null): Reply => ({
  status,
  json: { success: status === 200, message, data },
})

function about({ method, url: { pathname, searchParams } }: Asked): About {
  if (pathname === '/account/status') return 'check'
  if (pathname === '/faxes') return method === 'POST' ? 'send' : searchParams.has('tag[client_ref]') ? 'list' : 'check'
  if (pathname.endsWith('/cancel')) return 'cancel'
  return method === 'DELETE' ? 'remove' : 'ask'
}

function answer(asked: Asked, world: World, wishes: PhaxioWishes): Reply | Promise<Reply> {
  const { method, url } = asked
  if (url.pathname === '/account/status') return say(200, 'Account status retrieved', { balance: wishes.balance })
  if (url.pathname === '/faxes') {
    return method === 'POST' ? send(asked, world) : say(200, 'Retrieved faxes successfully', listed(url, world, wishes))
  }
  const [, id = '', act = ''] = /^\/faxes\/(\d+)(?:\/(\w+))?$/.exec(url.pathname) ?? []
  const inbound = wishes.inbound.find((each) => each.id === id)
  if (inbound && act === 'file') {
    if (!inbound.content) return say(404, 'Fax not found')
    if (method === 'GET') return { status: 200, bytes: inbound.content }
    wishes.inbound = wishes.inbound.map((each) => (each.id === id ? { ...each, content: undefined } : each))
    return say(200, 'Deleted files successfully!')
  }
  const fax = world.faxes.find((each) => each.id === id)
  if (!fax) return say(404, 'Fax not found')
  if (act === 'file') {
    fax.removed = true
    return say(200, 'Deleted files successfully!')
  }
  if (act === 'cancel') {
    fax.ending ??= 'cancelled'
    return say(200, 'Fax cancellation scheduled successfully.')
  }
  return say(200, 'Metadata for fax', objectOf(fax, wishes))
}

function listed(url: URL, world: World, wishes: PhaxioWishes): unknown[] {
  if (url.searchParams.get('direction') === 'received') return wishes.inbound.map((fax) => inboundOf(fax, wishes))
  const tag = url.searchParams.get('tag[client_ref]')
  const found = world.listed().filter((fax) => tag === null || fax.reference === tag)
  const again = wishes.duplicate ? found.map((fax) => ({ ...fax, id: String(Number(fax.id) + 500) })) : []
  return [...found, ...again].map((fax) => objectOf(fax, wishes))
}

async function send(asked: Asked, world: World): Promise<Reply> {
  const form = await formOf(asked)
  const to = fieldOf(form, 'to') || fieldOf(form, 'to[]')
  const content = await fileOf(form, form.has('file') ? 'file' : 'file[]')
  const id = String(900_000_001 + world.faxes.length)
  world.take({ id, to, reference: fieldOf(form, 'tag[client_ref]'), content })
  return say(200, 'Fax queued for sending', { id: Number(id) })
}

function objectOf({ id, to, reference, ending }: ServiceFax, { test }: PhaxioWishes): object {
  const [errorId, errorType] = (ending === 'delivered' ? byNumber[to.slice(-4)] : ending && byEnding[ending]) ?? []
  const status = !ending
    ? 'queued'
    : ending === 'unknown-state'
      ? 'pondering'
      : errorId === undefined
        ? 'success'
        : 'failure'
  const error = { error_type: errorType ?? null, error_id: errorId ?? null, error_message: null }
  return {
    id: Number(id),
    direction: 'sent',
    num_pages: status === 'success' ? 2 : 0,
    status,
    is_test: test,
    created_at: '2026-04-14T10:00:00.000-06:00',
    completed_at: ending ? '2026-04-14T10:01:05.000-06:00' : null,
    caller_id: '+12025550101',
    cost: 14,
    tags: { client_ref: reference },
    recipients: [{ phone_number: to, status: ending ? status : null, retry_count: 0, ...error }],
    ...error,
    barcodes: [],
  }
}

const inboundOf = ({ id, status }: Inbound, { test }: PhaxioWishes): object => ({
  id: Number(id),
  direction: 'received',
  num_pages: 2,
  status,
  is_test: test,
  created_at: '2026-04-14T10:00:00.000-06:00',
  completed_at: '2026-04-14T10:01:05.000-06:00',
  from_number: '+12025550132',
  to_number: '+12025550101',
})
