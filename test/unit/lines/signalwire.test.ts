/** SignalWire by its sheet: pages fetched once, nothing without a public address, its messages, and two makers' own clients. */
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { faxEnd } from '#main/lines/signalwire/codes.ts'
import { createSignalwire } from '#main/lines/signalwire/driver.ts'
import { systemNetwork } from '#main/network.ts'
import { givenWayIn, type GivenWayIn } from '#test/given/callbacks/door.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'
import { RestClient } from '#test/given/signalwire/client.ts'
import { project, signalwireService, type SignalwireService } from '#test/given/signalwire/service.ts'
import { conforms, reference, sealed, submission, type DriverWish } from './conformance.ts'

let wayIn: GivenWayIn

const driver = (_: SignalwireService, { address, network, clock, wrong }: DriverWish): Driver =>
  createSignalwire({
    network,
    clock,
    wayIn,
    settings: { kind: 'signalwire', address, projectId: project, from: '+12025550101', proxy: '' },
    secret: { kind: 'signalwire', apiToken: wrong ? 'wrong' : 'hush' },
  })

let clock: ManualClock
let service: SignalwireService
let line: Driver

beforeEach(async () => {
  clock = manualClock()
  wayIn = await givenWayIn(clock)
  service = await signalwireService('hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock, wrong: false })
})
afterEach(async () => {
  await service.close()
  await wayIn.close()
})

conforms('signalwire', {
  start: () => signalwireService('hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'partial', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 0 },
  },
})

async function taken(): Promise<{ readonly reference: string; readonly providerId: string }> {
  const submitted = await line.submit(submission())
  if (submitted.kind !== 'accepted') throw new Error(submitted.kind)
  return { reference, providerId: submitted.providerId }
}

test('pages are fetched once, nothing is to be stored, and it waits no longer than the address lasts', async () => {
  await taken()
  expect(Buffer.from(service.faxes[0]?.content ?? [])).toEqual(Buffer.from(sealed))
  expect(wayIn.waiting()).toBe(0)
  const said = new URLSearchParams(/\n(To=.*)$/m.exec(service.heard())?.[1] ?? '')
  expect(Object.fromEntries(said)).toMatchObject({ StoreMedia: 'false', Ttl: '15', Quality: 'fine' })
})

test('without a public address nothing leaves, and a check says so', async () => {
  wayIn.shut = true
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'line-trouble' })
  expect(service.requests).toEqual([])
  expect(await line.preflight()).toContainEqual({ finding: 'no-public-address', verdict: 'stop' })
})

test('what was not fetched is taken back when the fax is over, refused, or never left', async () => {
  service.wishes.fetches = 'never'
  const call = await taken()
  expect(wayIn.waiting()).toBe(1)
  service.end('busy')
  await line.status(call)
  expect(wayIn.waiting()).toBe(0)
  service.plan('send', { answer: 422, taken: false })
  await line.submit(submission())
  expect(wayIn.waiting()).toBe(0)
  await service.close()
  await line.submit(submission())
  expect(wayIn.waiting()).toBe(0)
})

test('a lost answer leaves the pages where the service may still fetch them, until their time is over', async () => {
  service.wishes.fetches = 'never'
  service.plan('send', { reset: true, taken: true })
  expect(await line.submit(submission())).toEqual({ kind: 'lost' })
  expect(wayIn.waiting()).toBe(1)
  clock.advance(15 * 60_000)
  expect(wayIn.waiting()).toBe(0)
})

test('the id a callback named is believed only for the number it was meant for', async () => {
  const { providerId } = await taken()
  service.end()
  const call = { reference, providerId, pages: 2 }
  expect((await line.status({ ...call, to: submission().to })).phase).toBe('delivered')
  expect((await line.status({ ...call, to: submission('+12025550143').to })).phase).toBe('unknown')
})

test('what it has begun to send cannot be stopped', async () => {
  const call = await taken()
  service.wishes.sending = true
  expect(await line.cancel(call)).toBe('too-late')
})

test.each([
  [4001, 'account-trouble'],
  [20_003, 'account-trouble'],
  [21_611, 'provider-trouble'],
  [21_601, 'refused-by-line'],
])('its refusal %s', async (code, reason) => {
  service.plan('send', { answer: 422, body: JSON.stringify({ code, message: 'x', status: 422 }), taken: false })
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason })
})

test('the sheet’s decisions hold for every message, in either spelling; what it never said is left to a person', () => {
  for (const message of ['Connection Failed', 'Failed to train with any of the compatible modems.'])
    expect(faxEnd(message)).toBe('line-trouble')
  for (const message of [
    'Unexpected DCM after EOM or MPS sequence',
    'Unexpected DCN after EOM or MPS sequence',
    '',
    'new',
  ])
    expect(faxEnd(message)).toBe('partial')
  expect(faxEnd(null)).toBe('partial')
})

test('received faxes are found over pages, fetched, and removed', async () => {
  const content = Buffer.from('%PDF-1.7 two pages')
  service.wishes.inbound = [
    { id: '41', status: 'received', content },
    { id: '42', status: 'receiving', content },
    { id: '43', status: 'received', content },
  ]
  const one = { from: '+12025550132', pages: 2, at: Date.parse('2026-04-14T10:01:05Z') }
  expect(await line.received()).toEqual([
    { providerId: '41', ...one },
    { providerId: '43', ...one },
  ])
  expect(await line.content('41')).toEqual(content)
  expect(await line.removeReceived?.('41')).toBe('removed')
  expect(await line.content('41')).toBe('gone')
  service.plan('list', { answer: 500, taken: false })
  expect(await line.received()).toBeUndefined()
})

const clients = {
  'the vendor’s own client': () => RestClient(project, 'hush', { signalwireSpaceUrl: 'example.signalwire.com' }),
  'the last client of Twilio’s that knew faxes': () =>
    Object.assign(twilio(`AC${'0'.repeat(32)}`, 'hush'), { username: project, accountSid: project, password: 'hush' }),
}

test.each(Object.entries(clients))('%s sees the same service', async (_, make) => {
  const { fax } = make()
  Object.assign(fax, { baseUrl: service.address })
  Object.assign(fax.v1, { _version: `api/laml/2010-04-01/Accounts/${project}` })
  for (let each = 0; each < 3; each += 1) await line.submit(submission())
  const listed = await fax.v1.faxes.list({})
  expect(listed.map(({ sid }) => sid)).toEqual(service.faxes.map(({ id }) => id))
  const media = wayIn.handOut({ reference, bytes: sealed, type: 'application/pdf' }) ?? ''
  const sent = await fax.v1.faxes.create({
    to: '+12025550143',
    from: '+12025550101',
    mediaUrl: media,
    storeMedia: false,
  })
  expect(service.wishes.fetched).toEqual([200, 200, 200, 200])
  expect((await fax.v1.faxes(sent.sid).fetch()).status).toBe('queued')
  expect((await fax.v1.faxes(sent.sid).update({ status: 'canceled' })).status).toBe('canceled')
  expect(await fax.v1.faxes(sent.sid).remove()).toBe(true)
  expect(service.faxes.at(-1)).toMatchObject({ ending: 'cancelled', removed: true })
})
