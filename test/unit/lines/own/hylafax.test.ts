/** HylaFAX's language: replies, listings, what became of a job. Texts as a real 6.0.7 server says them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { createHylafax } from '#main/lines/hylafax/driver.ts'
import { jobsIn, newsOf } from '#main/lines/hylafax/jobs.ts'
import { hylafaxCodes, jobEnd } from '#main/lines/hylafax/codes.ts'
import { receivedIn } from '#main/lines/hylafax/recvq.ts'
import { cutReplies, quoted } from '#main/lines/hylafax/replies.ts'
import type { Driver } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import { fakeServer, type FakeServer } from '#test/given/hylafax/server.ts'

describe('replies', () => {
  test('end with CRLF only: a status text may hold bare line feeds', () => {
    expect(cutReplies('213 Error: /undefined\\\n in x\r\n200 fine\r\n22')).toEqual({
      replies: [
        { code: 213, text: 'Error: /undefined\\\n in x' },
        { code: 200, text: 'fine' },
      ],
      rest: '22',
    })
  })

  test('of several lines are whole at the line with the code and a space', () => {
    const half = '211-status:\r\n    scheduler reached\r\n'
    expect(cutReplies(half)).toEqual({ replies: [], rest: half })
    expect(cutReplies(`${half}211 End\r\n`)?.replies).toEqual([
      { code: 211, text: 'status:\r\n    scheduler reached\r\n211 End' },
    ])
  })

  test('in another language, or without an end, are no replies', () => {
    expect(cutReplies('HTTP/1.1 400 Bad Request\r\n')).toBeUndefined()
    expect(cutReplies(`220 ${'x'.repeat(300_000)}`)).toBeUndefined()
  })

  test('a value cannot end its command', () => {
    expect(quoted('a"b\\c')).toBe('"a\\"b\\\\c"')
    expect(() => quoted('a\r\nJSUBM')).toThrow(TypeError)
  })
})

const row = (state: string, done: number, all: number, status = '') => `7|ref|${state}|${done}|${all}|${status}\r\n`
const newsIn = (text: string) => jobsIn(text).map((job) => newsOf(job, 1_000))

test('a listing gives jobs, whatever stands in a status; other rows are left out', () => {
  expect(jobsIn(` 7|ref|F| 0| 1|Error: a|b\\\n c\r\nno row\r\n8|x|D|2|2|\r\n`)).toMatchObject([
    { id: '7', reference: 'ref', state: 'F', status: 'Error: a|b\\\n c' },
    { id: '8', pagesSent: 2, pages: 2 },
  ])
})

test('states of a job as news', () => {
  for (const state of ['T', 'P', 'S', 'B', 'W']) expect(newsIn(row(state, 0, 1))).toEqual([{ phase: 'accepted' }])
  expect(newsIn(row('R', 0, 3))).toEqual([{ phase: 'accepted' }])
  expect(newsIn(row('R', 2, 3))).toEqual([{ phase: 'sending', pagesSent: 2 }])
  expect(newsIn(row('D', 3, 3))).toEqual([{ phase: 'delivered', pages: 3, tookMs: 1_000 }])
  // Dialled without a page, and called a success by the server.
  expect(newsIn(row('D', 0, 0))).toEqual([{ phase: 'failed', reason: 'partial', pagesSent: 0 }])
  expect(newsIn(row('F', 1, 3, 'Job aborted by request'))).toEqual([{ phase: 'cancelled', pagesSent: 1 }])
  expect(newsIn(row('?', 0, 0))).toEqual([{ phase: 'unknown' }])
})

test.each([
  ['Busy signal detected; too many attempts to dial', 'busy'],
  ['No answer from remote; too many attempts to dial', 'no-answer'],
  ['No carrier detected; too many attempts to dial', 'human-answered'],
  ['No local dialtone; too many attempts to dial', 'line-trouble'],
  ['Unspecified Transmit Phase C error; too many attempts to dial', 'partial'],
  ['Failure to receive silence (synchronization failure).', 'partial'],
  ['COMREC invalid command received/no DIS or DTC', 'line-trouble'],
  ['Kill time expired', 'provider-trouble'],
  ['REJECT: No work found in job file', 'refused-by-line'],
  ['Could not reopen converted document to verify format', 'refused-by-line'],
  ['Something nobody has seen before', 'partial'],
])('“%s” is %s', (text, reason) => {
  expect(newsIn(row('F', 0, 3, text))).toEqual([{ phase: 'failed', reason, pagesSent: 0 }])
  // With pages gone, a person decides whatever the text says.
  expect(newsIn(row('F', 1, 3, text))).toEqual([{ phase: 'failed', reason: 'partial', pagesSent: 1 }])
})

test('no text in the table is out of reach behind another', () => {
  for (const { code, reason } of hylafaxCodes)
    expect([code, jobEnd(code.replace('…', 'Error: '))]).toEqual([code, reason])
})

describe('the driver', () => {
  const to = E164.parse('+12025550142')
  const submission = {
    reference: 'abcdef0123',
    to,
    packet: new TextEncoder().encode('%PDF-1.7 sealed'),
    pages: 1,
    quality: 'fine',
  } as const
  const login = { user: 'clinic', password: 'lantern' }
  let server: FakeServer
  let line: Driver
  let unreadable: boolean

  beforeEach(async () => {
    unreadable = false
    server = await fakeServer(login)
    line = createHylafax({
      network: systemNetwork,
      clock: manualClock(),
      faxTiff: (packet, quality) =>
        Promise.resolve(
          unreadable ? undefined : { bytes: Buffer.from(`II* ${quality} ${packet.byteLength}`), pages: 1 },
        ),
      settings: { kind: 'hylafax', host: '127.0.0.1', port: server.port, user: login.user, protectedNetwork: false },
      secret: { kind: 'hylafax', password: login.password },
    })
  })
  afterEach(() => server.close())

  test('refuses pages that cannot be drawn, or are not as many as were sealed, before it asks the server', async () => {
    const refused = { kind: 'refused', reason: 'packet-unreadable' }
    expect(await line.submit({ ...submission, pages: 2 })).toEqual(refused)
    unreadable = true
    expect(await line.submit(submission)).toEqual(refused)
    expect(server.commands).toEqual([])
  })

  test('credentials that are taken back are the account’s trouble: the line pauses, and no fax is used up', async () => {
    server.wishes.password = 'another'
    expect(await line.submit(submission)).toEqual({ kind: 'refused', reason: 'account-trouble' })
    expect(server.jobs).toEqual([])
  })

  test('hands the rendition of the sealed bytes over as a TIFF, with the number and our reference, and nothing else in the job', async () => {
    expect(await line.submit(submission)).toEqual({ kind: 'accepted', providerId: '1' })
    expect(server.uploads[0]?.toString()).toBe('II* fine 15')
    expect(server.commands).toContain('FORM TIFF')
    const fields = Object.fromEntries(server.jobs[0]?.fields ?? [])
    expect(Object.keys(fields).toSorted()).toEqual(
      'DIALSTRING DOCUMENT EXTERNAL FROMUSER JOBINFO LASTTIME MAXDIALS MAXTRIES NOTIFY PAGECHOP PAGELENGTH PAGEWIDTH SENDTIME VRES'.split(
        ' ',
      ),
    )
    expect(fields).toMatchObject({ DIALSTRING: `"${to}"`, JOBINFO: '"abcdef0123"', MAXDIALS: '1', VRES: '196' })
    const { commands } = server
    expect(commands.indexOf('TYPE I')).toBeLessThan(commands.indexOf('STOT'))
    expect(commands.findIndex((each) => each.includes('SENDTIME'))).toBeLessThan(
      commands.findIndex((each) => each.includes('LASTTIME')),
    )
  })

  test('whatever breaks before the job is submitted was not taken; a lost answer to the submission is lost', async () => {
    for (const breakAt of ['USER', 'STOT', 'JNEW', 'JPARM']) {
      server.wishes.breakAt = breakAt
      expect([breakAt, await line.submit(submission)]).toEqual([
        breakAt,
        { kind: 'refused', reason: 'provider-trouble' },
      ])
    }
    server.wishes.breakAt = 'JSUBM'
    expect(await line.submit(submission)).toEqual({ kind: 'lost' })
    expect(await line.list(submission.reference)).toEqual({ kind: 'not-known' })
    server.wishes.breakAt = ''
    server.wishes.breakAfter = 'JSUBM'
    expect(await line.submit(submission)).toEqual({ kind: 'lost' })
    expect(await line.list(submission.reference)).toMatchObject({ kind: 'found', news: { phase: 'accepted' } })
  })

  test('a hundred questions at once are one listing, and one session at a time', async () => {
    await line.submit(submission)
    const before = server.sessions()
    const news = await Promise.all(Array.from({ length: 100 }, () => line.status({ reference: submission.reference })))
    expect(new Set(news.map(({ phase }) => phase))).toEqual(new Set(['accepted']))
    expect(server.sessions() - before).toBe(1)
  })

  test('a waiting job is stopped at once, a finished one is too late, and nobody answering is no answer', async () => {
    await line.submit(submission)
    expect(await line.cancel({ reference: submission.reference })).toBe('stopped')
    expect(await line.cancel({ reference: submission.reference })).toBe('too-late')
    expect(await line.status({ reference: submission.reference })).toEqual({ phase: 'cancelled', pagesSent: 0 })
    await server.close()
    expect(await line.cancel({ reference: submission.reference })).toBe('no-answer')
    expect(await line.list(submission.reference)).toEqual({ kind: 'no-answer' })
    expect(await line.submit(submission)).toEqual({ kind: 'refused', reason: 'provider-trouble' })
  })
})

test('a listing of received faxes: by file name and time; what is still arriving, and what is no fax, is left out', () => {
  const rows = [
    'fax000000012.tif| 2|1776160680| |2025550132|BLUEFINCH|HIM|',
    'fax000000013.tif|1|1776160681|*|2025550132||',
    'fax000000014.tif|1|1776160682| ||FRONT OFFICE|No carrier',
    '../etc/passwd|1|1776160683| |2025550132||',
    'fax000000015.tif|1|| |2025550132||',
  ]
  expect(receivedIn(`${rows.join('\r\n')}\r\n`)).toEqual([
    { providerId: 'fax000000012.tif@1776160680', from: '2025550132', pages: 2, at: 1_776_160_680_000 },
    {
      providerId: 'fax000000014.tif@1776160682',
      from: 'FRONT OFFICE',
      pages: 1,
      at: 1_776_160_682_000,
      incomplete: true,
    },
  ])
})
