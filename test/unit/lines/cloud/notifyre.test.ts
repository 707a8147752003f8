/** Notifyre by its sheet: nothing dialled before the last call, one list for all faxes, and the vendor's own client. */
import { NotifyreAPI, RecipientType, ContentType } from 'notifyre-nodejs-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { createNotifyre } from '#main/lines/notifyre/driver.ts'
import { systemNetwork } from '#main/network.ts'
import type { Clock } from '#main/ports.ts'
import { manualClock } from '#test/given/clock.ts'
import { notifyreService, type NotifyreService } from '#test/given/notifyre/service.ts'
import { conforms, reference, sealed, submission, type DriverWish } from '../conformance.ts'

const driver = (
  _: NotifyreService,
  { address, network, clock, wrong }: Omit<DriverWish, 'clock'> & { readonly clock: Clock },
): Driver =>
  createNotifyre({
    network,
    clock,
    settings: { kind: 'notifyre', from: '+12025550101', address, proxy: '' },
    secret: { kind: 'notifyre', apiToken: wrong ? 'wrong' : 'hush' },
  })

const leftToAPerson = { phase: 'failed', reason: 'partial', pagesSent: 0 } as const

conforms('notifyre', {
  start: () => notifyreService('hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 65_000 },
    busy: leftToAPerson,
    'no-answer': leftToAPerson,
    human: leftToAPerson,
    partial: leftToAPerson,
  },
})

let service: NotifyreService
let line: Driver
let waitedMs: number

/** Time that passes while somebody waits for it, and only then. */
function hasty(): Clock {
  const clock = manualClock()
  const after: Clock['after'] = (ms, act) => {
    waitedMs += ms
    clock.advance(ms)
    act()
    return () => undefined
  }
  return { ...clock, after }
}

beforeEach(async () => {
  waitedMs = 0
  service = await notifyreService('hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: hasty(), wrong: false })
})
afterEach(() => service.close())

const troubled = { kind: 'refused', reason: 'provider-trouble' } as const

test.each([
  ['5xx', { answer: 503, taken: true }],
  ['a reset', { reset: true, taken: true }],
  ['nonsense', { answer: 200, body: '<html>', taken: true }],
] as const)('an upload or a conversion that breaks off dials nothing: %s', async (_, fault) => {
  service.plan('prepare', fault)
  expect(await line.submit(submission())).toEqual(troubled)
  expect(service.faxes).toEqual([])
})

test('pages that take their time are waited for, and not for ever; pages it cannot convert are said to be wrong', async () => {
  service.notifyre.conversions.push('initialised', 'converting')
  expect((await line.submit(submission())).kind).toBe('accepted')
  expect(waitedMs).toBe(4_000)
  service.notifyre.conversions.push(...Array.from({ length: 40 }, () => 'converting'))
  expect(await line.submit(submission())).toEqual(troubled)
  expect(waitedMs).toBeLessThan(4_000 + 26_000)
  service.notifyre.conversions.splice(0, 40, 'failed')
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect(service.faxes).toHaveLength(1)
})

test('a clear no with a good status is a no', async () => {
  service.plan('send', { answer: 200, body: '{"success":false,"payload":null}', taken: false })
  expect(await line.submit(submission())).toEqual({ kind: 'refused', reason: 'refused-by-line' })
})

test('one walk of its list tells how all faxes go; what bears a reference twice is left out', async () => {
  const references = ['one', 'two', 'three', 'four', 'four']
  for (const each of references) await line.submit({ ...submission(), reference: each })
  service.end()
  const before = service.requests.length
  const told = await line.statuses?.(['one', 'three', 'four', 'five'].map((each) => ({ reference: each })))
  expect(service.requests.slice(before)).toEqual(['GET /fax/send', 'GET /fax/send', 'GET /fax/send'])
  expect([...(told?.keys() ?? [])]).toEqual(['one', 'three'])
  expect(told?.get('one')).toMatchObject({ phase: 'delivered', pages: 2 })
  expect(await line.list('four')).toEqual({ kind: 'no-answer' })
})

test('a check finds a number that is not the account’s', async () => {
  const looks = ['pages-stay-there', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
  service.notifyre.number = '+12025550199'
  expect(await line.preflight()).toEqual([{ finding: 'not-of-this-account', verdict: 'look' }, ...looks])
})

test('received faxes are found over pages, fetched, and removed by the request that fetches once more', async () => {
  const content = Buffer.from('II*\0 received')
  service.notifyre.inbound = ['one', 'two', 'three'].map((id, nth) => ({
    id,
    status: ['successful', 'in_progress', 'failed'][nth] ?? '',
    content,
  }))
  const told = { from: '+12025550177', pages: 2, at: 1_776_160_800_000 }
  expect(await line.received()).toEqual([
    { providerId: 'one', ...told },
    { providerId: 'three', ...told, incomplete: true },
  ])
  expect(await line.content('one')).toEqual(content)
  expect(await line.removeReceived?.('one')).toBe('removed')
  expect(await line.removeReceived?.('one')).toBe('not-known')
  expect(await line.content('one')).toBe('gone')
  service.plan('check', { answer: 200, body: '{"success":false}', taken: false }, 3)
  expect(await line.received()).toBeUndefined()
  expect(await line.content('three')).toBeUndefined()
  expect(await line.removeReceived?.('three')).toBe('no-answer')
})

test('the vendor’s own client sees the same service', async () => {
  const api = new NotifyreAPI('hush')
  // Its address is fixed; only its own HTTP client knows it.
  const { defaults } = Reflect.get(api, 'httpClient') as { readonly defaults: { baseURL: string } }
  defaults.baseURL = service.address
  const client = api.getFaxService()
  await line.submit(submission())
  const range = { fromDate: 1_776_000_000, toDate: 1_777_000_000, sort: 'desc', limit: 10, skip: 0 }
  const listed = await client.listSentFaxes(range)
  service.notifyre.inbound = [{ id: 'in-1', status: 'successful', content: sealed }]
  const inbox = await client.listReceivedFaxes({ toNumber: '+12025550101', limit: 10, skip: 0 })
  const [inbound] = inbox.payload?.faxes ?? []
  const pages = await client.downloadReceivedFax(inbound?.id ?? '')
  expect(Buffer.from(pages.payload?.tiffBase64 ?? '', 'base64')).toEqual(Buffer.from(sealed))
  expect(listed.payload).toMatchObject({ total: 1, faxes: [{ reference, status: 'queued', to: '+12025550142' }] })
  const sent = await client.submitFax({
    templateName: '',
    recipients: [{ type: RecipientType.FaxNumber, value: '+12025550143' }],
    sendFrom: '+12025550101',
    isHighQuality: true,
    clientReference: 'theirs',
    documents: [{ base64Str: Buffer.from(sealed).toString('base64'), contentType: ContentType.Pdf }],
    header: '',
    subject: '',
    scheduledDate: null,
    campaignName: '',
  })
  expect(sent).toMatchObject({ success: true, payload: { faxID: 'fax-2' } })
  const [ours, theirs] = service.faxes
  expect(Buffer.from(theirs?.content ?? [])).toEqual(Buffer.from(ours?.content ?? []))
  // What it asked for a fax differs from what we ask in our reference and number alone.
  const bodies = service
    .heard()
    .split('\n')
    .filter((each) => each.startsWith('{"templateName"'))
  expect(bodies[1]).toBe(
    bodies[0]?.replace(reference, 'theirs').replace('+12025550142', '+12025550143').replace('file-1', 'file-2'),
  )
})
