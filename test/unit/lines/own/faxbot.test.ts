/** Faxbot by its sheet: jobs that stick, a readiness that is none, successes that count too few pages, words of others. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { faxbotCodes, jobEnd } from '#main/lines/faxbot/codes.ts'
import { createFaxbot } from '#main/lines/faxbot/driver.ts'
import type { Call, Driver } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { faxbotService, type FaxbotService } from '#test/given/faxbot/service.ts'
import { conforms, reference, submission, type DriverWish } from '../conformance.ts'

const key = 'fbk_live_0123456789ab_hush-hush_hush'

type Wish = DriverWish & { readonly key?: string; readonly companyAgreed?: boolean; readonly privateNetwork?: boolean }

const driver = (_: FaxbotService, { address, network, clock, wrong, ...wish }: Wish): Driver =>
  createFaxbot({
    network,
    clock,
    settings: {
      kind: 'faxbot',
      address,
      largestMb: 1,
      privateNetwork: wish.privateNetwork ?? false,
      companyAgreed: wish.companyAgreed ?? false,
    },
    secret: { kind: 'faxbot', key: wrong ? 'wrong' : (wish.key ?? key) },
  })

const unclear = { phase: 'failed', reason: 'partial', pagesSent: 0 } as const

conforms('faxbot', {
  start: () => faxbotService(key),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    // The gateway does not tell these apart in words anybody wrote down.
    busy: unclear,
    'no-answer': unclear,
    human: unclear,
    partial: unclear,
  },
})

let service: FaxbotService
let line: Driver
const make = (wish: Partial<Wish> = {}): Driver =>
  driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false, ...wish })

beforeEach(async () => {
  service = await faxbotService(key)
  line = make()
})
afterEach(() => service.close())

async function taken(pages = 2): Promise<Call> {
  const submitted = await line.submit({ ...submission(), pages })
  if (submitted.kind !== 'accepted') throw new Error(submitted.kind)
  return { reference, providerId: submitted.providerId, pages, startedAt: 0, to: E164.parse('+12025550142') }
}

test('a job that sticks is never believed to be over, and is given up within an hour or two, not never', async () => {
  const call = await taken(30)
  service.wishes.switchedOff = true
  service.end()
  expect(await line.status(call)).toEqual({ phase: 'accepted' })
  expect(line.pace.longestCallMs(30)).toBe(2 * 60 * 60_000)
})

test('a success that counts fewer pages than were sent is not delivered; one that counts none is ours', async () => {
  const call = await taken(3)
  service.end()
  service.wishes.pages = 1
  expect(await line.status(call)).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 1 })
  service.wishes.pages = null
  expect(await line.status(call)).toEqual({ phase: 'delivered', pages: 3, tookMs: 65_000 })
  service.wishes.pages = 0
  expect(await line.status(call)).toEqual({ phase: 'unknown' })
})

test('words come in any case, times without a zone or with one, and fields of the wrong type are not looked at', async () => {
  const call = await taken()
  service.end()
  service.wishes.job = {
    status: 'success',
    created_at: '2026-04-14T10:00:00Z',
    updated_at: '2026-04-14T10:00:30+00:00',
  }
  expect(await line.status(call)).toEqual({ phase: 'delivered', pages: 2, tookMs: 30_000 })
  service.wishes.job = { status: 'IN_PROGRESS', error: { code: 7 }, backend: 7 }
  expect(await line.status(call)).toEqual({ phase: 'accepted' })
  service.wishes.job = { status: 'disabled' }
  expect(await line.status(call)).toEqual({ phase: 'failed', reason: 'refused-by-line', pagesSent: 0 })
  service.wishes.job = { id: 'somebody-elses' }
  expect(await line.status(call)).toEqual({ phase: 'unknown' })
})

test('only what an exchange of its own says is believed, word for word; nothing that may have sent a page is retried', () => {
  for (const { code, reason } of faxbotCodes) expect([code, jobEnd('sip', code)]).toEqual([code, reason])
  for (const backend of ['phaxio', 'freeswitch', undefined]) expect(jobEnd(backend, 'FILE_ERROR')).toBe('partial')
  for (const text of ['busy', 'Busy here', '', undefined, 'FILE_ERROR twice'])
    expect(jobEnd('sip', text)).toBe('partial')
})

test('what leaves: the number as it wants it, a PDF under our reference, the key in its header; what is too large stays', async () => {
  await line.submit(submission())
  expect(service.heard()).toContain(`filename="${reference}.pdf"`)
  expect(service.heard()).toContain(`"x-api-key":"${key}"`)
  const asked = service.requests.length
  const packet = new Uint8Array(1024 * 1024 + 1)
  expect(await line.submit({ ...submission(), packet })).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect(service.requests).toHaveLength(asked)
})

test.each([400, 413, 415, 422])('refused with %i', async (answer) => {
  service.plan('send', { answer, body: '{"detail":[{"loc":["body","to"],"msg":"no","type":"x"}]}', taken: false })
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'refused-by-line' })
})

test('a key without the right to send is trouble of the account', async () => {
  service.plan('send', { answer: 403, body: '{"detail":"scope fax:send"}', taken: false })
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'account-trouble' })
})

const namesOf = async (of: Driver) => (await of.preflight()).map(({ finding, verdict }) => `${finding} ${verdict}`)

test('"ready" with a dead exchange is not ready; nor is "not ready"', async () => {
  expect(await namesOf(line)).toEqual(['weak-evidence look'])
  service.wishes.connected = false
  expect(await namesOf(line)).toEqual(['server-not-dialling stop', 'weak-evidence look'])
  // Without an exchange behind it the connection to one says nothing.
  service.wishes.backend = 'freeswitch'
  expect(await namesOf(line)).toEqual(['weak-evidence look'])
  service.wishes.status = 'not_ready'
  expect(await namesOf(line)).toEqual(['server-not-dialling stop', 'weak-evidence look'])
})

test('a company behind it stops the line until somebody answers for its BAA', async () => {
  for (const backend of ['phaxio', 'signalwire', 'a-plugin']) {
    service.wishes.backend = backend
    expect(await namesOf(line)).toEqual(['company-behind stop', 'weak-evidence look'])
    expect(await namesOf(make({ companyAgreed: true }))).toEqual(['weak-evidence look'])
  }
  service.wishes.backend = 'sinch'
  expect(await namesOf(make({ companyAgreed: true }))).toEqual(['tells-no-end look', 'weak-evidence look'])
})

test('a server open to all, and its first key, are looked at; something else at the address is no gateway', async () => {
  service.wishes.keys = false
  expect(await namesOf(make({ key: 'the first key' }))).toEqual([
    'open-to-all look',
    'key-of-all-rights look',
    'weak-evidence look',
  ])
  service.plan('check', { answer: 200, body: '<html>', taken: false })
  expect(await namesOf(line)).toEqual(['answer-not-understood stop'])
  service.plan('ask', { answer: 200, body: '{}', taken: false })
  expect(await namesOf(line)).toEqual(['answer-not-understood stop'])
})

const came = (id: string, more: object = {}) => ({
  id,
  fr: '+12025550190',
  to: '+12025550101',
  status: 'received',
  backend: 'sip',
  pages: 2,
  size_bytes: 20_000,
  created_at: '2026-04-14T09:00:00',
  received_at: '2026-04-14T09:30:00',
  mailbox: null,
  ...more,
})

test('faxes that came in: whole ones, broken-off ones and words nobody knows told apart; nothing where it does not receive', async () => {
  expect(await line.received()).toEqual([])
  service.wishes.inbound = [
    came('a1'),
    came('a2', { status: 'FAILED', fr: null, pages: null }),
    came('a3', { status: 'pondering', received_at: null }),
    came('a4', { status: 'in_progress' }),
    came('../a5'),
    came('a6', { received_at: 'soon', pages: 'two' }),
  ]
  const at = Date.UTC(2026, 3, 14, 9, 30)
  expect(await line.received()).toEqual([
    { providerId: 'a1', from: '+12025550190', pages: 2, at },
    { providerId: 'a2', from: '', pages: 0, at, incomplete: true },
    { providerId: 'a3', from: '+12025550190', pages: 2, at: Date.UTC(2026, 3, 14, 9), incomplete: true },
  ])
  service.plan('ask', { answer: 403, taken: false })
  expect(await line.received()).toBeUndefined()
})

test('a placeholder is not the fax: it is asked for again for a day, then handed over for what it is', async () => {
  const placeholder = Buffer.from('%PDF-1.4\n%placeholder\n%%EOF')
  const real = Buffer.from(`%PDF-1.7 ${'x'.repeat(1_000)}`)
  service.wishes.inbound = [came('a1'), came('a2'), came('a3', { received_at: '2026-04-13T09:59:59' })]
  service.wishes.inboundPages = new Map([
    ['a1', placeholder],
    ['a3', placeholder],
  ])
  expect(await line.content('a1')).toBeUndefined()
  expect(Buffer.from((await line.content('a3')) ?? [])).toEqual(placeholder)
  expect(await line.content('a2')).toBe('gone')
  service.wishes.inboundPages.set('a1', real)
  expect(Buffer.from((await line.content('a1')) ?? [])).toEqual(real)
  service.plan('ask', { answer: 500, taken: false })
  expect(await line.content('a1')).toBeUndefined()
})
