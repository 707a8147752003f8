/** InterFAX by its sheet: ids in `Location`, numbers for states, a search that is believed only where it fits. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { faxEnd } from '#main/lines/interfax/codes.ts'
import { createInterfax } from '#main/lines/interfax/driver.ts'
import { Fax, newsOf } from '#main/lines/interfax/faxes.ts'
import { timeOf } from '#main/lines/interfax/received.ts'
import type { Driver } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { interfaxService, type InterfaxService } from '#test/given/interfax/service.ts'
import { conforms, reference, submission, type DriverWish } from '../conformance.ts'

const driver = (_: InterfaxService, { address, network, clock, wrong }: DriverWish): Driver =>
  createInterfax({
    network,
    clock,
    settings: { kind: 'interfax', user: 'faxdesk', address, proxy: '' },
    secret: { kind: 'interfax', password: wrong ? 'wrong' : 'hush' },
  })

const leftToAPerson = { phase: 'failed', reason: 'partial', pagesSent: 0 } as const

conforms('interfax', {
  start: () => interfaxService('faxdesk', 'hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: leftToAPerson,
    'no-answer': leftToAPerson,
    human: leftToAPerson,
    partial: { phase: 'failed', reason: 'partial', pagesSent: 1 },
    // How it tells of a stopped fax is not known.
    cancelled: leftToAPerson,
  },
})

let service: InterfaxService
let line: Driver

beforeEach(async () => {
  service = await interfaxService('faxdesk', 'hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

const to = E164.parse('+12025550142')

test('number, reference, no retries, and nothing else of ours or anybody’s', async () => {
  await line.submit(submission())
  const [asked] = service.heard().split('\n')
  expect(asked).toBe(
    `POST /outbound/faxes?faxNumber=%2B12025550142&reference=${reference}&retriesToPerform=0&resolution=fine`,
  )
  expect(await line.submit({ ...submission(), pages: 101 })).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect(service.faxes).toHaveLength(1)
})

test('a search that brings up another number did not search for ours, and two of ours are nobody’s to choose', async () => {
  await line.submit({ ...submission('+12025550177'), reference: 'another' })
  service.wishes.deafSearch = true
  expect(await line.list(reference, { to })).toEqual({ kind: 'no-answer' })
  service.wishes.deafSearch = false
  expect(await line.list(reference, { to })).toEqual({ kind: 'not-known' })
  await line.submit(submission())
  expect(await line.list(reference, { to })).toMatchObject({ kind: 'found', providerId: '900000005' })
  await line.submit(submission())
  expect(await line.list(reference, { to })).toEqual({ kind: 'no-answer' })
})

test('every state of the sheet: negative goes on, nought is done, positive failed', () => {
  const at = (status: number, pagesSent = 0) => newsOf(Fax.parse({ id: 1, status, pagesSent, pagesSubmitted: 3 }))
  for (const status of [-1, -11, -2, -3, -22, -77]) expect(at(status)).toEqual({ phase: 'accepted' })
  expect(at(-3, 1)).toEqual({ phase: 'sending', pagesSent: 1 })
  expect(at(0)).toEqual({ phase: 'delivered', pages: 3, tookMs: 0 })
  expect(at(4_711, 2)).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 2 })
  expect(faxEnd(205_000)).toBe('account-trouble')
  for (const status of [1, 2, 12, 4_711]) expect(faxEnd(status)).toBe('partial')
})

test('a yes that names no fax is no yes', async () => {
  service.plan('send', { answer: 201, headers: { location: 'https://fax.example/elsewhere/7' }, taken: true })
  expect(await line.submit(submission())).toEqual({ kind: 'lost' })
})

test('a fax that is over was not stopped, whatever the service says to it', async () => {
  await line.submit(submission())
  service.end()
  service.plan('cancel', { answer: 200, taken: false })
  expect(await line.cancel({ reference, providerId: '900000004' })).toBe('too-late')
})

test('a check says that pages stay, and that a card is empty', async () => {
  const looks = ['pages-stay-there', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
  service.wishes.balance = undefined
  expect(await line.preflight()).toEqual(looks)
  service.wishes.balance = 0
  expect(await line.preflight()).toEqual([{ finding: 'balance-gone', verdict: 'look' }, ...looks])
})

test('received faxes are found over pages and fetched; what has no pages any more is not told of', async () => {
  const content = Buffer.from('%PDF-1.7 received')
  service.wishes.inbound = [
    ...Array.from({ length: 100 }, (_, nth) => ({ id: nth + 1, status: 0, callerId: '2025550177', content })),
    { id: 101, status: 2, callerId: '', content },
    { id: 102, status: 0, callerId: '2025550178', content: undefined },
  ]
  const received = await line.received()
  expect(received).toHaveLength(101)
  const at = Date.UTC(2026, 3, 14, 10)
  expect(received?.[0]).toEqual({ providerId: '101', from: 'Harborlight', pages: 2, at, incomplete: true })
  expect(received?.at(-1)).toEqual({ providerId: '1', from: '2025550177', pages: 2, at })
  expect(await line.content('101')).toEqual(content)
  expect(await line.content('102')).toBe('gone')
  expect(line.removeReceived).toBeUndefined()
  service.plan('other', { answer: 503, taken: false }, 2)
  expect(await line.received()).toBeUndefined()
  expect(await line.content('101')).toBeUndefined()
  expect([timeOf('/Date(1776160800000+0000)/'), timeOf('2026-04-14T12:00:00+02:00')]).toEqual([at, at])
})
