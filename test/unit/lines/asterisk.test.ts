/**
 * Asterisk by its sheet, over a real TLS socket and a real folder: what is placed, what is heard, what is read where nothing
 * was heard, and what nobody knows. The suite all HTTP services share is asked here in this protocol's words.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { asterisk } from '#app/domain/line-kinds/own/asterisk.ts'
import { asteriskDialplan } from '#app/domain/line-kinds/own/asterisk-dialplan.ts'
import { asteriskCodes, callEnd } from '#main/lines/asterisk/codes.ts'
import { createAsterisk } from '#main/lines/asterisk/driver.ts'
import { actionText, cutMessages } from '#main/lines/asterisk/message.ts'
import { newsOf, reportInFile, saysMore } from '#main/lines/asterisk/reports.ts'
import type { Call, Driver, Submission } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import { fakeAsterisk, type FakeAsterisk } from '#test/given/asterisk/server.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'

const reference = 'abcdef0123456789abcd'
const to = E164.parse('+12025550142')
const tiff = Buffer.from('II*\0 two pages')
const submission: Submission = { reference, to, packet: new Uint8Array([1]), pages: 2, quality: 'fine' }

let folder: string
let server: FakeAsterisk
let clock: ManualClock
let line: Driver

type Wish = Partial<Parameters<typeof createAsterisk>[0]['settings']> & {
  readonly password?: string
  readonly pages?: number
  readonly document?: Uint8Array
}

const make = ({ password = 'hush', pages = 2, document = tiff, ...settings }: Wish = {}): Driver =>
  createAsterisk({
    network: systemNetwork,
    clock,
    faxTiff: () => Promise.resolve({ bytes: document, pages }),
    settings: {
      kind: 'asterisk',
      host: '127.0.0.1',
      port: server.port,
      user: 'faxdesk',
      fingerprint: server.fingerprint,
      folder,
      serverFolder: '/srv/faxdesk',
      from: '+12025550101',
      header: 'Ferris Clinic',
      protectedFolder: true,
      ...settings,
    },
    secret: { kind: 'asterisk', password },
  })

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faxdesk-exchange-'))
  server = await fakeAsterisk({ user: 'faxdesk', password: 'hush', folder })
  clock = manualClock()
  line = make()
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const call = (): Call => ({ reference, providerId: reference, to, startedAt: clock.now(), pages: 2 })
const trouble = { kind: 'refused', reason: 'provider-trouble' } as const
const unclear = { phase: 'failed', reason: 'partial', pagesSent: 0 } as const

async function taken(): Promise<Call> {
  expect(await line.submit(submission)).toEqual({ kind: 'accepted', providerId: reference })
  return call()
}

/** Waits for an answer, and lets a second pass whenever that is all it waits for. */
async function passing<T>(answer: Promise<T>): Promise<T> {
  const state = { over: false }
  void answer.finally(() => (state.over = true))
  while (!state.over) {
    await new Promise((resolve) => setImmediate(resolve))
    if (clock.untilNext() === 1_000) clock.advance(1_000)
  }
  return answer
}

describe('messages', () => {
  test('names repeat, count without regard to case, and a value may hold a colon', () => {
    const cut = cutMessages('Event: X\r\nVariable: A=1\r\nvariable: B=a: b\r\nno field\r\n\r\nResp')
    expect(cut?.rest).toBe('Resp')
    expect(cut?.messages[0]?.all('VARIABLE')).toEqual(['A=1', 'B=a: b'])
    expect(cut?.messages[0]?.get('nothing')).toBe('')
    expect(cutMessages('x'.repeat(1_100_000))).toBeUndefined()
  })

  test('a value cannot end its line', () => {
    expect(() => actionText([['Channel', 'x\r\nAction: Originate']])).toThrow(TypeError)
    expect(asterisk.settings.header.schema.safeParse('Clinic, FXD_REF=x').success).toBe(false)
    expect(asterisk.settings.serverFolder.schema.safeParse('/srv/a b').success).toBe(false)
  })
})

