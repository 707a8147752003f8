/** A Faxbot gateway as its sheet describes it: jobs without a reference, free error texts, times without a zone. */
import { randomBytes } from 'node:crypto'
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

export type FaxbotWishes = {
  backend: string
  status: string
  connected: boolean
  /** Whether it asks for keys at all. */
  keys: boolean
  /** Sending is switched off on the server: every job stays queued and has one page. */
  switchedOff: boolean
  /** What a finished job says it sent; the fax's own count unless given. */
  pages: number | null | undefined
  /** What GET /inbound answers, and the bytes of each by id; undefined: receiving is off. */
  inbound: readonly { readonly id: string; readonly [field: string]: unknown }[] | undefined
  inboundPages: Map<string, Buffer>
  /** Overrides of a job's fields, as a test wants them. */
  job: Readonly<Record<string, unknown>>
}

export type FaxbotService = Service & { readonly wishes: FaxbotWishes }

export async function faxbotService(key: string): Promise<FaxbotService> {
  const wishes: FaxbotWishes = {
    backend: 'sip',
    status: 'ready',
    connected: true,
    keys: true,
    switchedOff: false,
    pages: undefined,
    inbound: undefined,
    inboundPages: new Map(),
    job: {},
  }
  const service = await startService({
    base: '',
    about,
    answer: (asked, world) => {
      if (asked.url.pathname === '/health/ready') return ready(wishes)
      const known = !wishes.keys || asked.headers['x-api-key'] === key
      return known ? answer(asked, world, wishes) : { status: 401, json: { detail: 'Invalid or missing API key' } }
    },
  })
  return Object.assign(service, { wishes })
}

function about({ method, url: { pathname } }: Asked): About {
  if (pathname === '/health/ready') return 'check'
  return method === 'POST' ? 'send' : 'ask'
}

const ready = ({ status, backend, connected }: FaxbotWishes): Reply => ({
  status: status === 'ready' ? 200 : 503,
  json: {
    status,
    backend,
    checks: { db: true, backend_config: true, storage: true, ami_connected: connected, ghostscript: true },
    warnings: [],
    storage_error: null,
  },
})

async function answer(asked: Asked, world: World, wishes: FaxbotWishes): Promise<Reply> {
  const { method, url } = asked
  if (method === 'POST' && url.pathname === '/fax') return send(asked, world, wishes)
  if (url.pathname.startsWith('/inbound')) return inbound(url.pathname, wishes)
  const fax = world.faxes.find(({ id }) => url.pathname === `/fax/${id}`)
  return fax ? { status: 200, json: jobOf(fax, wishes) } : { status: 404, json: { detail: 'Fax not found' } }
}

function inbound(path: string, { inbound: listed, inboundPages }: FaxbotWishes): Reply {
  if (!listed) return { status: 404, json: { detail: 'Inbound not enabled' } }
  if (path === '/inbound') return { status: 200, json: listed }
  const [, id = '', pdf] = /^\/inbound\/(\w+)(\/pdf)?$/.exec(path) ?? []
  const bytes = inboundPages.get(id)
  if (pdf) return bytes ? { status: 200, bytes } : { status: 404, json: { detail: 'Not found' } }
  return { status: 200, json: listed.find((each) => each.id === id) }
}

async function send(asked: Asked, world: World, wishes: FaxbotWishes): Promise<Reply> {
  const form = await formOf(asked)
  const to = fieldOf(form, 'to')
  const content = await fileOf(form, 'file')
  if (!/^\+?\d{6,20}$/.test(to)) return { status: 400, json: { detail: 'Invalid number' } }
  if (content.byteLength === 0)
    return { status: 422, json: { detail: [{ loc: ['body', 'file'], msg: 'Field required' }] } }
  const fax = world.take({ id: randomBytes(16).toString('hex'), to, reference: '', content })
  return { status: 202, json: jobOf(fax, wishes) }
}

const ends: Readonly<Record<NonNullable<ServiceFax['ending']>, readonly [status: string, error: string | null]>> = {
  delivered: ['SUCCESS', null],
  busy: ['FAILED', 'UNKNOWN'],
  'no-answer': ['FAILED', 'UNKNOWN'],
  human: ['FAILED', 'The call dropped prematurely'],
  partial: ['FAILED', 'HANGUP'],
  'unknown-state': ['canceling', null],
  cancelled: ['FAILED', 'HANGUP'],
}

function jobOf({ id, to, ending }: ServiceFax, { backend, switchedOff, pages = 2, job }: FaxbotWishes): object {
  const [status, error] = ending && !switchedOff ? ends[ending] : ['queued', null]
  return {
    id,
    to,
    status,
    error,
    pages: switchedOff ? 1 : pages,
    backend,
    provider_sid: null,
    created_at: '2026-04-14T10:00:00.123456',
    updated_at: ending ? '2026-04-14T10:01:05.123456' : '2026-04-14T10:00:00.123456',
    ...job,
  }
}
