/** Telnyx by its sheet: pages first, then the call; every reason; lists that cannot be walked; the vendor's own client. */
import Telnyx from 'telnyx'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { faxEnd } from '#main/lines/telnyx/codes.ts'
import { createTelnyx } from '#main/lines/telnyx/driver.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { telnyxService, type TelnyxService } from '#test/given/telnyx/service.ts'
import { conforms, reference, submission, type DriverWish } from './conformance.ts'

const driver = (_: TelnyxService, { address, network, clock, wrong }: DriverWish): Driver =>
  createTelnyx({
    network,
    clock,
    settings: { kind: 'telnyx', connectionId: '1234567890', from: '+12025550101', address, proxy: '' },
    secret: { kind: 'telnyx', apiKey: wrong ? 'wrong' : 'KEY-hush' },
  })

conforms('telnyx', {
  start: () => telnyxService('KEY-hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 0 },
  },
})

let service: TelnyxService
let line: Driver

beforeEach(async () => {
  service = await telnyxService('KEY-hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

test.each([
  ['5xx', { answer: 503, taken: true }],
  ['a reset', { reset: true, taken: true }],
] as const)('an upload that breaks off dials nothing: %s', async (_, fault) => {
  service.plan('prepare', fault)
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'provider-trouble' })
  expect(service.requests).toEqual(['POST /media'])
})

test('a copy is never asked for, and both upload and fax are removed', async () => {
  await line.submit(submission())
  expect(service.heard()).not.toMatch(/store_media|display_name/)
  service.end()
  expect(await line.remove({ reference })).toBe('removed')
  expect([...service.telnyx.media.keys()]).toEqual([])
  expect(service.faxes[0]?.removed).toBe(true)
})

test('a fax is found in a list of many pages; a list whose pages stand still says nothing', async () => {
  for (let each = 0; each < 5; each += 1) await line.submit({ ...submission(), reference: `other${each}` })
  await line.submit(submission())
  expect(await line.list(reference)).toMatchObject({ kind: 'found', providerId: service.faxes[5]?.id })
  service.telnyx.pageStuck = true
  expect((await line.status({ reference })).phase).toBe('unknown')
})

test('what it delivered is all of it, which only we can count', async () => {
  await line.submit(submission())
  service.end()
  const [fax] = service.faxes
  const call = { reference, providerId: fax?.id ?? '' }
  expect(await line.status(call)).toEqual({ phase: 'unknown' })
  expect(await line.status({ ...call, pages: 7 })).toMatchObject({ phase: 'delivered', pages: 7 })
})

test('the sheet’s decisions hold for every reason; what it never named is left to a person', () => {
  expect(faxEnd('user_busy')).toBe('busy')
  expect(faxEnd('receiver_unallocated_number')).toBe('number-not-in-service')
  expect(faxEnd('no_outbound_profile')).toBe('account-trouble')
  expect(faxEnd('page_count_limit_exceeded')).toBe('refused-by-line')
  for (const reason of ['carrier_lost', 'sender_call_dropped', 'fax_signaling_error', 'something_new', ''])
    expect(faxEnd(reason)).toBe('partial')
})

test('a check finds a fax application that is not there', async () => {
  service.plan('check', { answer: 404, taken: false })
  expect(await line.preflight()).toEqual([{ finding: 'sending-set-up-missing', verdict: 'stop' }])
})

test('an application that is switched off, or has no voice profile, carries nothing, and a check says so', async () => {
  const missing = { finding: 'sending-set-up-missing', verdict: 'stop' }
  service.telnyx.application = { id: '1234567890', active: true, outbound: { outbound_voice_profile_id: null } }
  expect(await line.preflight()).toContainEqual(missing)
  service.telnyx.application = { id: '1234567890', active: false, outbound: { outbound_voice_profile_id: '1' } }
  expect(await line.preflight()).toContainEqual(missing)
  service.telnyx.application = { id: '1234567890' }
  expect(await line.preflight()).not.toContainEqual(missing)
})

test('received faxes are found over pages, fetched by a new link without credentials, and removed', async () => {
  const content = Buffer.from('%PDF-1.7 two pages')
  service.telnyx.inbound = [
    { id: 'in-1', status: 'received', content },
    { id: 'in-2', status: 'receiving', content },
    { id: 'in-3', status: 'received', content },
  ]
  const one = { from: '+12025550132', pages: 0, at: Date.parse('2026-04-14T10:01:05Z') }
  expect(await line.received()).toEqual([
    { providerId: 'in-1', ...one },
    { providerId: 'in-3', ...one },
  ])
  expect(await line.content('in-1')).toEqual(content)
  expect(service.telnyx.linkHeaders.join()).not.toContain('authorization')
  expect(await line.removeReceived?.('in-1')).toBe('removed')
  expect(await line.removeReceived?.('in-1')).toBe('not-known')
  expect(await line.content('in-1')).toBe('gone')
  service.plan('list', { answer: 500, taken: false })
  expect(await line.received()).toBeUndefined()
  service.plan('ask', { answer: 500, taken: false })
  expect(await line.content('in-3')).toBeUndefined()
})

test('the vendor’s own client sees the same service', async () => {
  const client = new Telnyx({ apiKey: 'KEY-hush', baseURL: service.address, maxRetries: 0 })
  await line.submit(submission())
  const { data } = await client.faxes.retrieve(service.faxes[0]?.id ?? '')
  expect(data).toMatchObject({ status: 'queued', media_name: reference, client_state: btoa(reference) })
  const sent = await client.faxes.create({
    connection_id: '1234567890',
    from: '+12025550101',
    to: '+12025550143',
    media_name: reference,
  })
  expect(sent.data?.status).toBe('queued')
  const ids: (string | undefined)[] = []
  for await (const fax of client.faxes.list()) ids.push(fax.id)
  expect(ids).toEqual(service.faxes.map(({ id }) => id))
  await client.faxes.actions.cancel(sent.data?.id ?? '')
  expect(service.faxes[1]?.ending).toBe('cancelled')
})

test('a fax that is said to be gone while its upload was there is asked about once more before that is believed', async () => {
  const submitted = await line.submit(submission())
  if (submitted.kind !== 'accepted') throw new Error(submitted.kind)
  service.end()
  let removals = 0
  const gone = { answer: 404, taken: false } as const
  service.watch({
    arrived: (about) => (about === 'remove' && (removals += 1) === 2 ? gone : undefined),
    answering: () => undefined,
  })
  expect(await line.remove({ reference, providerId: submitted.providerId })).toBe('removed')
  expect(service.faxes[0]?.removed).toBe(true)
  expect(removals).toBe(3)
})
