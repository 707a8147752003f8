/**
 * The one HTTP client of all lines: strict time-outs, bounded answers, no redirects, https only (see address.ts). What
 * matters most is told apart: the request certainly never arrived, it was put off, it was answered, or nobody knows.
 * It knows nothing of faxes; errors hold nothing of what was sent. No provider's own library may come in.
 */
import type { Clock, Incoming, Network } from '../../ports.ts'
import { allowed } from './address.ts'
import type { Body } from './body.ts'
import { createBrake, type Brake } from './brake.ts'

export type Asked =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly bytes: Uint8Array
      readonly header: (name: string) => string | undefined
    }
  /** Too many requests: the service took nothing and named a time, or we kept still because it had. */
  | { readonly kind: 'put-off'; readonly retryAfterMs: number }
  /** No connection was made: nothing left this computer. */
  | {
      readonly kind: 'not-sent'
      /** Because the other side's certificate is not trusted, or it speaks no TLS from 1.2 on. */
      readonly unsafe?: true
    }
  /** It may have arrived. */
  | { readonly kind: 'unknown' }

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the service's address, beginning with a slash; empty for the address itself. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
  /** Default 15 s. */
  readonly withinMs?: number
  /** Longest answer, in bytes; default 1 MiB. */
  readonly atMost?: number
}

export type Service = {
  readonly network: Network
  readonly clock: Pick<Clock, 'now'>
  /** Base address; slashes at its end do not count. */
  readonly address: string
  /** An HTTP proxy to go through; empty: none. */
  readonly proxy?: string
  /** An administrator confirmed plain http on a private network. */
  readonly confirmed?: boolean
  /** Sent with every request: credentials. */
  readonly headers?: Readonly<Record<string, string>>
}

export type Http = {
  /** Never rejects. */
  readonly ask: (request: Request) => Promise<Asked>
  /** Whether the address may be asked at all. */
  readonly allowed: boolean
}

const mebibyte = 1024 * 1024
/** Longest answer that holds a fax's pages. */
export const pagesAtMost = 64 * mebibyte

/** Failures of undici and Node that happen before a byte of the request leaves. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_TLS_.*|ERR_SSL_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/

export function createHttp(service: Service): Http {
  const brake = createBrake(service.clock)
  const address = service.address.replace(/\/+$/, '')
  const may = allowed(address, service.confirmed) && proxyAllowed(service.proxy)
  return {
    allowed: may,
    ask: (request) => (may ? asked(service, brake, address, request) : Promise.resolve({ kind: 'not-sent' })),
  }
}

/** Names our own product: some services turn away a library's default name. */
const standing = { 'user-agent': 'Faxdesk', accept: 'application/json' }

async function asked(service: Service, brake: Brake, address: string, request: Request): Promise<Asked> {
  const waitMs = brake.leftMs()
  if (waitMs > 0) return { kind: 'put-off', retryAfterMs: waitMs }
  const { network, headers, proxy } = service
  const { method, body } = request
  try {
    const answer = await network.fetch(`${address}${request.path}${queryOf(request)}`, {
      method,
      headers: { ...standing, ...headers, ...request.headers, ...(body ? { 'content-type': body.type } : {}) },
      signal: AbortSignal.timeout(request.withinMs ?? 15_000),
      ...(body ? { body: body.bytes } : {}),
      ...(proxy ? { proxy } : {}),
    })
    const header = (name: string): string | undefined => answer.headers.get(name) ?? undefined
    if (answer.status === 429) return { kind: 'put-off', retryAfterMs: brake.pull(header('retry-after')) }
    const bytes = await bytesOf(answer, request.atMost ?? mebibyte)
    brake.release()
    return { kind: 'answered', status: answer.status, bytes, header }
  } catch (error) {
    const causes = [...causesOf(error)]
    if (!notSent(causes)) return { kind: 'unknown' }
    return { kind: 'not-sent', ...(causes.some((each) => unsafe.test(codeOf(each))) ? { unsafe: true } : {}) }
  }
}

function queryOf({ query }: Request): string {
  return query ? `?${new URLSearchParams(query).toString()}` : ''
}

async function bytesOf({ body }: Incoming, atMost: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    length += chunk.byteLength
    if (length > atMost) throw new RangeError('the answer is too long')
  }
  return Buffer.concat(chunks)
}

/** Of those, failures of trust: a certificate, its name, or the version of TLS. */
const unsafe = /^(ERR_TLS_CERT_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|ERR_SSL_.*PROTOCOL.*)$/

const deepest = 4

/** What happened below an error: undici wraps it, once or several times. */
function* causesOf(error: unknown): Generator<Error> {
  let each = error instanceof Error ? error.cause : undefined
  for (let depth = 0; depth < deepest && each instanceof Error; depth += 1) {
    yield each
    each = each.cause
  }
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '')

/** A proxy that would not open the way says so in words only. */
function notSent(causes: readonly Error[]): boolean {
  return causes.some((each) => beforeSending.test(codeOf(each)) || each.message.includes('when HTTP Tunneling'))
}

function proxyAllowed(proxy: string | undefined): boolean {
  if (!proxy) return true
  const url = URL.parse(proxy)
  return (url?.protocol === 'http:' || url?.protocol === 'https:') && url.username === '' && url.password === ''
}