describe('a call', () => {
  test('is placed with the document in the folder; the password never travels, and nothing but what is needed is said', async () => {
    await taken()
    const [placed] = server.calls
    expect(placed).toMatchObject({ reference, to, document: tiff })
    expect(Object.fromEntries(placed?.variables ?? [])).toEqual({
      FXD_REF: reference,
      FXD_FOLDER: '/srv/faxdesk',
      FXD_STATION: '+12025550101',
      FXD_HEADER: 'Ferris Clinic',
    })
    expect(placed?.fields.get('callerid')).toBe('Ferris Clinic <12025550101>')
    expect(server.heard()).not.toContain('hush')
    expect((await readdir(folder)).toSorted()).toEqual([`${reference}.tif`, `${reference}.txt`])
  })

  test('goes from dialling to sending to delivered, only with every page', async () => {
    const known = await taken()
    expect(await line.status(known)).toEqual({ phase: 'accepted' })
    server.answer()
    expect(await line.status(known)).toEqual({ phase: 'sending', pagesSent: 0 })
    server.finish('SUCCESS', 2, 'HANGUP')
    expect(await line.status(known)).toMatchObject({ phase: 'delivered', pages: 2 })
    expect(await line.cancel(known)).toBe('too-late')
  })

  test.each([
    ['BUSY', 17, 'busy'],
    ['NOANSWER', 19, 'no-answer'],
    ['CONGESTION', 34, 'line-trouble'],
    ['CHANUNAVAIL', 20, 'line-trouble'],
    ['CHANUNAVAIL', 1, 'number-not-in-service'],
    ['SOMETHING', 0, 'partial'],
  ])('%s with cause %i', async (status, cause, reason) => {
    const known = await taken()
    server.notConnected(status, cause)
    expect(await line.status(known)).toEqual({ phase: 'failed', reason, pagesSent: 0 })
  })

  test.each([
    ['FAILED', 0, 'The call dropped prematurely', unclear],
    ['FAILED', 1, 'HANGUP', { ...unclear, pagesSent: 1 }],
    ['FAILED', 1, 'FILE_ERROR', { ...unclear, pagesSent: 1 }],
    ['FAILED', 0, 'FILE_ERROR', { ...unclear, reason: 'refused-by-line' }],
    ['FAILED', 0, 'T38_NEG_ERROR', { ...unclear, reason: 'line-trouble' }],
    ['FAILED', 0, 'No response after sending a page', unclear],
    ['', 0, '', unclear],
    ['SUCCESS', 1, 'HANGUP', { ...unclear, pagesSent: 1 }],
    ['SUCCESS', 0, '', unclear],
  ] as const)('finished %s, %i pages, "%s"', async (status, pages, error, news) => {
    const known = await taken()
    server.finish(status, pages, error)
    expect(await line.status(known)).toEqual(news)
  })

  test('without its document on the server nobody was dialled', async () => {
    line = make({ document: Buffer.from('MM*\0') })
    const known = await taken()
    expect(await line.status(known)).toEqual({ phase: 'failed', reason: 'refused-by-line', pagesSent: 0 })
  })

  test('that the exchange never placed, and of which no dialplan speaks, was not answered', async () => {
    server.wishes.dialplan = false
    const known = await taken()
    expect(await line.status(known)).toEqual({ phase: 'failed', reason: 'line-trouble', pagesSent: 0 })
  })

  test('leaves nothing in the folder when it is over', async () => {
    const known = await taken()
    server.finish('SUCCESS', 2, '')
    await line.status(known)
    expect(await line.remove(known)).toBe('removed')
    expect(await readdir(folder)).toEqual([])
    expect(await line.remove(known)).toBe('not-known')
  })
})

