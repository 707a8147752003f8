/**
 * Asking a service over HTTP: strict time-outs, bounded answers, no redirects, https only except to this computer. What
 * matters most is told apart: the request certainly never arrived, it was answered, or nobody knows.
 */
import type { Network } from '../../ports.ts'

export type Asked =
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** No connection was made: nothing left this computer. */
  | { readonly kind: 'not-sent' }
  /** It may have arrived. */
  | { readonly kind: 'unknown' }

export type Service = {
  readonly network: Network
  /** Base address, without a slash at its end. */
  readonly address: string
  readonly authorization: string
}

export type Request = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly form?: FormData
  readonly withinMs: number
}

const answerAtMost = 1024 * 1024

/** Failures of undici and Node that happen before a byte of the request leaves. */
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*)$/

export const onThisComputer = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(host)

/** Whether an address may be asked at all: https, or http to this very computer, and no password in it. */
export function allowed(address: string): boolean {
  const url = URL.parse(address)
  if (!url || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && onThisComputer(url.hostname))
}

/** Never rejects. An answer that is no JSON has `undefined` for its body. */
export async function ask(service: Service, { method, path, form, withinMs }: Request): Promise<Asked> {
  const { network, address, authorization } = service
  if (!allowed(address)) return { kind: 'not-sent' }
  try {
    const response = await network.fetch(`${address}${path}`, {
      method,
      ...(form ? { body: form } : {}),
      headers: { authorization, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    })
    return { kind: 'answered', status: response.status, body: await bodyOf(response) }
  } catch (error) {
    return { kind: beforeSending.test(codeOf(error)) ? 'not-sent' : 'unknown' }
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    length += chunk.byteLength
    if (length > answerAtMost) throw new RangeError('the answer is too long')
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {}
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
