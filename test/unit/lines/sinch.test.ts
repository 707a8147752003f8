/** Sinch by its sheet: one number with two meanings, pages counted, tokens renewed, storage switches read back. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { faxEnd } from '#main/lines/sinch/codes.ts'
import { createSinch } from '#main/lines/sinch/driver.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { sinchService, type SinchService } from '#test/given/sinch/service.ts'
import { conforms, reference, submission, type DriverWish } from './conformance.ts'

const driver = (_: SinchService, { address, network, clock, wrong }: DriverWish): Driver =>
  createSinch({
    network,
    clock,
    settings: {
      kind: 'sinch',
      projectId: 'project-1',
      serviceId: 'service-1',
      from: '+12025550101',
      address,
      tokenAddress: address.replace('/v3', '/oauth2/token'),
      proxy: '',
    },
    secret: { kind: 'sinch', keyId: 'key', keySecret: wrong ? 'wrong' : 'hush' },
  })

conforms('sinch', {
  start: () => sinchService('key', 'hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'human-answered', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 1 },
  },
})

let service: SinchService
let line: Driver
const clock = manualClock()

beforeEach(async () => {
  service = await sinchService('key', 'hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock, wrong: false })
})
afterEach(() => service.close())

test('one token serves until it is old or refused; then another is fetched, once', async () => {
  await line.submit(submission())
  await line.status({ reference })
  expect(service.wishes.tokens).toBe(1)
  clock.jump(3_600_000)
  await line.status({ reference })
  expect(service.wishes.tokens).toBe(2)
  service.wishes.tokens = 7
  expect(await line.status({ reference })).toEqual({ phase: 'accepted' })
  expect(service.wishes.tokens).toBe(8)
})

test('what is found in a list of many pages is ours by its label alone', async () => {
  for (let each = 0; each < 5; each += 1) await line.submit({ ...submission(), reference: `other${each}` })
  await line.submit(submission())
  expect(await line.list(reference)).toMatchObject({ kind: 'found', providerId: service.faxes[5]?.id })
  expect(await line.list('nobody')).toEqual({ kind: 'not-known' })
  await line.submit(submission())
  expect(await line.list(reference)).toEqual({ kind: 'no-answer' })
})

test('retries are ours, the cover stays empty, and a packet too large is not even sent', async () => {
  await line.submit(submission())
  expect(service.heard()).toContain('"maxRetries":0')
  expect(service.heard()).not.toMatch(/coverPage|headerText/)
  const huge = { ...submission(), packet: new Uint8Array(14_000_001) }
  expect(await line.submit(huge)).toEqual({ kind: 'refused', reason: 'refused-by-line' })
})

test('the sheet’s decisions hold: 133 by its family, protocol trouble only where no page went', () => {
  for (const code of [15, 16, 17, 19, 30, 43])
    expect(['busy', 'no-answer', 'line-trouble']).toContain(faxEnd('CALL_ERROR', code, undefined))
  for (const code of [32, 34, 49]) expect(faxEnd('LINE_ERROR', code, 0)).toBe('number-not-in-service')
  for (const code of [13, 14, 28, 38, 48, 132]) {
    expect(faxEnd('FAX_ERROR', code, 0)).not.toBe('partial')
    expect(faxEnd('FAX_ERROR', code, undefined)).toBe('partial')
  }
  expect(faxEnd('DOCUMENT_CONVERSION_ERROR', 133, 0)).toBe('refused-by-line')
  expect(faxEnd('FAX_ERROR', 133, 0)).toBe('refused-by-line')
  expect(faxEnd('FAX_ERROR', 46, 0)).toBe('account-trouble')
  expect(faxEnd('FAX_ERROR', 76, 0)).toBe('cancelled')
  for (const code of [6, 25, 84, 131, 31_337]) expect(faxEnd('FAX_ERROR', code, 0)).toBe('partial')
  expect(faxEnd('CALL_ERROR', 11, 0)).toBe('partial')
  expect(faxEnd(undefined, undefined, 0)).toBe('partial')
})

test('a check reads the storage switches of the fax service', async () => {
  expect(await line.preflight()).toEqual([])
  service.wishes.savesSent = true
  service.wishes.savesReceived = true
  expect(await line.preflight()).toEqual([
    { finding: 'keeps-sent-pages', verdict: 'look' },
    { finding: 'keeps-received-pages', verdict: 'look' },
  ])
})

test('a check finds a number that the fax service does not list, and says nothing where it does not answer', async () => {
  service.wishes.numbers = ['+12025550199']
  expect(await line.preflight()).toEqual([{ finding: 'not-of-this-account', verdict: 'look' }])
  service.wishes.numbers = ['+12025550101']
  expect(await line.preflight()).toEqual([])
})

test('received faxes of our service are walked page by page, fetched while it keeps them, and removed', async () => {
  const content = Buffer.from('%PDF-1.7 two pages')
  service.wishes.inbound = ['1', '2', '3', '4'].map((id) => ({
    id,
    status: id === '2' ? 'FAILURE' : 'COMPLETED',
    content,
  }))
  const at = Date.parse('2026-04-14T10:01:05Z')
  expect(await line.received()).toEqual(
    ['1', '3', '4'].map((providerId) => ({ providerId, from: '+12025550132', pages: 2, at })),
  )
  expect(await line.content('1')).toEqual(content)
  expect(await line.removeReceived?.('1')).toBe('removed')
  expect(await line.content('1')).toBe('gone')
  service.plan('list', { answer: 500, taken: false })
  expect(await line.received()).toBeUndefined()
})
