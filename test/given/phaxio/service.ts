/**
 * Phaxio v2.1 as its recorded exchanges show it, on a real socket. It dials nothing: a number's ending says what becomes
 * of a fax once `pass` is called, and `wishes` break the way there and back.
 */
import type { AddressInfo } from 'node:net'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'

export type PhaxioFax = {
  readonly id: number
  readonly to: string
  readonly tag: string
  readonly bytes: number
  status: string
  errorId: number | null
  errorType: string | null
  test: boolean
  removed: boolean
}

/** What goes wrong with the next request of a kind, once. */
export type Wish =
  | { readonly answer: number; readonly taken: boolean }
  | { readonly body: string; readonly taken: boolean }
  | { readonly reset: true; readonly taken: boolean }

/** Endings of numbers, as far as they do not simply succeed: error id and type. */
const endings: Readonly<Record<string, readonly [id: number, type: string]>> = {
  '0161': [17, 'lineError'],
  '0162': [112, 'lineError'],
  '0163': [49, 'lineError'],
  '0164': [25, 'faxError'],
  '0165': [75, 'generalError'],
  '0166': [9_999, 'lineError'],
  '0167': [128, 'documentConversionError'],
}

export type PhaxioService = Awaited<ReturnType<typeof phaxioService>>

export async function phaxioService(key: string, secret: string) {
  const faxes: PhaxioFax[] = []
  const wishes = { send: undefined as Wish | undefined, balance: 1_500, duplicate: false, hidden: false, test: false }
  const seen = { requests: [] as string[] }
  const world = { faxes, wishes, seen, authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` }
  const server = http.createServer((request, response) => void serve(request, response, world))
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  return {
    address: `http://127.0.0.1:${port}/v2.1`,
    faxes,
    wishes,
    requests: seen.requests,
    /** Every fax comes to the end its number stands for. */
    pass: (): void => faxes.forEach(end),
    close: (): Promise<void> => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function end(fax: PhaxioFax): void {
  if (fax.status !== 'queued') return
  const [id, type] = endings[fax.to.slice(-4)] ?? []
  fax.status = id === undefined ? 'success' : 'failure'
  fax.errorId = id ?? null
  fax.errorType = type ?? null
}

type World = {
  readonly faxes: PhaxioFax[]
  readonly wishes: { send: Wish | undefined; balance: number; duplicate: boolean; hidden: boolean; test: boolean }
  readonly seen: { readonly requests: string[] }
  readonly authorization: string
}

async function serve(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://service')
  const path = url.pathname.replace('/v2.1', '')
  world.seen.requests.push(`${request.method} ${path}`)
  const body = await bytesOf(request)
  const say = (status: number, message: string, data: unknown = null): void => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ success: status === 200, message, data }))
  }
  if (request.headers.authorization !== world.authorization) return say(401, 'Invalid credentials')
  if (path === '/account/status') return say(200, 'Account status retrieved', { balance: world.wishes.balance })
  if (request.method === 'POST' && path === '/faxes') return send(request, response, body, world, say)
  if (path === '/faxes') return say(200, 'Retrieved faxes successfully', listed(url, world))
  const [, id = '', act = ''] = /^\/faxes\/(\d+)(?:\/(\w+))?$/.exec(path) ?? []
  const fax = world.faxes.find((each) => String(each.id) === id)
  if (!fax) return say(404, 'Fax not found')
  if (act === 'file') {
    fax.removed = true
    return say(200, 'Deleted files successfully!')
  }
  if (act === 'cancel') {
    if (fax.status === 'queued') Object.assign(fax, { status: 'failure', errorId: 75, errorType: 'generalError' })
    return say(200, 'Fax cancellation scheduled successfully.')
  }
  return say(200, 'Metadata for fax', objectOf(fax))
}

function listed(url: URL, { faxes, wishes }: World): unknown[] {
  const tag = url.searchParams.get('tag[client_ref]')
  const found = wishes.hidden ? [] : faxes.filter((fax) => tag === null || fax.tag === tag)
  return (wishes.duplicate ? [...found, ...found.map((fax) => ({ ...fax, id: fax.id + 500 }))] : found).map(objectOf)
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  body: Uint8Array,
  world: World,
  say: (status: number, message: string, data?: unknown) => void,
): Promise<void> {
  const wish = world.wishes.send
  world.wishes.send = undefined
  const fax = await taken(request, body, world)
  if (!wish || wish.taken) world.faxes.push(fax)
  if (!wish) return say(200, 'Fax queued for sending', { id: fax.id })
  if ('reset' in wish) return void response.socket?.destroy()
  if ('answer' in wish) return say(wish.answer, 'Trouble', { id: fax.id })
  response.writeHead(200)
  response.end(wish.body)
}

async function taken(request: IncomingMessage, body: Uint8Array, { faxes, wishes }: World): Promise<PhaxioFax> {
  const type = request.headers['content-type'] ?? ''
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
  const file = form.get('file')
  const field = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    id: 900_000_001 + faxes.length,
    to: field('to'),
    tag: field('tag[client_ref]'),
    bytes: file instanceof Blob ? file.size : 0,
    status: 'queued',
    errorId: null,
    errorType: null,
    test: wishes.test,
    removed: false,
  }
}

const objectOf = ({ id, to, tag, status, errorId, errorType, test }: PhaxioFax) => ({
  id,
  direction: 'sent',
  num_pages: status === 'success' ? 2 : 0,
  status,
  is_test: test,
  created_at: '2026-04-14T10:00:00.000-06:00',
  completed_at: status === 'queued' ? null : '2026-04-14T10:01:05.000-06:00',
  caller_id: '+12025550101',
  cost: 14,
  tags: { client_ref: tag },
  recipients: [
    {
      phone_number: to,
      status: status === 'queued' ? null : status,
      retry_count: 0,
      error_type: errorType,
      error_id: errorId,
      error_message: null,
    },
  ],
  error_type: errorType,
  error_id: errorId,
  error_message: null,
  barcodes: [],
})

async function bytesOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
