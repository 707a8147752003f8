/** iFax v1 as its documents and public programs show it: every question a POST, status 200 whatever it says. */
import {
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

const base = '/v1/customer'
const abouts: Readonly<Record<string, About>> = { '/fax-send': 'send', '/fax-status': 'ask', '/fax-lists': 'check' }

export const ifaxService = (token: string): Promise<Service> =>
  startService({
    base,
    about: ({ url }) => abouts[url.pathname] ?? 'other',
    answer: (asked, world) =>
      asked.headers['accesstoken'] === token ? answer(asked, world) : failed('access token invalid', 12001),
  })

const success = (data: unknown): Reply => ({ status: 200, json: { status: 1, message: 'OK', data } })
const failed = (message: string, code?: number): Reply => ({ status: 200, json: { status: 0, message, code } })

function answer({ method, url: { pathname }, body }: Asked, world: World): Reply {
  if (method !== 'POST') return { status: 405 }
  const said = JSON.parse(body.toString('utf8')) as Partial<Record<string, unknown>>
  if (pathname === '/fax-lists') return success([])
  if (pathname === '/fax-send') return send(said, world)
  const fax = world.faxes.find(({ id }) => id === said['jobId'])
  return fax ? success(objectOf(fax)) : failed('Job not found')
}

function send(said: Partial<Record<string, unknown>>, world: World): Reply {
  const { faxNumber: to, callerId: from, faxData } = said
  const [file] = (faxData ?? []) as readonly { readonly fileName: string; readonly fileData: string }[]
  if (typeof to !== 'string' || typeof from !== 'string' || !file) return failed('Invalid request')
  const id = String(900_001 + world.faxes.length)
  const content = Buffer.from(file.fileData, 'base64')
  world.take({ id, to, reference: file.fileName.replace('.pdf', ''), content })
  // Whether it is a number or a text is not known: it is one, then the other.
  return success({ jobId: world.faxes.length % 2 ? Number(id) : id })
}

const failures: Partial<Record<NonNullable<ServiceFax['ending']>, readonly [message: string, pages: number]>> = {
  busy: ['USER_BUSY', 0],
  'no-answer': ['NO_ANSWER', 0],
  human: ['NORMAL_CLEARING', 0],
  partial: ['NORMAL_CLEARING', 1],
}

function objectOf({ id, to, ending }: ServiceFax): object {
  const [message, pages] = (ending && failures[ending]) ?? []
  const done = message === undefined ? 'delivered' : 'failed'
  return {
    jobId: id,
    fromNumber: '+12025550101',
    toNumber: to,
    faxCallLength: ending ? 65 : 0,
    faxTotalPages: 2,
    faxTransferredPages: ending ? (pages ?? 2) : 0,
    faxStatus: !ending ? 'sending' : ending === 'unknown-state' ? 'pondering' : done,
    message: message ?? '',
    code: 0,
  }
}
