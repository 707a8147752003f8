/** SRFax by its sheet: everything in the body, refusals that all look alike, texts that are believed only where known. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { faxEnd } from '#main/lines/srfax/codes.ts'
import { createSrfax } from '#main/lines/srfax/driver.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { srfaxService, type SrfaxService } from '#test/given/srfax/service.ts'
import { conforms, reference, submission, type DriverWish } from './conformance.ts'

const driver = (_: SrfaxService, { address, network, clock, wrong }: DriverWish): Driver =>
  createSrfax({
    network,
    clock,
    settings: {
      kind: 'srfax',
      accountNumber: '12345',
      senderEmail: 'fax@clinic.example',
      from: '+12025550101',
      address,
      proxy: '',
    },
    secret: { kind: 'srfax', password: wrong ? 'wrong' : 'hush' },
  })

conforms('srfax', {
  start: () => srfaxService('12345', 'hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    // It forgets a fax that was stopped while it waited.
    cancelled: { phase: 'unknown' },
  },
})

let service: SrfaxService
let line: Driver

beforeEach(async () => {
  service = await srfaxService('12345', 'hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

test('retries are ours, cover fields stay empty, and only numbers it is known to take are handed over', async () => {
  await line.submit(submission())
  expect(service.heard()).toContain('"sRetries":"0"')
  expect(service.heard()).not.toMatch(/sCP|sCoverPage|sNotifyURL|sFaxFromHeader/)
  expect(await line.submit(submission('+442079460000'))).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect(service.faxes).toHaveLength(1)
})

test('its list is read from the day before to the day after, and only our reference is ours', async () => {
  await line.submit({ ...submission(), reference: 'another' })
  await line.submit(submission())
  expect(await line.list(reference)).toMatchObject({ kind: 'found', providerId: '900000004' })
  expect(service.heard()).toContain('"sStartDate":"20260412","sEndDate":"20260415"')
})

test('texts are believed only where they begin as known', () => {
  expect(faxEnd('Busy')).toBe('busy')
  expect(faxEnd(' busy signal ')).toBe('busy')
  expect(faxEnd('No Answer')).toBe('no-answer')
  for (const text of ['No Remote Fax', 'Disconnected, line busy afterwards', '', undefined])
    expect(faxEnd(text)).toBe('partial')
})

test('a check that is answered by something else says so', async () => {
  service.plan('check', { answer: 200, body: '<html>', taken: false })
  expect(await line.preflight()).toEqual([{ finding: 'answer-not-understood', verdict: 'stop' }])
})

test('received faxes are found in its inbox, fetched, and removed; what is gone is seen from the inbox alone', async () => {
  const content = Buffer.from('%PDF-1.7 received')
  service.wishes.inbound = [
    { id: '20360095', status: 'Ok', from: '2025550177', content },
    { id: '20360096', status: 'Error', from: '', content },
  ]
  const at = 1_776_160_800_000
  expect(await line.received()).toEqual([
    { providerId: '20360095', from: '2025550177', pages: 2, at },
    { providerId: '20360096', from: 'Harborlight', pages: 2, at, incomplete: true },
  ])
  expect(service.heard()).toContain('"sStartDate":"20260314","sEndDate":"20260415"')
  expect(await line.content('20360095')).toEqual(content)
  expect(await line.removeReceived?.('20360095')).toBe('removed')
  expect(await line.content('20360095')).toBe('gone')
  expect(await line.removeReceived?.('20360095')).toBe('not-known')
  service.wishes.keeps = true
  expect(await line.removeReceived?.('20360096')).toBe('refused')
  service.plan('other', { answer: 200, body: '<html>', taken: false })
  expect(await line.received()).toBeUndefined()
  service.plan('other', { answer: 503, taken: false })
  expect(await line.content('20360096')).toBeUndefined()
})
