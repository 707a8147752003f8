/**
 * Services that call: whole application, real sockets, pretended services. A call makes a fax known sooner and changes nothing
 * else: what counts is read again at the service. Whatever is not proved is turned away, and told to nobody who asks.
 */
import net from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { LineId } from '#app/domain/ids.ts'
import { systemNetwork } from '#main/network.ts'
import { flushed, givenApplication, goOn, type GivenApplication } from '#test/given/application.ts'
import { phaxioCall, signalwireCall, type SignedCall } from '#test/given/callbacks/door.ts'
import { phaxioService, type PhaxioService } from '#test/given/phaxio/service.ts'
import { project, signalwireService, type SignalwireService } from '#test/given/signalwire/service.ts'
import {
  change,
  lookInto,
  numberOf,
  readyDraft,
  seal,
  send,
  setUp,
  verifiedContact,
} from '#test/given/walk/walk-steps.ts'

const publicAddress = 'https://fax.clinic.example'
const key = 'whtok-0123456789abcdef'

let given: GivenApplication
let port: number
let personId: Awaited<ReturnType<typeof setUp>>['personId']
let services: { close: () => Promise<void> }[]

beforeEach(async () => {
  services = []
  given = await givenApplication({ network: systemNetwork })
  personId = (await setUp(given)).personId
  port = await freePort()
  await given.done('callbacks.change', { kind: 'proxy', port, publicAddress, minutes: 15 })
})
afterEach(async () => {
  await given.leave()
  await Promise.all(services.map((service) => service.close()))
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** What the practice's proxy does: the public address, to this computer. */
const inside = (address: string): string => address.replace(publicAddress, `http://127.0.0.1:${port}`)

const call = async (address: string, { headers, body }: SignedCall): Promise<number> => {
  const said = { ...headers, connection: 'close' }
  const answered = await fetch(inside(address), { method: 'POST', headers: said, body: Uint8Array.from(body) })
  expect(await answered.text()).toBe('')
  return answered.status
}

const agreed = { kind: 'baa', company: 'Faxes Ltd', practice: 'Dana Fairweather' } as const

async function connected(kind: 'phaxio' | 'signalwire', address: string): Promise<LineId> {
  const line =
    kind === 'phaxio'
      ? ({
          settings: { kind, address, proxy: '' },
          secret: { kind, key: 'live', secret: 'hush' },
        } as const)
      : ({
          settings: { kind, address, projectId: project, from: '+12025550101', proxy: '' },
          secret: { kind, apiToken: 'hush' },
        } as const)
  const { id } = await given.done('lines.add', { name: 'Office', ...line })
  await given.done('lines.agreement', { id, agreement: { ...agreed, signedAt: given.clock.now() } })
  await given.done('callbacks.key', { id, key })
  const { standing } = await given.done('lines.check', { id })
  expect(standing).toBe('ready')
  return id
}

async function phaxio(): Promise<{ readonly service: PhaxioService; readonly lineId: LineId }> {
  const service = await phaxioService('live', 'hush')
  services.push(service)
  return { service, lineId: await connected('phaxio', service.address) }
}

async function signalwire(): Promise<{ readonly service: SignalwireService; readonly lineId: LineId }> {
  const service = await signalwireService('hush')
  services.push(service)
  service.wishes.reach = inside
  return { service, lineId: await connected('signalwire', service.address) }
}

async function sent(lineId: LineId, to?: string): Promise<FaxView> {
  const draft = await readyDraft(given, numberOf(await verifiedContact(given, to)).id)
  return send(given, await seal(given, await change(given, draft, { lineId })))
}

const read = ({ id }: FaxView) => given.done('faxes.read', { id })
const phaseOf = async (fax: FaxView) => (await read(fax)).state.phase

async function until(fax: FaxView, ...phases: readonly string[]): Promise<void> {
  await goOn(given, async () => {
    await given.done('session.touch', {})
    return phases.includes(await phaseOf(fax))
  })
}

/** Without a moment of time: only what a call itself sets going. */
async function atOnce(enough: () => Promise<boolean>): Promise<void> {
  for (let each = 0; each < 2_000; each += 1) {
    await flushed()
    if (await enough()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the call set nothing going')
}

const addressOf = async (id: LineId) =>
  (await given.done('callbacks.read', {})).lines.find((line) => line.id === id)?.address ?? ''
const entries = (action: string) =>
  lookInto(given, (db) =>
    db.prepare('select * from audit_entry where action = ? order by sequence').all(action),
  ) as Promise<{ readonly details: string; readonly subject: string; readonly outcome: string }[]>

const news = (fax: FaxView, state: string) => ({
  success: 'true',
  direction: 'sent',
  event_type: 'fax_completed',
  fax: JSON.stringify({ id: 900_000_001, status: state, organisation: fax.id }),
})

test('a call makes the end known at once, also while locked; the same again, and late news, change nothing', async () => {
  const { service, lineId } = await phaxio()
  const fax = await sent(lineId)
  await until(fax, 'accepted')
  const address = await addressOf(lineId)
  expect(service.heard()).toContain(address)
  service.end('delivered')
  await given.done('session.lock', {})
  const asked = service.requests.length
  const told = await phaxioCall(address, news(fax, 'success'), key)
  expect(await call(address, told)).toBe(200)
  await atOnce(async () => service.requests.includes('GET /faxes/900000001'))
  await given.done('session.signIn', { personId, password: 'correct horse battery staple' })
  await atOnce(async () => (await phaseOf(fax)) === 'delivered')
  expect(service.requests.slice(asked).filter((each) => each === 'GET /faxes/900000001')).toHaveLength(1)
  const after = service.requests.length
  given.clock.advance(2_000)
  expect(await call(address, told)).toBe(200)
  const late = await phaxioCall(address, news(fax, 'failure'), key)
  expect(await call(address, late)).toBe(200)
  await flushed()
  expect(await phaseOf(fax)).toBe('delivered')
  expect(service.requests.slice(after).filter((each) => each.startsWith('GET /faxes/900000001'))).toEqual([])
  const [line] = (await given.done('callbacks.read', {})).lines
  expect(line).toMatchObject({ accepted: 2, refused: 0, keyKept: true })
})

test('what a call says is not believed: the service itself is asked, and says otherwise', async () => {
  const { service, lineId } = await phaxio()
  const fax = await sent(lineId)
  await until(fax, 'accepted')
  const address = await addressOf(lineId)
  service.lag(true)
  await call(address, await phaxioCall(address, news(fax, 'success'), key))
  await atOnce(async () => service.requests.includes('GET /faxes/900000001'))
  expect(await phaseOf(fax)).toBe('accepted')
  service.lag(false)
  service.end('busy')
  given.clock.advance(2_000)
  await call(address, await phaxioCall(address, { ...news(fax, 'success'), message: 'again' }, key))
  await atOnce(async () => (await phaseOf(fax)) === 'queued')
})

test('a flood of calls that are not proved is turned away, counted, and twice on record', async () => {
  const { service, lineId } = await phaxio()
  const address = await addressOf(lineId)
  const before = service.requests.length
  const wrong = await phaxioCall(address, { success: 'true', name: 'A patient' }, 'another key')
  for (let each = 0; each < 50; each += 1) expect(await call(address, wrong)).toBe(404)
  for (const path of ['/c/x', `/c/${'x'.repeat(43)}`, '/wp-login.php'])
    expect(await call(publicAddress + path, wrong)).toBe(404)
  const { lines, strangers } = await given.done('callbacks.read', {})
  expect(lines[0]).toMatchObject({ accepted: 0, refused: 50 })
  expect(strangers).toBe(3)
  for (let minute = 0; minute < 11; minute += 1) {
    await given.done('session.touch', {})
    given.clock.advance(60_000)
    await flushed()
  }
  await atOnce(async () => (await entries('callback.refused')).length === 4)
  const told = await entries('callback.refused')
  expect(told.map(({ details }) => Object.fromEntries(JSON.parse(details) as [string, unknown][]))).toEqual([
    { count: 1, why: 'wrong-signature' },
    { count: 1, why: 'unknown-path' },
    { count: 49, why: 'wrong-signature' },
    { count: 2, why: 'unknown-path' },
  ])
  expect(JSON.stringify(told)).not.toContain('patient')
  expect(service.requests.slice(before).filter((each) => each.startsWith('GET /faxes/'))).toEqual([])
})

test('another address for a line: the old one leads nowhere; without the key nothing is believed; off is off', async () => {
  const { service, lineId } = await phaxio()
  const address = await addressOf(lineId)
  const good = await phaxioCall(address, { success: 'true' }, key)
  expect(await call(address, good)).toBe(200)
  await given.done('callbacks.rotate', { id: lineId })
  const other = await addressOf(lineId)
  expect(other).not.toBe(address)
  expect(await call(address, good)).toBe(404)
  expect(await call(other, good)).toBe(404)
  expect(await call(other, await phaxioCall(other, { success: 'true' }, key))).toBe(200)
  await given.done('callbacks.key', { id: lineId, key: null })
  expect(await call(other, await phaxioCall(other, { success: 'no' }, key))).toBe(404)
  const { check } = await given.done('lines.check', { id: lineId })
  expect(check?.findings).toContainEqual({ finding: 'callbacks-unproved', verdict: 'look' })
  const fax = await sent(lineId)
  await until(fax, 'accepted')
  expect(service.heard()).not.toContain('callback_url')
  await given.done('callbacks.change', { kind: 'off' })
  await expect(call(other, good)).rejects.toThrow('fetch failed')
  expect((await given.done('callbacks.read', {})).standing).toBe('off')
})

test('a fax over SignalWire: the pages are fetched once and on record, the address is taken back, the call ends it', async () => {
  const { service, lineId } = await signalwire()
  const fax = await sent(lineId)
  await until(fax, 'accepted')
  expect(service.wishes.fetched).toEqual([200])
  expect(
    Buffer.from(service.faxes[0]?.content ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await atOnce(async () => (await entries('document.handed-out')).length === 1)
  const [entry] = await entries('document.handed-out')
  expect(entry).toMatchObject({ subject: (await read(fax)).reference, outcome: 'done' })
  const media = new URLSearchParams(
    service
      .heard()
      .split('\n')
      .find((row) => row.startsWith('To=')) ?? '',
  ).get('MediaUrl')
  expect((await fetch(inside(media ?? ''))).status).toBe(404)
  const id = service.faxes[0]?.id ?? ''
  const where = service.wishes.callbacks.get(id) ?? ''
  service.end('delivered')
  expect(await call(where, signalwireCall(where, { FaxSid: id, FaxStatus: 'delivered' }, key))).toBe(200)
  await atOnce(async () => (await phaseOf(fax)) === 'delivered')
})

test('an answer that was lost: the service calls with the address of that fax, and is read by the id it named', async () => {
  const { service, lineId } = await signalwire()
  service.plan('send', { reset: true, taken: true })
  const fax = await sent(lineId)
  await until(fax, 'uncertain')
  const id = service.faxes[0]?.id ?? ''
  const where = service.wishes.callbacks.get(id) ?? ''
  expect(
    await call(where.replace(/ref=\w+/, 'ref=ffffffffffffffffffff'), signalwireCall(where, { FaxSid: id }, key)),
  ).toBe(404)
  expect(await call(where, signalwireCall(where, { FaxSid: id, FaxStatus: 'sending' }, key))).toBe(200)
  await atOnce(async () => (await phaseOf(fax)) === 'accepted')
  service.end('delivered')
  await until(fax, 'delivered')
  expect(service.faxes).toHaveLength(1)
  expect(given.incidents()).toEqual([])
})

test('while nothing listens, SignalWire is stopped and says why, at once and by its check', async () => {
  const { lineId } = await signalwire()
  const noAddress = { finding: 'no-public-address', verdict: 'stop' }
  const line = async () => (await given.done('lines.list', {})).lines.find(({ id }) => id === lineId)
  const blocker = net.createServer()
  expect((await given.done('callbacks.change', { kind: 'off' })).needed).toEqual(['Office'])
  expect(await line()).toMatchObject({ standing: 'stopped', check: { findings: expect.arrayContaining([noAddress]) } })
  await new Promise<void>((resolve) => blocker.listen(port, '127.0.0.1', resolve))
  const view = await given.done('callbacks.change', { kind: 'proxy', port, publicAddress, minutes: 15 })
  expect(view.standing).toBe('port-taken')
  expect(await entries('callbacks.not-listening')).toMatchObject([
    { outcome: 'failed', details: '[["why","port-taken"]]' },
  ])
  const { standing, check } = await given.done('lines.check', { id: lineId })
  expect(standing).toBe('stopped')
  expect(check?.findings).toContainEqual(noAddress)
  expect(await given.done('callbacks.test', {})).toEqual({ reached: 'not-listening' })
  await new Promise((resolve) => blocker.close(resolve))
  given.clock.advance(60_000)
  await atOnce(async () => (await given.done('callbacks.read', {})).standing === 'listening')
  await given.done('callbacks.change', { kind: 'off' })
  await given.done('callbacks.change', { kind: 'proxy', port, publicAddress, minutes: 15 })
  expect((await line())?.standing).toBe('ready')
})
