/** Phaxio by its sheet: its codes, its test keys, its money, and its official client against the pretended service. */
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { faxEnd } from '#main/lines/phaxio/codes.ts'
import { createPhaxio } from '#main/lines/phaxio/driver.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { phaxioClient } from '#test/given/phaxio/client.ts'
import { phaxioService, type PhaxioService } from '#test/given/phaxio/service.ts'
import { conforms, reference, submission, type DriverWish } from './conformance.ts'

const driver = (_: PhaxioService, { address, network, clock, wrong }: DriverWish): Driver =>
  createPhaxio({
    network,
    clock,
    settings: { kind: 'phaxio', address, proxy: '' },
    secret: { kind: 'phaxio', key: 'live', secret: wrong ? 'wrong' : 'hush' },
  })

conforms('phaxio', {
  start: () => phaxioService('live', 'hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 0 },
  },
})

let service: PhaxioService
let line: Driver

beforeEach(async () => {
  service = await phaxioService('live', 'hush')
  const { address } = service
  line = driver(service, { address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

test('a refusal with a good status is a refusal', async () => {
  service.plan('send', { answer: 200, body: '{"success":false,"data":null}', taken: false })
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'refused-by-line' })
})

test('two faxes with one reference are left to a person', async () => {
  await line.submit(submission())
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
  await line.submit(submission(to))
  service.end()
  expect(await line.status({ reference })).toEqual(news)
})

test('the sheet’s decisions hold for every id: only what put no page through is retried', () => {
  const retried = [15, 16, 17, 19, 30, 43, 52, 87, 88, 100, 110, 112]
  for (const id of retried) expect(['busy', 'no-answer', 'line-trouble']).toContain(faxEnd(id, 'lineError'))
  for (const id of [32, 34, 49, 50, 73, 115]) expect(faxEnd(id, 'lineError')).toBe('number-not-in-service')
  for (const id of [4, 54, 55, 57, 69, 128, 129, 130, 133]) expect(faxEnd(id, null)).toBe('refused-by-line')
  for (const id of [6, 11, 25, 84, 117, 132, 119, 31_337]) expect(faxEnd(id, 'faxError')).toBe('partial')
  expect(faxEnd(46, 'faxError')).toBe('account-trouble')
  expect(faxEnd(null, undefined)).toBe('partial')
})

test('what a test key pretends to have sent is never called delivered', async () => {
  service.wishes.test = true
  await line.submit(submission())
  service.end()
  expect(await line.status({ reference })).toMatchObject({ phase: 'failed' })
})

test('a check reads back money and test keys, and says what it does not know', async () => {
  const looks = ['retention-unknown', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
  service.wishes.balance = 0
  service.wishes.test = true
  await line.submit(submission())
  const stop = (finding: string) => ({ finding, verdict: 'stop' })
  expect(await line.preflight()).toEqual([stop('balance-gone'), stop('test-key'), ...looks])
})

test('received faxes that are over are told of, fetched, and removed for good; a test key’s are none', async () => {
  const content = Buffer.from('%PDF-1.7 two pages')
  service.wishes.inbound = [
    { id: '41', status: 'success', content },
    { id: '42', status: 'inprogress', content },
    { id: '43', status: 'partialsuccess', content: undefined },
  ]
  const at = Date.parse('2026-04-14T16:01:05Z')
  const both = { from: '+12025550132', pages: 2, at }
  expect(await line.received()).toEqual([
    { providerId: '41', ...both },
    { providerId: '43', ...both, incomplete: true },
  ])
  expect(await line.content('41')).toEqual(content)
  expect(await line.content('43')).toBe('gone')
  expect(await line.removeReceived?.('41')).toBe('removed')
  expect(await line.removeReceived?.('41')).toBe('not-known')
  expect(await line.content('41')).toBe('gone')
  service.wishes.test = true
  expect(await line.received()).toEqual([])
  service.plan('check', { answer: 500, taken: false })
  expect(await line.received()).toBeUndefined()
  service.plan('ask', { answer: 500, taken: false })
  expect(await line.content('43')).toBeUndefined()
})

test('the vendor’s own client sees the same service', async () => {
  const client = phaxioClient('live', 'hush', service.address)
  expect(await client.account.status()).toMatchObject({ success: true, data: { balance: 1_500 } })
  await line.submit(submission())
  const found = await client.faxes.listFaxes({ direction: 'sent', tags: { client_ref: reference } })
  expect(found.data).toMatchObject([{ id: 900_000_001, status: 'queued', tags: { client_ref: reference } }])
  const file = path.resolve('test/given/samples/text-1p.pdf')
  const { id } = await client.faxes.create({ to: '+12025550143', file, tags: { client_ref: 'other' } })
  expect(service.faxes[1]).toMatchObject({ id: String(id), to: '+12025550143', reference: 'other' })
  expect(
    Buffer.from(service.faxes[1]?.content ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await client.faxes.cancel(id)
  expect((await client.faxes.getInfo(id)).data).toMatchObject({ status: 'failure', error_id: 75 })
  await client.faxes.deleteFile(id)
  expect(service.faxes[1]?.removed).toBe(true)
})