describe('what was lost', () => {
  test('a result said while nobody was connected is read from the folder, after a restart too', async () => {
    const known = await taken()
    server.cut()
    server.finish('SUCCESS', 2, '')
    expect(await line.status(known)).toMatchObject({ phase: 'delivered', pages: 2 })
    expect(await make().status(known)).toMatchObject({ phase: 'delivered', pages: 2 })
  })

  test('a call that is still up after a restart goes on; one that is gone without a word is known to nobody', async () => {
    const known = await taken()
    server.loseNote(reference)
    const again = make()
    expect(await again.status(known)).toEqual({ phase: 'accepted' })
    server.wishes.writes = false
    server.cut()
    server.finish('SUCCESS', 2, '')
    expect(await again.status(known)).toEqual({ phase: 'unknown' })
    expect(await make().list(reference, known)).toEqual({ kind: 'not-known' })
    expect(line.capabilities.listing.kind).not.toBe('exact')
  })

  test('where the folder tells nothing, what was heard counts', async () => {
    const known = await taken()
    server.wishes.writes = false
    server.loseNote(reference)
    server.finish('SUCCESS', 2, '')
    expect(await line.status(known)).toMatchObject({ phase: 'delivered', pages: 2 })
  })

  test('the connection breaks after the call was placed: nobody knows, and it is found again', async () => {
    server.wishes.breakAfter = 'Originate'
    expect(await line.submit(submission)).toEqual({ kind: 'lost' })
    expect(server.calls).toHaveLength(1)
    expect(await line.list(reference, call())).toMatchObject({
      kind: 'found',
      providerId: reference,
      news: { phase: 'accepted' },
    })
    server.finish('SUCCESS', 2, '')
    expect(await make().list(reference, call())).toMatchObject({ kind: 'found', news: { phase: 'delivered' } })
  })

  test('it breaks before: nobody knows either, and the document stays', async () => {
    server.wishes.breakAt = 'Originate'
    expect(await line.submit(submission)).toEqual({ kind: 'lost' })
    expect(await line.list(reference, call())).toEqual({ kind: 'not-known' })
    expect(await readdir(folder)).toEqual([`${reference}.tif`])
  })

  test('an answer that never comes: nobody knows', async () => {
    server.wishes.silentAfter = 'Originate'
    const waiting = line.submit(submission)
    await server.heardOf('Originate')
    clock.advance(15_000)
    expect(await waiting).toEqual({ kind: 'lost' })
  })

  test('events of other calls, and reports that say less, change nothing', async () => {
    const known = await taken()
    server.finish('SUCCESS', 2, '')
    server.event('Event: UserEvent\r\nUserEvent: Faxdesk\r\nRef: somebodyelse\r\nStage: finished\r\nStatus: FAILED')
    server.event(`Event: UserEvent\r\nUserEvent: Faxdesk\r\nRef: ${reference}\r\nStage: dialling`)
    server.notAnswered(reference)
    expect(await line.status(known)).toMatchObject({ phase: 'delivered' })
    const [late, early] = [reportInFile('finished|SUCCESS|2|'), reportInFile('dialling')].map(
      (report) => report && { report, at: 1 },
    )
    expect(saysMore(late, early)).toBe(late)
    expect(saysMore(early, late)).toBe(late)
  })

  test('what stands in the folder and is no report is not believed', async () => {
    const known = await taken()
    for (const text of ['', 'delivered|2', 'finished', '\0\0', 'x'.repeat(10_000)]) {
      await writeFile(path.join(folder, `${reference}.txt`), text)
      const { phase } = await line.status(known)
      expect([text.slice(0, 20), phase === 'delivered' || phase === 'cancelled']).toEqual([text.slice(0, 20), false])
    }
  })
})

describe('stopping', () => {
  test('a call that rings ends at once, untouched', async () => {
    const known = await taken()
    expect(await passing(line.cancel(known))).toBe('stopped')
    expect(server.calls[0]?.up).toBe(false)
    expect(await line.status(known)).toEqual({ phase: 'cancelled', pagesSent: 0 })
  })

  test('a call that sends is hung up, and is cancelled where no page was confirmed', async () => {
    const known = await taken()
    server.answer()
    expect(await passing(line.cancel(known))).toBe('stopped')
    expect(await line.status(known)).toEqual({ phase: 'cancelled', pagesSent: 0 })
  })

  test('one that went on to its end was too late to stop', async () => {
    const known = await taken()
    server.wishes.deafToHangup = true
    const answer = line.cancel(known)
    await server.heardOf('Hangup')
    server.finish('SUCCESS', 2, '')
    expect(await passing(answer)).toBe('too-late')
  })

  test('of a call nobody knows, and of a server that is gone, there is no answer', async () => {
    expect(await line.cancel(call())).toBe('no-answer')
    await taken()
    await server.close()
    expect(await line.cancel(call())).toBe('no-answer')
    expect(await line.list('ffffffffffffffffffff')).toEqual({ kind: 'no-answer' })
    expect(await line.status({ reference: 'ffffffffffffffffffff' })).toEqual({ phase: 'unknown' })
  })
})

describe('refused', () => {
  test('by rights or by rule: nothing was placed, and the document is gone again', async () => {
    server.wishes.refused.set('Originate', 'Originate Access Forbidden: app or data blacklisted')
    expect(await line.submit(submission)).toEqual({ kind: 'refused', reason: 'account-trouble' })
    server.wishes.refused.set('Originate', 'Extension does not exist.')
    expect(await line.submit(submission)).toEqual({ kind: 'refused', reason: 'refused-by-line' })
    expect(await readdir(folder)).toEqual([])
  })

  test('a wrong password, nobody there, no folder, pages that could not be drawn whole: nothing leaves', async () => {
    expect(await make({ password: 'wrong' }).submit(submission)).toEqual({ kind: 'refused', reason: 'account-trouble' })
    expect(await make({ folder: path.join(folder, 'none') }).submit(submission)).toEqual(trouble)
    expect(await make({ pages: 1 }).submit(submission)).toEqual({ kind: 'refused', reason: 'packet-unreadable' })
    await server.close()
    expect(await line.submit(submission)).toEqual(trouble)
    expect(server.calls).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })
})

