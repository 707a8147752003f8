/** iFax by its sheet: yes and no stand in the body, words are believed only with no page sent, and nothing is ever found again. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faxEnd, refusal } from '#main/lines/ifax/codes.ts'
import { createIfax } from '#main/lines/ifax/driver.ts'
import { Fax, newsOf } from '#main/lines/ifax/faxes.ts'
import type { Driver } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { ifaxService } from '#test/given/ifax/service.ts'
import type { Service } from '#test/given/service/service.ts'
import { conforms, reference, submission, type DriverWish } from '../conformance.ts'

const driver = (_: Service, { address, network, clock, wrong }: DriverWish): Driver =>
  createIfax({
    network,
    clock,
    settings: { kind: 'ifax', from: '+12025550101', address, proxy: '' },
    secret: { kind: 'ifax', accessToken: wrong ? 'wrong' : 'hush' },
  })

conforms('ifax', {
  start: () => ifaxService('hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 1 },
  },
  wrongTypes: '{"status":1,"data":{"jobId":{}}}',
})

let service: Service
let line: Driver

beforeEach(async () => {
  service = await ifaxService('hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

test('no cover field is filled; the file’s name is our reference', async () => {
  await line.submit(submission())
  expect(service.heard()).toContain(`"fileName":"${reference}.pdf"`)
  expect(service.heard()).not.toMatch(/subject|from_name|to_name|"message"|templateId/)
})

test('what was lost is never claimed to be unknown there: nobody can be asked', async () => {
  service.plan('send', { reset: true, taken: true })
  expect(await line.submit(submission())).toEqual({ kind: 'lost' })
  expect(await line.list(reference)).toEqual({ kind: 'no-answer' })
  expect(await line.status({ reference })).toEqual({ phase: 'unknown' })
  expect(service.requests).toEqual(['POST /fax-send'])
})

test('a no in a good answer is a no, a key that was revoked is the account’s', async () => {
  service.plan('send', { answer: 200, body: '{"status":0,"message":"Invalid number"}', taken: false })
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect([refusal(12001), refusal('12001'), refusal(7), refusal(undefined)]).toEqual([
    'account-trouble',
    'account-trouble',
    'refused-by-line',
    'refused-by-line',
  ])
})

test('every state of the sheet', () => {
  const at = (faxStatus: string, more: object = {}) =>
    newsOf(Fax.parse({ faxStatus, faxTotalPages: 3, message: 'USER_BUSY', ...more }), {})
  expect(at('sending')).toEqual({ phase: 'accepted' })
  expect(at('sending', { faxTransferredPages: '1' })).toEqual({ phase: 'sending', pagesSent: 1 })
  expect(at('delivered')).toEqual({ phase: 'delivered', pages: 3, tookMs: 0 })
  expect(at('failed')).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 0 })
  expect(at('failed', { faxTransferredPages: 0 })).toEqual({ phase: 'failed', reason: 'busy', pagesSent: 0 })
  expect(at('failed', { faxTransferredPages: 2 })).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 2 })
  const billed = at('failed_chargeable', { faxTransferredPages: 0 })
  expect(billed).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 0 })
  expect(at('partially_cancelled')).toMatchObject({ reason: 'partial' })
  expect(at('blocked')).toMatchObject({ reason: 'refused-by-line' })
  expect(at('canceled')).toEqual({ phase: 'cancelled', pagesSent: 0 })
})

test('words are believed only as far as the sheet says', () => {
  expect(faxEnd('USER_BUSY', 0)).toBe('busy')
  expect([faxEnd('NO_ANSWER', 0), faxEnd('No answer', 0)]).toEqual(['no-answer', 'no-answer'])
  expect(faxEnd('SWITCH_CONGESTION', 0)).toBe('line-trouble')
  for (const text of ['NORMAL_CLEARING', '', null]) expect(faxEnd(text, 0)).toBe('partial')
  for (const pages of [1, undefined]) expect(faxEnd('USER_BUSY', pages)).toBe('partial')
})

test('a check that is answered by something else says so', async () => {
  service.plan('check', { answer: 200, body: '{"status":0,"message":"trouble"}', taken: false })
  expect(await line.preflight()).toEqual([{ finding: 'answer-not-understood', verdict: 'stop' }])
})
