/** The way out on real sockets: through a proxy that sees nothing, past no certificate that is not trusted, by no old TLS. */
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { createHttp } from '#main/lines/http/client.ts'
import { findingFor } from '#main/lines/http/meaning.ts'
import { createPhaxio } from '#main/lines/phaxio/driver.ts'
import { systemNetwork } from '#main/network.ts'
import { selfSigned } from '#test/given/certificate.ts'
import { manualClock } from '#test/given/clock.ts'

const open: { close: () => void }[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

const listening = (server: net.Server): Promise<number> => {
  open.push(server)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}

/** A service with a certificate of its own for `localhost`; what it heard. */
async function secureService({ cert, key } = selfSigned('localhost')) {
  const heard: string[] = []
  const server = https.createServer({ cert, key }, (request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.end('{"success":true,"data":{"balance":900}}')
  })
  return { cert, heard, port: await listening(server) }
}

/** A proxy that opens tunnels: whom it was asked for, and everything that went through it. */
async function tunnelProxy(refuses = false) {
  const asked: string[] = []
  const carried: Buffer[] = []
  const server = net.createServer((client) => {
    client.on('error', () => undefined)
    client.once('data', (head) => {
      const [, host = '', port = ''] = /^CONNECT ([^:\s]+):(\d+) HTTP/.exec(head.toString('latin1')) ?? []
      asked.push(head.toString('latin1').split('\r\n')[0] ?? '')
      if (refuses || host === '') return void client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
      const far = net.connect(Number(port), '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
      far.on('error', () => client.destroy())
      client.on('data', (chunk) => carried.push(chunk))
      client.pipe(far).pipe(client)
      return undefined
    })
  })
  return {
    asked,
    carried: () => Buffer.concat(carried).toString('latin1'),
    address: `http://127.0.0.1:${await listening(server)}`,
  }
}

/** As if this computer's own store held the certificate. */
async function trusting<T>(cert: string, act: () => Promise<T>): Promise<T> {
  const before = tls.getCACertificates('default')
  tls.setDefaultCACertificates([...before, cert])
  try {
    return await act()
  } finally {
    tls.setDefaultCACertificates(before)
  }
}

const authorization = 'Basic bGFudGVybjpodXNo'
const over = (port: number, proxy = '') =>
  createHttp({
    network: systemNetwork,
    clock: manualClock(),
    address: `https://localhost:${port}/v1`,
    proxy,
    headers: { authorization },
  })

test('a proxy really carries the request, as a tunnel: it learns the host and nothing else', async () => {
  const service = await secureService()
  const proxy = await tunnelProxy()
  const answered = await trusting(service.cert, () =>
    over(service.port, proxy.address).ask({ method: 'GET', path: '/account' }),
  )
  expect(answered).toMatchObject({ kind: 'answered', status: 200 })
  expect(service.heard).toEqual([`GET /v1/account ${authorization}`])
  expect(proxy.asked).toEqual([`CONNECT localhost:${service.port} HTTP/1.1`])
  expect(proxy.carried().length).toBeGreaterThan(100)
  expect(proxy.carried()).not.toMatch(/Basic|\/v1\/account/)
})

test('a proxy that does not open the way, or is not there: nothing left', async () => {
  const service = await secureService()
  const closed = await tunnelProxy(true)
  for (const proxy of [closed.address, 'http://127.0.0.1:9'])
    expect(await over(service.port, proxy).ask({ method: 'POST', path: '/faxes' })).toEqual({ kind: 'not-sent' })
  expect(service.heard).toEqual([])
})

test('a certificate that nobody trusts is refused before a word is said, through a proxy too, and a check says why', async () => {
  const service = await secureService()
  const proxy = await tunnelProxy()
  for (const each of ['', proxy.address]) {
    const asked = await over(service.port, each).ask({ method: 'POST', path: '/faxes' })
    expect(asked).toEqual({ kind: 'not-sent', unsafe: true })
    expect(findingFor(asked)).toBe('not-secured')
  }
  const line = createPhaxio({
    network: systemNetwork,
    clock: manualClock(),
    settings: { kind: 'phaxio', address: `https://localhost:${service.port}/v2.1`, proxy: '' },
    secret: { kind: 'phaxio', key: 'live', secret: 'hush' },
  })
  expect(await line.preflight()).toEqual([{ finding: 'not-secured', verdict: 'stop' }])
  expect(service.heard).toEqual([])
})

test('a trusted certificate of another name is refused as well', async () => {
  const service = await secureService(selfSigned('fax.example'))
  const asked = await trusting(service.cert, () => over(service.port).ask({ method: 'GET', path: '/' }))
  expect(asked).toEqual({ kind: 'not-sent', unsafe: true })
})

test('a service that speaks only TLS 1.1 is not spoken to', async () => {
  const { cert, key } = selfSigned('localhost')
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
  let secured = 0
  const server = tls.createServer({ cert, key, ...old }, (socket) => {
    secured += 1
    socket.on('error', () => undefined).end()
  })
  server.on('tlsClientError', () => undefined)
  const port = await listening(server)
  const spoken = await new Promise<string>((resolve) => {
    const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...old }, () => {
      resolve(socket.getProtocol() ?? '')
      socket.destroy()
    })
    socket.on('error', (error) => resolve(error.message))
  })
  expect(spoken).toBe('TLSv1.1')
  const asked = await trusting(cert, () => over(port).ask({ method: 'POST', path: '/faxes' }))
  expect(asked).toEqual({ kind: 'not-sent', unsafe: true })
  expect(secured).toBe(1)
})
