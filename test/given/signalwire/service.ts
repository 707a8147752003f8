/**
 * SignalWire's compatibility API as its OpenAPI document and its own client show it. It takes no pages: when a fax is sent it
 * goes and fetches them, once, from the address it is given, as the real one does.
 */
import {
  basicOf,
  fieldOf,
  formOf,
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

export const project = 'b08dacad-0000-4000-8000-000000000001'
const base = '/api/laml/2010-04-01/Accounts/'

export type Inbound = { readonly id: string; readonly status: string; readonly content: Uint8Array | undefined }
export type SignalwireWishes = {
  inbound: Inbound[]
  /** It has begun to send: too late to stop. */
  sending: boolean
  /** Whether it fetches the pages, and when: with the order, or when told. */
  fetches: 'at-once' | 'never'
  /** What the last fetch brought. */
  fetched: number[]
  /** How it gets from a public address to this computer: as a practice's own proxy would. */
  reach: (address: string) => string
  /** Where it was told to call, by fax. */
  readonly callbacks: Map<string, string>
  errorMessage: string
}
export type SignalwireService = Service & { readonly wishes: SignalwireWishes }

export async function signalwireService(token: string): Promise<SignalwireService> {
  const wishes: SignalwireWishes = {
    inbound: [],
    sending: false,
    fetches: 'at-once',
    fetched: [],
    reach: (address) => address,
    callbacks: new Map(),
    errorMessage: '',
  }
  const authorization = basicOf(project, token)
  const service = await startService({
    base: '',
    about,
    answer: (asked, world) =>
      asked.headers.authorization === authorization ? answer(asked, world, wishes) : refusal(401, 20_003),
  })
  return { ...service, wishes }
}

const refusal = (status: number, code: number): Reply => ({
  status,
  json: { code, message: 'refused', more_info: '', status },
})

const pathOf = (url: URL): string => url.pathname.slice(base.length + project.length)

function about({ method, url }: Asked): About {
  const path = pathOf(url)
  if (path === '/Faxes') return method === 'POST' ? 'send' : url.searchParams.get('PageSize') === '1' ? 'check' : 'list'
  if (method === 'DELETE') return 'remove'
  return method === 'POST' ? 'cancel' : 'ask'
}

async function answer(asked: Asked, world: World, wishes: SignalwireWishes): Promise<Reply> {
  const { method, url } = asked
  const path = pathOf(url)
  if (path === '/Faxes' || path === '/Faxes.json')
    return method === 'POST' ? send(asked, world, wishes) : list(url, world, wishes)
  const [, id = '', media] = /^\/Faxes\/([\w-]+)(\/media)?$/.exec(path) ?? []
  const inbound = wishes.inbound.find((each) => each.id === id)
  if (inbound) return received(method, media !== undefined, inbound, world, wishes)
  const fax = world.faxes.find((each) => each.id === id)
  if (!fax || fax.removed) return refusal(404, 20_404)
  if (method === 'GET') return { status: 200, json: objectOf(fax, wishes) }
  if (method === 'DELETE') {
    if (!fax.ending && !without(fax, wishes)) return refusal(409, 20_009)
    fax.removed = true
    return { status: 204 }
  }
  if (fax.ending || without(fax, wishes) || wishes.sending) return refusal(400, 10_000)
  fax.ending = 'cancelled'
  return { status: 200, json: objectOf(fax, wishes) }
}

async function send(asked: Asked, world: World, wishes: SignalwireWishes): Promise<Reply> {
  const form = await formOf(asked)
  const [to, from, media] = [fieldOf(form, 'To'), fieldOf(form, 'From'), fieldOf(form, 'MediaUrl')]
  if (to === '' || from === '' || media === '') return refusal(422, 10_000)
  const id = `8f3c1b1e-0000-4000-8000-${String(world.faxes.length + 1).padStart(12, '0')}`
  const callback = fieldOf(form, 'StatusCallback')
  wishes.callbacks.set(id, callback)
  const reference = URL.parse(callback)?.searchParams.get('ref') ?? ''
  const content = wishes.fetches === 'at-once' ? await fetched(media, wishes) : new Uint8Array()
  const fax = world.take({ id, to, reference, content })
  return { status: 200, json: objectOf(fax, wishes) }
}

/** As it would itself: a plain GET, no credentials. Whoever had the pages may be gone by then: it gets none (status 0). */
export async function fetched(media: string, wishes: SignalwireWishes): Promise<Uint8Array> {
  try {
    const answered = await fetch(wishes.reach(media))
    const bytes = new Uint8Array(await answered.arrayBuffer())
    wishes.fetched.push(answered.status)
    return answered.ok ? bytes : new Uint8Array()
  } catch {
    wishes.fetched.push(0)
    return new Uint8Array()
  }
}

/** It was to fetch the pages with the order and got none: it dials nobody. */
const without = ({ content, ending }: ServiceFax, { fetches }: SignalwireWishes): boolean =>
  fetches === 'at-once' && content.byteLength === 0 && ending !== 'cancelled'

/** Two to a page, so that pages are walked. */
function list(url: URL, world: World, wishes: SignalwireWishes): Reply {
  const all = [
    ...world.listed().map((fax) => objectOf(fax, wishes)),
    ...wishes.inbound.map((fax) => inboundOf(fax, world.origin)),
  ]
  const page = Number(url.searchParams.get('Page') ?? '0')
  const more = (page + 1) * 2 < all.length
  const next = `${base}${project}/Faxes?Page=${page + 1}&PageToken=PT${page + 1}`
  return {
    status: 200,
    json: {
      uri: `${base}${project}/Faxes`,
      first_page_uri: `${base}${project}/Faxes`,
      next_page_uri: more ? next : null,
      previous_page_uri: null,
      page,
      page_size: 2,
      faxes: all.slice(page * 2, page * 2 + 2),
    },
  }
}

function received(method: string, media: boolean, fax: Inbound, world: World, wishes: SignalwireWishes): Reply {
  if (!fax.content) return refusal(404, 20_404)
  if (method === 'DELETE') {
    wishes.inbound = wishes.inbound.map((each) => (each.id === fax.id ? { ...each, content: undefined } : each))
    return { status: 204 }
  }
  return media ? { status: 200, bytes: fax.content } : { status: 200, json: inboundOf(fax, world.origin) }
}

const states: Record<NonNullable<ServiceFax['ending']>, string> = {
  delivered: 'delivered',
  busy: 'busy',
  'no-answer': 'no-answer',
  human: 'failed',
  partial: 'failed',
  cancelled: 'canceled',
  'unknown-state': 'pondering',
}
const messages: Partial<Record<NonNullable<ServiceFax['ending']>, string>> = {
  human: 'The call dropped prematurely',
  partial: 'No response after sending a page',
}

const common = {
  account_sid: project,
  api_version: 'v1',
  quality: 'fine',
  duration: 0,
  price: null,
  price_unit: 'USD',
  error_code: null,
}

function objectOf(fax: ServiceFax, wishes: SignalwireWishes): object {
  const { id, to, ending } = fax
  const { sending, errorMessage } = wishes
  const unfetched = without(fax, wishes)
  const status = unfetched ? 'failed' : ending ? states[ending] : sending ? 'sending' : 'queued'
  const message = unfetched ? 'Document loading error' : messages[ending ?? 'human']
  return {
    ...common,
    sid: id,
    direction: 'outbound',
    from: '+12025550101',
    to,
    status,
    num_pages: status === 'delivered' ? '2' : null,
    media_sid: id,
    media_url: null,
    error_message: status === 'failed' ? errorMessage || message : null,
    date_created: '2026-04-14T10:00:00Z',
    date_updated: ending ? '2026-04-14T10:01:05Z' : '2026-04-14T10:00:00Z',
    links: { media: `/fax/v1/Faxes/${id}/Media` },
    url: `/fax/v1/Faxes/${id}`,
  }
}

const inboundOf = ({ id, status }: Inbound, origin: string): object => ({
  ...common,
  sid: id,
  direction: 'inbound',
  from: '+12025550132',
  to: '+12025550101',
  status,
  num_pages: '2',
  media_sid: id,
  media_url: `${origin}${base}${project}/Faxes/${id}/media`,
  error_message: null,
  date_created: '2026-04-14T10:00:00Z',
  date_updated: '2026-04-14T10:01:05Z',
  links: { media: `/fax/v1/Faxes/${id}/Media` },
  url: `/fax/v1/Faxes/${id}`,
})
