/**
 * The one door from outside, off unless the practice wants it: TLS 1.2 or better, or plain http on this computer behind the
 * practice's own proxy. It knows three kinds of path and answers everything else, and everything wrong, alike: nothing found.
 * It holds no session, reads no file and opens nothing of the desk; what a request means is judged elsewhere.
 */
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { CallbackSetup } from './setting.ts'

export type Arrived = {
  readonly method: string
  /** What the path is for: a call, a document, a probe. */
  readonly room: 'c' | 'd' | 'p'
  /** Its last, unguessable part. */
  readonly token: string
  /** With its question mark; empty where there is none. */
  readonly query: string
  readonly header: (name: string) => string | undefined
  readonly body: Uint8Array
}

export type Said = {
  readonly status: 200 | 404
  readonly type?: string
  readonly bytes?: Uint8Array
  /** Length of what would be sent, for a question without an answer's body. */
  readonly length?: number
  /** Told when the connection is done with the answer: whether all of it left. */
  readonly over?: (whole: boolean) => void
}

export type Answerer = {
  /** Whether a request for this is worth reading at all. */
  readonly expects: (arrived: Pick<Arrived, 'method' | 'room' | 'token'>) => boolean
  readonly answer: (arrived: Arrived) => Promise<Said>
  /** Something came for which nothing is here, or that cannot be read. */
  readonly strange: (why: 'unknown-path' | 'not-readable') => void
}

export type ListenTrouble = 'port-taken' | 'address-not-here' | 'not-allowed' | 'certificate' | 'other'

export type Listening = { readonly port: number; readonly close: () => Promise<void> }

/** A received fax may come along with a call. */
const bodyAtMost = 24 * 1024 * 1024
const requestWithinMs = 30_000
const headersWithinMs = 10_000
const idleMs = 5_000
const connectionsAtMost = 64

const nothing: Said = { status: 404 }

/** @param port overrides the setup's; 0: any free one */
export async function listen(
  setup: Exclude<CallbackSetup, { kind: 'off' }>,
  answerer: Answerer,
  port = setup.port,
): Promise<Listening | ListenTrouble> {
  const server = serverFor(setup)
  if (!server) return 'certificate'
  furnish(server, answerer)
  server.server.maxConnections = connectionsAtMost
  server.server.headersTimeout = headersWithinMs
  try {
    await server.listen({ host: setup.kind === 'tls' ? setup.host : '127.0.0.1', port })
  } catch (error) {
    await server.close()
    return troubleOf(error)
  }
  const [bound] = server.addresses()
  return { port: typeof bound === 'object' ? bound.port : port, close: () => server.close() }
}

const options = {
  logger: false as const,
  bodyLimit: bodyAtMost,
  requestTimeout: requestWithinMs,
  connectionTimeout: requestWithinMs,
  keepAliveTimeout: idleMs,
  forceCloseConnections: true,
  exposeHeadRoutes: false,
  return503OnClosing: false,
  // What is no HTTP gets no answer in HTTP.
  clientErrorHandler: (_error: Error, socket: Socket) => void socket.destroy(),
  frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => void say(reply, nothing),
}

function serverFor(setup: Exclude<CallbackSetup, { kind: 'off' }>): FastifyInstance | undefined {
  if (setup.kind === 'proxy') return Fastify(options)
  const { certificate: cert, key } = setup
  try {
    const https = { cert, key, minVersion: 'TLSv1.2' } as const
    return Fastify({ ...options, https })
  } catch {
    return undefined
  }
}

function furnish(server: FastifyInstance, { expects, answer, strange }: Answerer): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // Before a byte of the body is read: what nobody expects is not worth one.
  server.addHook('onRequest', async (request, reply) => {
    const place = placeOf(request)
    if (place && expects({ ...place, method: request.method })) return undefined
    strange('unknown-path')
    return say(reply.header('connection', 'close'), nothing)
  })
  server.all('/*', async (request, reply) => {
    const place = placeOf(request)
    const header = (name: string): string | undefined => firstOf(request.headers[name])
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const { method } = request
    return say(reply, place ? await answer({ ...place, method, header, body }) : nothing)
  })
  const broken = (reply: FastifyReply) => {
    strange('not-readable')
    return say(reply, nothing)
  }
  server.setNotFoundHandler((_request, reply) => broken(reply))
  server.setErrorHandler((_error, _request, reply) => broken(reply))
}

const firstOf = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

/** The proxy may keep a path of its own in front of ours. */
const ours = /\/([cdp])\/([\w-]{43})$/

function placeOf({ raw }: FastifyRequest): Pick<Arrived, 'room' | 'token' | 'query'> | undefined {
  const whole = raw.url ?? ''
  const at = whole.indexOf('?')
  const [, room, token] = ours.exec(at < 0 ? whole : whole.slice(0, at)) ?? []
  if ((room !== 'c' && room !== 'd' && room !== 'p') || token === undefined) return undefined
  return { room, token, query: at < 0 ? '' : whole.slice(at) }
}

/** Nothing is kept on the way, and nothing is said of what serves it. Ranges are not taken up. */
function say(reply: FastifyReply, { status, type, bytes, length, over }: Said): FastifyReply {
  if (over) reply.raw.once('close', () => over(reply.raw.writableFinished))
  reply
    .code(status)
    .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'accept-ranges': 'none' })
  if (type !== undefined) reply.header('content-type', type)
  if (length !== undefined) reply.header('content-length', length)
  return bytes ? reply.send(Buffer.from(bytes)) : reply.send()
}

function troubleOf(error: unknown): ListenTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EADDRINUSE') return 'port-taken'
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'address-not-here'
  return code === 'EACCES' ? 'not-allowed' : 'other'
}
