/** Documo by its sheet: a key as it is, second-hand codes believed only with no page sent, a history with a brake of its own. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { faxEnd } from '#main/lines/documo/codes.ts'
import { createDocumo } from '#main/lines/documo/driver.ts'
import type { Driver } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { documoService } from '#test/given/documo/service.ts'
import type { Service } from '#test/given/service/service.ts'
import { conforms, reference, submission, type DriverWish } from '../conformance.ts'

const driver = (_: Service, { address, network, clock, wrong }: DriverWish): Driver =>
  createDocumo({
    network,
    clock,
    settings: { kind: 'documo', from: '+12025550101', address, proxy: '' },
    secret: { kind: 'documo', apiKey: wrong ? 'wrong' : 'hush' },
  })

conforms('documo', {
  start: () => documoService('hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'line-trouble', pagesSent: 0 },
    human: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 1 },
  },
})

let service: Service
let line: Driver

beforeEach(async () => {
  service = await documoService('hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

test('the cover stays off and empty; our reference is a custom field and nothing else', async () => {
  await line.submit(submission())
  expect(service.heard()).toContain(`name="cf"\r\n\r\n{"reference":"${reference}"}`)
  expect(service.heard()).not.toMatch(/recipientName|senderName|subject|notes/)
})

test('a fax is found among many; where only part of the history was read, nothing is claimed', async () => {
  await line.submit(submission())
  for (let each = 0; each < 60; each += 1) await line.submit({ ...submission(), reference: `other${each}` })
  expect(await line.list(reference)).toMatchObject({ kind: 'found', providerId: service.faxes[0]?.id })
  for (let each = 0; each < 100; each += 1) await line.submit({ ...submission(), reference: `more${each}` })
  expect(await line.list(reference)).toEqual({ kind: 'no-answer' })
  expect(await line.list('more99')).toMatchObject({ kind: 'found', providerId: service.faxes[160]?.id })
})

test('being put off at its history keeps no fax waiting', async () => {
  service.plan('list', { answer: 429, headers: { 'retry-after': '60' }, taken: false })
  await line.list(reference)
  expect((await line.submit(submission())).kind).toBe('accepted')
})

test('the sheet’s decisions hold for every code, and no page certainly went before anything is dialled again', () => {
  expect(faxEnd(6100, 0)).toBe('busy')
  expect(faxEnd('6000', 0)).toBe('line-trouble')
  for (const code of [5100, 5200]) expect(faxEnd(code, 0)).toBe('refused-by-line')
  for (const code of [6100, 6000]) expect([faxEnd(code, undefined), faxEnd(code, 1)]).toEqual(['partial', 'partial'])
  for (const code of [6200, 7000, null, undefined]) expect(faxEnd(code, 0)).toBe('partial')
})

test('a check says what is not known', async () => {
  const looks = ['pages-stay-there', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
})