describe('one session', () => {
  test('serves a hundred questions, and is given up when nobody asks any more', async () => {
    const known = await taken()
    await Promise.all(Array.from({ length: 100 }, () => line.status(known)))
    expect(server.sessions()).toBe(1)
    for (let pings = 0; pings < 5; pings += 1) clock.advance(30_000)
    await line.status(known)
    expect(server.sessions()).toBe(2)
  })

  test('after a failure questions rest, longer each time; a new fax is tried all the same', async () => {
    const known = await taken()
    server.wishes.refused.set('Login', 'Authentication failed')
    server.cut()
    const asked = server.sessions()
    while (server.sessions() === asked) await line.status(known)
    for (let asks = 0; asks < 5; asks += 1) await line.status(known)
    expect(server.sessions()).toBe(asked + 1)
    clock.advance(2_000)
    await line.status(known)
    expect(server.sessions()).toBe(asked + 2)
    expect(await line.submit({ ...submission, reference: 'ffffffffffffffffffff' })).toMatchObject({ kind: 'refused' })
    expect(server.sessions()).toBe(asked + 3)
  })
})

describe('a check', () => {
  const names = async (of: Driver) => (await of.preflight()).map(({ finding, verdict }) => `${finding} ${verdict}`)
  const weak = 'weak-evidence look'

  test('finds a good server good, and says what is not confirmed', async () => {
    expect(await names(line)).toEqual([weak])
    expect(await readdir(folder)).toEqual([])
  })

  test('asks nobody before somebody answered for the folder', async () => {
    expect(await names(make({ protectedFolder: false }))).toEqual(['folder-not-answered-for stop'])
    expect(server.sessions()).toBe(0)
  })

  test('says what is wrong: folder, password, rights, no fax program, something else there, nobody', async () => {
    expect(await names(make({ folder: path.join(folder, 'none') }))).toEqual(['folder-not-usable stop', weak])
    expect(await names(make({ folder: 'relative' }))).toEqual(['folder-not-usable stop', weak])
    expect(await names(make({ password: 'wrong' }))).toEqual(['sign-in-refused stop', weak])
    server.wishes.refused.set('FAXSessions', 'Permission denied')
    expect(await names(line)).toEqual(['sending-set-up-missing stop', weak])
    server.wishes.refused.set('FAXSessions', 'Invalid/unknown command')
    expect(await names(line)).toEqual(['server-not-dialling stop', weak])
    server.wishes.greeting = '220 fax server ready'
    expect(await names(make())).toEqual(['answer-not-understood stop', weak])
    await server.close()
    expect(await names(make())).toEqual(['not-reached stop', weak])
  })

  test('trusts only the certificate it was told of, or one an authority signed, before a word is said', async () => {
    expect(await names(make({ fingerprint: '' }))).toEqual(['certificate-not-trusted stop', weak])
    expect(await names(make({ fingerprint: '00'.repeat(32) }))).toEqual(['certificate-not-trusted stop', weak])
    expect(server.heard()).toBe('')
    const withColons = server.fingerprint.toUpperCase().replaceAll(/..(?=.)/g, '$&:')
    expect(asterisk.settings.fingerprint.schema.safeParse(withColons).success).toBe(true)
    expect(await names(make({ fingerprint: withColons }))).toEqual([weak])
  })
})

test('every code has its class, and whatever is in no table is left to a person', () => {
  for (const { code, reason } of asteriskCodes) expect([code, callEnd(code)]).toEqual([code, reason])
  for (const text of ['dial ', 'fax ', 'fax a sentence', 'originate 4']) expect(callEnd(text)).toBe('partial')
  const about = { pages: 2, startedAt: 1, stopped: false }
  expect(newsOf({ at: 2, report: { stage: 'not-answered', reason: '5' } }, about)).toMatchObject({ reason: 'busy' })
})

test('the page of this line shows the dialplan as the form does, and the dialplan says what the driver reads', async () => {
  expect(await readFile(path.resolve('main/lines/asterisk/README.md'), 'utf8')).toContain(asteriskDialplan)
  for (const said of ['faxdesk-dial', 'faxdesk-answered', 'FXD_REF', 'FXD_FOLDER', 'FXD_STATION', 'FXD_HEADER', ',zf)'])
    expect(asteriskDialplan).toContain(said)
  for (const written of asteriskDialplan.matchAll(/Set\(FILE\([^)]*\)=(.*)\)$/gm))
    expect([written[1], reportInFile(written[1] ?? '') !== undefined]).toEqual([written[1], true])
})
