/**
 * The real way out. TLS 1.2 or better, certificates always checked, a connection for each request (a kept one may be
 * dead, and a fax sent into it is one nobody knows about), and no redirect followed: whom to talk to is judged elsewhere.
 */
import { connect } from 'node:net'
import { Agent, fetch, ProxyAgent, type Dispatcher } from 'undici'
import type { Network } from './ports.ts'

const connectWithinMs = 10_000
const tls = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const
const common = { pipelining: 0, headersTimeout: 0, bodyTimeout: 0 }

const dispatchers = new Map<string, Dispatcher>()

/** One for each proxy, and one for none (`''`). */
function dispatcherFor(proxy: string): Dispatcher {
  const known = dispatchers.get(proxy)
  if (known) return known
  const made =
    proxy === ''
      ? new Agent({ ...common, connect: { ...tls, timeout: connectWithinMs } })
      : new ProxyAgent({ ...common, uri: proxy, requestTls: tls, proxyTls: tls })
  dispatchers.set(proxy, made)
  return made
}

export const systemNetwork: Network = {
  connect: (to) => connect(to),
  fetch: (url, { method, headers, body, signal, proxy = '' }) =>
    fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      dispatcher: dispatcherFor(proxy),
      ...(body ? { body } : {}),
    }),
}
