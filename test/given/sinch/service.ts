/** Sinch Fax v3 as the vendor's own clients and their tests show it, with its door for tokens on the same server. */
import {
  basicOf,
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

export type Inbound = { readonly id: string; readonly status: string; readonly content: Uint8Array | undefined }
export type SinchWishes = {
  savesSent: boolean
  savesReceived: boolean
  tokens: number
  numbers: string[]
  inbound: Inbound[]
}
export type SinchService = Service & { readonly wishes: SinchWishes; readonly tokenAddress: string }

export async function sinchService(key: string, secret: string): Promise<SinchService> {
  const wishes: SinchWishes = {
    savesSent: false,
    savesReceived: false,
    tokens: 0,
    numbers: ['+12025550101'],
    inbound: [],
  }
  const service = await startService({
    base: '/v3',
    about,
    answer: (asked, world) => {
      if (asked.url.pathname === '/oauth2/token') return token(asked, wishes, basicOf(key, secret))
      if (asked.headers.authorization !== `Bearer token-${wishes.tokens}`) return { status: 401 }
      return answer(asked, world, wishes)
    },
  })
  return { ...service, wishes, tokenAddress: service.address.replace('/v3', '/oauth2/token') }
}

function about({ method, url: { pathname } }: Asked): About {
  if (pathname === '/oauth2/token') return 'other'
  if (pathname.includes('/services/')) return 'check'
  if (pathname.endsWith('/faxes')) return method === 'POST' ? 'send' : 'list'
  return method === 'DELETE' ? 'remove' : 'ask'
}

function token({ headers, body }: Asked, wishes: SinchWishes, authorization: string): Reply {
  if (headers.authorization !== authorization || body.toString() !== 'grant_type=client_credentials')
    return { status: 401 }
  wishes.tokens += 1
  return { status: 200, json: { access_token: `token-${wishes.tokens}`, token_type: 'bearer', expires_in: 3_600 } }
}

function answer(asked: Asked, world: World, wishes: SinchWishes): Reply {
  const { method, url } = asked
  const path = /^\/projects\/project-1(\/.*)$/.exec(url.pathname)?.[1]
  if (path === '/services/service-1')
    return {
      status: 200,
      json: { saveOutboundFaxDocuments: wishes.savesSent, saveInboundFaxDocuments: wishes.savesReceived },
    }
  if (path === '/services/service-1/numbers')
    return { status: 200, json: { numbers: wishes.numbers.map((phoneNumber) => ({ phoneNumber })), totalPages: 1 } }
  if (path === '/faxes') return method === 'POST' ? send(asked, world) : list(url, world, wishes)
  const [, id, file] = /^\/faxes\/(\w+)(\/file)?$/.exec(path ?? '') ?? []
  const inbound = wishes.inbound.find((each) => each.id === id)
  if (inbound && file) {
    if (method === 'DELETE') wishes.inbound = wishes.inbound.map((each) => (each.id === id ? gone(each) : each))
    return inbound.content ? { status: method === 'DELETE' ? 204 : 200, bytes: inbound.content } : { status: 404 }
  }
  const fax = world.faxes.find((each) => each.id === id)
  if (!fax) return { status: 404 }
  if (!file) return { status: 200, json: objectOf(fax) }
  fax.removed = true
  return { status: 204 }
}

function send({ body }: Asked, world: World): Reply {
  const sent = JSON.parse(body.toString('utf8')) as {
    readonly to: string
    readonly files: readonly { readonly file: string }[]
    readonly labels: { readonly client_ref: string }
  }
  const id = `01EXAMPLEFAX${String(world.faxes.length).padStart(14, '0')}`
  const content = Buffer.from(sent.files[0]?.file ?? '', 'base64')
  return { status: 200, json: objectOf(world.take({ id, to: sent.to, reference: sent.labels.client_ref, content })) }
}

/** Two to a page, so that pages are walked. */
function list(url: URL, world: World, { inbound }: SinchWishes): Reply {
  const page = Number(url.searchParams.get('page') ?? '1')
  if (!url.searchParams.get('createTime>')?.match(/^[\d-]+T[\d:]+Z$/)) return { status: 400 }
  const incoming = url.searchParams.get('direction') === 'INBOUND'
  const all = incoming ? inbound.map(inboundOf) : world.listed().map(objectOf)
  const faxes = all.slice((page - 1) * 2, page * 2)
  return {
    status: 200,
    json: { pageNumber: page, totalPages: Math.ceil(all.length / 2), pageSize: 2, totalItems: all.length, faxes },
  }
}

const errors: Partial<Record<NonNullable<ServiceFax['ending']>, readonly [type: string, code: number, pages: number]>> =
  {
    busy: ['CALL_ERROR', 17, 0],
    'no-answer': ['CALL_ERROR', 30, 0],
    human: ['FAX_ERROR', 132, 0],
    partial: ['FAX_ERROR', 25, 1],
    cancelled: ['FAX_ERROR', 75, 0],
  }

function objectOf({ id, to, reference, ending }: ServiceFax): object {
  const [errorType, errorCode, pages] = (ending && errors[ending]) ?? []
  const status = !ending ? 'QUEUED' : ending === 'unknown-state' ? 'PONDERING' : errorType ? 'FAILURE' : 'COMPLETED'
  return {
    id,
    direction: 'OUTBOUND',
    from: '+12025550101',
    to,
    numberOfPages: 2,
    status,
    labels: { client_ref: reference },
    ...(ending ? { pagesSentSuccessfully: pages ?? 2, completedTime: '2026-04-14T10:01:05Z' } : {}),
    ...(errorType ? { errorType, errorCode } : {}),
    hasFile: 'false',
    createTime: '2026-04-14T10:00:00Z',
  }
}

const gone = (fax: Inbound): Inbound => ({ ...fax, content: undefined })

const inboundOf = ({ id, status }: Inbound): object => ({
  id,
  direction: 'INBOUND',
  from: '+12025550132',
  to: '+12025550101',
  numberOfPages: 2,
  status,
  hasFile: 'true',
  createTime: '2026-04-14T10:00:00Z',
  completedTime: '2026-04-14T10:01:05Z',
})
