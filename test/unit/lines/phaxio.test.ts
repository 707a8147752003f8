/** Phaxio by its sheet: what is taken, what is not, what nobody knows, and that nothing is ever handed over twice. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import type { Driver } from '#main/lines/line.ts'
import { createPhaxio } from '#main/lines/phaxio/driver.ts'
import { allowed } from '#main/lines/phaxio/http.ts'
import { faxEnd } from '#main/lines/phaxio/outcomes.ts'
import { systemNetwork } from '#main/network.ts'
import type { Network } from '#main/ports.ts'
import { manualClock } from '#test/given/clock.ts'
import { phaxioService, type PhaxioService } from '#test/given/phaxio/service.ts'

let service: PhaxioService
let line: Driver

const driver = (address = service.address, secret = 'hush', network: Network = systemNetwork): Driver =>
  createPhaxio({
    network,
    clock: manualClock(),
    settings: { kind: 'phaxio', address },
    secret: { kind: 'phaxio', key: 'live', secret },
  })

beforeEach(async () => {
  service = await phaxioService('live', 'hush')
  line = driver()
})
afterEach(() => service.close())

const reference = 'abcdef0123'
const submission = (to: string) => ({
  reference,
  to: E164.parse(to),
  packet: new TextEncoder().encode('%PDF-1.7 sealed'),
  pages: 2,
  quality: 'fine' as const,
})
const submit = (to = '+12025550142') => line.submit(submission(to))

test('hands over the pages, the number and our reference, and asks on by its id', async () => {
  expect(await submit()).toEqual({ kind: 'accepted', providerId: '900000001' })
  expect(service.faxes[0]).toMatchObject({ to: '+12025550142', tag: reference, bytes: 15 })
  expect(await line.status({ reference })).toEqual({ phase: 'accepted' })
  service.pass()
  expect(await line.status({ reference })).toEqual({ phase: 'delivered', pages: 2, tookMs: 65_000 })
  expect(await line.remove({ reference })).toBe('removed')
  expect(service.requests.filter((each) => each === 'POST /faxes')).toHaveLength(1)
})

describe('handing over', () => {
  const refused = (reason: string) => ({ kind: 'refused', reason })
  test.each([
    ['401: credentials', { answer: 401, taken: false }, refused('refused-by-line')],
    ['422: not well formed', { answer: 422, taken: false }, refused('refused-by-line')],
    ['429: too many', { answer: 429, taken: false }, refused('provider-trouble')],
    ['302: sent elsewhere', { answer: 302, taken: false }, refused('refused-by-line')],
    ['503 before it took it', { answer: 503, taken: false }, { kind: 'lost' }],
    ['503 after it took it', { answer: 503, taken: true }, { kind: 'lost' }],
    ['a reset after the body', { reset: true, taken: true }, { kind: 'lost' }],
    ['no JSON', { body: '<html>', taken: true }, { kind: 'lost' }],
    ['wrong types', { body: '{"success":true,"data":{"id":"many"}}', taken: true }, { kind: 'lost' }],
    ['a refusal with status 200', { body: '{"success":false,"data":null}', taken: false }, refused('refused-by-line')],
  ] as const)('%s', async (_, wish, outcome) => {
    service.wishes.send = wish
    expect(await submit()).toEqual(outcome)
    // What it took is found by our reference; what it did not take is not known, which proves nothing here.
    expect((await line.list(reference)).kind).toBe(wish.taken ? 'found' : 'not-known')
  })

  test('nobody there: nothing left this computer, so it may be tried again', async () => {
    await service.close()
    expect(await submit()).toEqual(refused('provider-trouble'))
  })

  test('its list is never believed that it did not take a fax', () => {
    expect(line.capabilities.listing.kind).toBe('lagging')
  })
})

test('an answer that never ends is cut off, and nobody knows', async () => {
  const endless: Network = {
    ...systemNetwork,
    fetch: () => Promise.resolve(new Response('x'.repeat(2 * 1024 * 1024), { status: 200 })),
  }
  expect(await driver(service.address, 'hush', endless).submit(submission('+12025550142'))).toEqual({ kind: 'lost' })
})

test('two faxes with one reference are left to a person', async () => {
  await submit()
  service.wishes.duplicate = true
  expect(await line.list(reference)).toEqual({ kind: 'no-answer' })
})

test.each([
  ['+12025550161', { phase: 'failed', reason: 'busy', pagesSent: 0 }],
  ['+12025550162', { phase: 'failed', reason: 'no-answer', pagesSent: 0 }],
  ['+12025550163', { phase: 'failed', reason: 'number-not-in-service', pagesSent: 0 }],
  ['+12025550164', { phase: 'failed', reason: 'partial', pagesSent: 0 }],
  ['+12025550165', { phase: 'cancelled', pagesSent: 0 }],
  ['+12025550166', { phase: 'failed', reason: 'partial', pagesSent: 0 }],
  ['+12025550167', { phase: 'failed', reason: 'refused-by-line', pagesSent: 0 }],
] as const)('a fax to %s', async (to, news) => {
  await submit(to)
  service.pass()
  expect(await line.status({ reference })).toEqual(news)
})

test('the sheet’s decisions hold for every id: only what put no page through is retried', () => {
  const retried = [15, 16, 17, 19, 30, 43, 52, 87, 88, 100, 110, 112]
  for (const id of retried) expect(['busy', 'no-answer', 'line-trouble']).toContain(faxEnd(id, 'lineError'))
  for (const id of [32, 34, 49, 50, 73, 115]) expect(faxEnd(id, 'lineError')).toBe('number-not-in-service')
  for (const id of [4, 46, 54, 55, 57, 69, 128, 129, 130, 133]) expect(faxEnd(id, null)).toBe('refused-by-line')
  for (const id of [6, 11, 25, 84, 117, 132, 119, 31_337]) expect(faxEnd(id, 'faxError')).toBe('partial')
  expect(faxEnd(null, undefined)).toBe('partial')
})

test('a stop is asked for and its outcome learned; a finished fax is too late', async () => {
  await submit()
  expect(await line.cancel({ reference })).toBe('stopped')
  expect(await line.cancel({ reference: 'nobody-knows' })).toBe('no-answer')
})

test('what a test key pretends to have sent is never called delivered', async () => {
  service.wishes.test = true
  await submit()
  service.pass()
  expect(await line.status({ reference })).toMatchObject({ phase: 'failed' })
})

test('a check reads back credentials, money and test keys, and says what it does not know', async () => {
  const looks = ['retention-unknown', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
  service.wishes.balance = 0
  service.wishes.test = true
  await submit()
  const stop = (finding: string) => ({ finding, verdict: 'stop' })
  expect(await line.preflight()).toEqual([stop('balance-gone'), stop('test-key'), ...looks])
  expect(await driver(service.address, 'wrong').preflight()).toEqual([stop('sign-in-refused')])
  expect(await driver('http://fax.example').preflight()).toEqual([stop('not-protected')])
  expect(await driver('http://127.0.0.1:1').preflight()).toEqual([stop('not-reached')])
})

test('only https is asked, or this very computer', () => {
  const good = ['https://api.phaxio.com/v2.1', 'http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1']
  for (const address of good) expect([address, allowed(address)]).toEqual([address, true])
  const bad = ['http://api.phaxio.com', 'http://127.0.0.1.example', 'https://a:b@c.example', 'file:///etc', 'nonsense']
  for (const address of bad) expect([address, allowed(address)]).toEqual([address, false])
})
