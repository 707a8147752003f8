/** HumbleFax by its sheet: nothing dialled before the last call, ids looked through with care, two reasons believed. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faxEnd } from '#main/lines/humblefax/codes.ts'
import { createHumblefax } from '#main/lines/humblefax/driver.ts'
import { Fax, newsOf } from '#main/lines/humblefax/faxes.ts'
import type { Driver } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import type { Clock } from '#main/ports.ts'
import { manualClock } from '#test/given/clock.ts'
import { humblefaxService, type HumblefaxService } from '#test/given/humblefax/service.ts'
import { conforms, reference, submission, type DriverWish } from '../conformance.ts'

const driver = (
  _: HumblefaxService,
  { address, network, clock, wrong }: Omit<DriverWish, 'clock'> & { readonly clock: Clock },
): Driver =>
  createHumblefax({
    network,
    clock,
    settings: { kind: 'humblefax', from: '+12025550101', address, proxy: '' },
    secret: { kind: 'humblefax', accessKey: 'key', secretKey: wrong ? 'wrong' : 'hush' },
  })

conforms('humblefax', {
  start: () => humblefaxService('key', 'hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 0 },
    busy: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'human-answered', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 1 },
  },
})

let service: HumblefaxService
let line: Driver
let waits: number[]

beforeEach(async () => {
  waits = []
  service = await humblefaxService('key', 'hush')
  const after: Clock['after'] = (ms, act) => {
    waits.push(ms)
    act()
    return () => undefined
  }
  const clock = { ...manualClock(), after }
  line = driver(service, { address: service.address, network: systemNetwork, clock, wrong: false })
})
afterEach(() => service.close())

test.each([
  ['5xx', { answer: 503, taken: true }],
  ['a reset', { reset: true, taken: true }],
  ['nonsense', { answer: 200, body: '<html>', taken: true }],
] as const)('a fax that breaks off before the last call dials nothing: %s', async (_, fault) => {
  service.plan('prepare', fault)
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'provider-trouble' })
  expect(service.faxes).toEqual([])
})

test('the cover stays off and empty, and only numbers it is known to take are handed over', async () => {
  await line.submit(submission())
  expect(service.heard()).not.toMatch(/toName|fromName|subject|message|companyInfo/)
  expect(await line.submit(submission('+442079460000'))).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect(service.drafts.size).toBe(1)
})

test('ids are looked through one after another, with time between, and not without end', async () => {
  for (const each of ['one', reference, 'three', 'three']) await line.submit({ ...submission(), reference: each })
  expect(await line.list(reference)).toMatchObject({ kind: 'found', providerId: '900000006' })
  expect(waits).toEqual([250, 250, 250])
  expect(await line.list('three')).toEqual({ kind: 'no-answer' })
  service.plan('ask', { answer: 404, taken: false })
  expect(await line.list(reference)).toEqual({ kind: 'no-answer' })
  for (let each = 0; each < 37; each += 1) await line.submit({ ...submission(), reference: `more${each}` })
  const before = service.requests.length
  expect(await line.list(reference)).toEqual({ kind: 'no-answer' })
  expect(service.requests.slice(before)).toEqual(['GET /sentFaxes'])
})

test('every state of the sheet, and pages that may have gone are never sent again by themselves', () => {
  const at = (status: string, more: object = {}) => newsOf(Fax.parse({ id: 1, status, numPages: '3', ...more }), {})
  expect(at('scheduled')).toEqual({ phase: 'accepted' })
  expect(at('in progress')).toEqual({ phase: 'accepted' })
  expect(at('success')).toEqual({ phase: 'delivered', pages: 3, tookMs: 0 })
  expect(at('failure')).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 0 })
  expect(at('image failure')).toEqual({ phase: 'failed', reason: 'refused-by-line', pagesSent: 0 })
  expect(at('partial success')).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 0 })
  expect(at('cancelled')).toEqual({ phase: 'cancelled', pagesSent: 0 })
  const [silent, tone] = ['Receiver did not pick up', 'No fax machine detected at destination']
  expect(faxEnd([silent, silent], 0)).toBe('no-answer')
  expect(faxEnd([silent, tone], 0)).toBe('human-answered')
  expect(faxEnd([silent, 'Something new'], 0)).toBe('partial')
  for (const pages of [1, undefined]) expect(faxEnd([silent], pages)).toBe('partial')
  expect(faxEnd([], 0)).toBe('partial')
})

test('a check says what is not known', async () => {
  const looks = ['pages-stay-there', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
})
