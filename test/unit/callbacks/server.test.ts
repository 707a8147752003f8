/** The door itself on real sockets: what it answers, what it never says, which TLS it speaks, and documents fetched once. */
import { randomBytes } from 'node:crypto'
import http from 'node:http'
import net from 'node:net'
import tls from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LineId } from '#app/domain/ids.ts'
import { createHandOuts, type HandOuts } from '#main/callbacks/hand-out.ts'
import { listen, type Answerer, type Arrived, type Listening } from '#main/callbacks/server.ts'
import type { CallbackSetup } from '#main/callbacks/setting.ts'
import { selfSigned } from '#test/given/certificate.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'

const line = LineId.parse(`line_${'0'.repeat(20)}`)
const known = 'k'.repeat(43)
/** More than the system takes off our hands before anybody reads it. */
const pages = Buffer.alloc(32 * 1024 * 1024, 'faxdesk')
const proxy: CallbackSetup = { kind: 'proxy', port: 0, publicAddress: 'https://fax.clinic.example', minutes: 15 }

let clock: ManualClock
let handOuts: HandOuts
let arrived: Arrived[]
let strange: string[]
let wholes: boolean[]
let door: Listening

const answerer: Answerer = {
  expects: ({ room, token }) => room === 'd' || token === known,
  answer: (request) => {
    arrived.push(request)
    if (request.room === 'c') return Promise.resolve({ status: 200 })
    if (request.method === 'HEAD') {
      const document = handOuts.look(request.token)
      return Promise.resolve(
        document ? { status: 200, type: document.type, length: document.bytes.byteLength } : { status: 404 },
      )
    }
    const taking = handOuts.take(request.token)
    if (!taking) return Promise.resolve({ status: 404 })
    const over = (whole: boolean): void => {
      wholes.push(whole)
      taking.over(whole)
    }
    return Promise.resolve({ status: 200, type: taking.document.type, bytes: taking.document.bytes, over })
  },
  strange: (why) => void strange.push(why),
}

async function opened(setup: Exclude<CallbackSetup, { kind: 'off' }>, port = 0): Promise<Listening> {
  const listening = await listen(setup, answerer, port)
  if (typeof listening === 'string') throw new Error(listening)
  return listening
}

beforeEach(async () => {
  clock = manualClock()
  handOuts = createHandOuts({ clock, chance: { bytes: randomBytes } })
  arrived = []
  strange = []
  wholes = []
  door = await opened(proxy)
})
afterEach(() => door.close())

const at = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${door.port}${path}`, init)
const give = () =>
  `/d/${handOuts.give({ line, reference: 'abcdef0123456789abcd', bytes: pages, type: 'application/pdf' }, 15)}`
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

/** Sends these bytes as they are; everything that comes back until the end. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    const socket = net.connect(door.port, '127.0.0.1', () => socket.end(bytes))
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })

test('a call arrives byte for byte, whatever it says of its own type, below any path of the proxy', async () => {
  const body = randomBytes(1_000)
  const answered = await at(`/faxdesk/c/${known}?ref=ab%20c&x=1`, {
    method: 'POST',
    body: Uint8Array.from(body),
    headers: { 'content-type': 'nonsense/x' },
  })
  expect([answered.status, await answered.text()]).toEqual([200, ''])
  expect(arrived).toMatchObject([{ method: 'POST', room: 'c', token: known, query: '?ref=ab%20c&x=1' }])
  expect(Buffer.from(arrived[0]?.body ?? [])).toEqual(body)
  expect(arrived[0]?.header('content-type')).toBe('nonsense/x')
})

test('everything else is answered alike, with nothing in it, and nothing of what serves it is told', async () => {
  const bodies = new Set<string>()
  for (const [path, init] of [
    ['/', {}],
    [`/c/${'x'.repeat(43)}`, { method: 'POST', body: 'x' }],
    [`/c/${known}x`, { method: 'POST', body: 'x' }],
    [`/d/${'x'.repeat(43)}`, {}],
    ['/%zz', {}],
    ['/c/..%2f..', {}],
  ] as const) {
    const answered = await at(path, init)
    expect([path, answered.status]).toEqual([path, 404])
    bodies.add(
      `${await answered.text()} ${[...answered.headers.keys()]
        .filter((name) => name !== 'date' && name !== 'connection' && name !== 'keep-alive')
        .toSorted()
        .join()}`,
    )
  }
  expect([...bodies]).toEqual([' accept-ranges,cache-control,content-length,x-content-type-options'])
  expect(strange.length).toBeGreaterThanOrEqual(4)
})

test('a body nobody expects is not even read; one that is too long is cut off', async () => {
  const head = `POST /c/${'x'.repeat(43)} HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999\r\n\r\n`
  expect(await raw(head)).toContain('404')
  const long = `POST /c/${known} HTTP/1.1\r\nhost: x\r\ncontent-type: a/b\r\ncontent-length: 999999999\r\n\r\n`
  expect(await raw(long)).toMatch(/^HTTP\/1\.1 404[^]*\r\n\r\n$/)
  expect(arrived).toEqual([])
  expect(strange).toEqual(['unknown-path', 'not-readable'])
})

test('what is no HTTP gets no answer', async () => {
  expect(await raw('\u0016\u0003\u0001 hello\r\n\r\n')).toBe('')
  expect(await raw('GET / HTTP/1.1\r\nbad header\r\n\r\n')).toBe('')
})

test('a document is fetched whole, once; a look and a range change nothing of that', async () => {
  const path = give()
  const look = await at(path, { method: 'HEAD' })
  expect([look.status, look.headers.get('content-length')]).toEqual([200, String(pages.byteLength)])
  const fetched = await at(path, { headers: { range: 'bytes=0-99' } })
  expect(fetched.status).toBe(200)
  expect(fetched.headers.get('content-type')).toBe('application/pdf')
  expect(fetched.headers.get('cache-control')).toBe('no-store')
  expect((await bytesOf(fetched)).equals(pages)).toBe(true)
  await expect.poll(() => wholes).toEqual([true])
  for (const method of ['GET', 'HEAD']) expect((await at(path, { method })).status).toBe(404)
  expect(handOuts.waiting()).toBe(0)
})

/** Begins a download and breaks it off after the first bytes. */
const brokenOff = (path: string): Promise<void> =>
  new Promise((resolve) => {
    const request = http.get(`http://127.0.0.1:${door.port}${path}`, (response) => {
      response.once('data', () => request.destroy())
      response.once('close', resolve)
      response.on('error', () => undefined)
    })
    request.on('error', () => undefined)
  })

