/** InterFAX's REST interface as its documents show it: pages as the body, the id in `Location`, failures as numbers. */
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

export type Inbound = {
  readonly id: number
  readonly status: number
  readonly callerId: string
  /** Undefined: not kept any more. */
  readonly content: Uint8Array | undefined
}
export type InterfaxWishes = { balance: number | undefined; deafSearch: boolean; inbound: readonly Inbound[] }
export type InterfaxService = Service & { readonly wishes: InterfaxWishes }

export async function interfaxService(user: string, password: string): Promise<InterfaxService> {
  const wishes: InterfaxWishes = { balance: 12.5, deafSearch: false, inbound: [] }
  const service = await startService({
    base: '',
    about,
    answer: (asked, world) =>
      asked.headers.authorization === basicOf(user, password)
        ? answer(asked, world, wishes)
        : { status: 401, json: { code: -1003, message: 'Authentication failed' } },
  })
  return { ...service, wishes }
}

function about({ method, url: { pathname } }: Asked): About {
  if (pathname === '/outbound/search') return 'list'
  if (pathname === '/outbound/faxes') return method === 'POST' ? 'send' : 'check'
  if (pathname.endsWith('/cancel')) return 'cancel'
  return pathname.startsWith('/outbound/faxes/') ? 'ask' : 'other'
}

function answer(asked: Asked, world: World, wishes: InterfaxWishes): Reply {
  const { method, url } = asked
  if (url.pathname === '/accounts/self/ppcards/balance')
    return wishes.balance === undefined ? { status: 404 } : { status: 200, json: wishes.balance }
  if (url.pathname.startsWith('/inbound/')) return received(url, wishes)
  if (url.pathname === '/outbound/search') return search(url, world, wishes)
  if (url.pathname === '/outbound/faxes')
    return method === 'POST' ? send(asked, world) : { status: 200, json: world.faxes.slice(0, 1).map(recordOf) }
  const [, id, act] = /^\/outbound\/faxes\/(\d+)(\/cancel)?$/.exec(url.pathname) ?? []
  const fax = world.faxes.find((each) => each.id === id)
  if (!fax) return { status: 404 }
  if (!act) return { status: 200, json: recordOf(fax) }
  if (fax.ending) return { status: 409, json: { code: -1, message: 'not in progress' } }
  fax.ending = 'cancelled'
  return { status: 200 }
}

/** Newest first, and so many as are asked for, from below an id on. */
function received(url: URL, { inbound }: InterfaxWishes): Reply {
  const [, id] = /^\/inbound\/faxes\/(\d+)\/image$/.exec(url.pathname) ?? []
  if (id !== undefined) {
    const bytes = inbound.find((fax) => fax.id === Number(id))?.content
    return bytes ? { status: 200, bytes } : { status: 404 }
  }
  const below = Number(url.searchParams.get('lastId') ?? Infinity)
  const rows = inbound.filter((fax) => fax.id < below).toSorted((one, other) => other.id - one.id)
  return {
    status: 200,
    json: rows.slice(0, Number(url.searchParams.get('limit') ?? 25)).map((fax) => ({
      userId: 'faxdesk',
      messageId: fax.id,
      phoneNumber: '2025550101',
      remoteCSID: 'Harborlight',
      messageStatus: fax.status,
      pages: 2,
      messageSize: 2_495,
      messageType: 1,
      receiveTime: '2026-04-14T10:00:00',
      callerId: fax.callerId,
      recordingDuration: 24,
      imageStatus: fax.content ? 'UNREAD' : 'DONT_EXIST',
    })),
  }
}

function send({ url, headers, body }: Asked, world: World): Reply {
  const to = url.searchParams.get('faxNumber') ?? ''
  if (headers['content-type'] !== 'application/pdf' || !/^\+\d{7,15}$/.test(to)) return { status: 400 }
  const id = String(900_000_004 + world.faxes.length)
  world.take({ id, to, reference: url.searchParams.get('reference') ?? '', content: body })
  return { status: 201, headers: { location: `${world.origin}/outbound/faxes/${id}` } }
}

function search(url: URL, world: World, { deafSearch }: InterfaxWishes): Reply {
  const reference = url.searchParams.get('reference')
  const found = world.listed().filter((fax) => deafSearch || fax.reference === reference)
  return { status: 200, json: found.map(recordOf) }
}

/** Status and pages sent. Which numbers mean busy or no answer is not known, so these stand for any number. */
const ends: Readonly<
  Record<Exclude<ServiceFax['ending'], 'unknown-state' | undefined>, readonly [status: number, pages: number]>
> = {
  delivered: [0, 2],
  busy: [2, 0],
  'no-answer': [12, 0],
  human: [31_337, 0],
  partial: [1, 1],
  cancelled: [31_338, 0],
}

function recordOf({ id, to, ending }: ServiceFax): object {
  const known = ending === 'unknown-state' ? undefined : ending
  const [status, pagesSent] = known ? ends[known] : [-2, 0]
  return {
    id: Number(id),
    uri: `/outbound/faxes/${id}`,
    // Null stands for a record that says nothing we know.
    status: ending === 'unknown-state' ? null : status,
    userID: 'faxdesk',
    destinationFax: to,
    pagesSubmitted: 2,
    pagesSent,
    duration: ending ? 65 : 0,
    submitTime: '2026-04-14T10:00:00Z',
    completionTime: ending ? '2026-04-14T10:01:05Z' : null,
    attemptsToPerform: 0,
  }
}