test('one that breaks off can be fetched again, a few times; while one fetches, nobody else does', async () => {
  const path = give()
  const first = handOuts.take(path.slice(3))
  expect((await at(path)).status).toBe(404)
  first?.over(false)
  await brokenOff(path)
  await expect.poll(() => wholes).toEqual([false])
  expect((await bytesOf(await at(path))).equals(pages)).toBe(true)
  const other = give()
  for (let each = 1; each <= 3; each += 1) {
    await brokenOff(other)
    await expect.poll(() => wholes.filter((whole) => !whole).length).toBe(each + 1)
  }
  expect((await at(other)).status).toBe(404)
})

test('its time over, taken back, or too many others: it leads nowhere', async () => {
  const late = give()
  clock.advance(15 * 60_000)
  expect((await at(late)).status).toBe(404)
  const back = give()
  handOuts.revoke(line, 'abcdef0123456789abcd')
  expect((await at(back)).status).toBe(404)
  const first = give()
  for (let each = 0; each < 100; each += 1) give()
  expect((await at(first)).status).toBe(404)
  expect(handOuts.waiting()).toBe(100)
  const many = give()
  for (let each = 0; each < 5; each += 1) expect((await at(many, { method: 'HEAD' })).status).toBe(200)
  expect((await at(many, { method: 'HEAD' })).status).toBe(404)
})

/** A handshake with exactly this version of TLS: what was agreed, or that nothing was. */
const handshake = (port: number, version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string> =>
  new Promise((resolve) => {
    const socket = tls.connect({
      port,
      host: '127.0.0.1',
      rejectUnauthorized: false,
      minVersion: version,
      maxVersion: version,
      // Old versions need old ciphers even to be offered.
      ciphers: 'DEFAULT@SECLEVEL=0',
    })
    socket.once('secureConnect', () => {
      resolve(socket.getProtocol() ?? '')
      socket.destroy()
    })
    socket.once('error', () => resolve('refused'))
  })

test('with a certificate of its own it speaks TLS 1.2 and 1.3 and nothing older', async () => {
  const { cert: certificate, key } = selfSigned('fax.clinic.example')
  const setup = { ...proxy, kind: 'tls', host: '127.0.0.1', certificate, key } as const
  const secure = await opened(setup)
  expect(await handshake(secure.port, 'TLSv1.1')).toBe('refused')
  expect(await handshake(secure.port, 'TLSv1.2')).toBe('TLSv1.2')
  expect(await handshake(secure.port, 'TLSv1.3')).toBe('TLSv1.3')
  expect(await listen({ ...setup, key: 'nonsense' }, answerer, 0)).toBe('certificate')
  expect(await listen(setup, answerer, secure.port)).toBe('port-taken')
  expect(await listen({ ...setup, host: '203.0.113.7' }, answerer, 0)).toBe('address-not-here')
  await secure.close()
})
