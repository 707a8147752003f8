/**
 * Asterisk by its sheet, over a real TLS socket and a real folder: what is placed, what is heard, what is read where nothing
 * was heard, and what nobody knows. The suite all HTTP services share is asked here in this protocol's words.
 */
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { reportInFile, saysMore } from '#main/lines/asterisk/reports.ts'
import type { Call, Driver, Submission } from '#main/lines/line.ts'
import { givenWayIn } from '#test/given/callbacks/door.ts'
import { givenAsterisk, reference, tiff, type GivenAsterisk } from '#test/given/asterisk/line.ts'

const to = E164.parse('+12025550142')
const submission: Submission = { reference, to, packet: new Uint8Array([1]), pages: 2, quality: 'fine' }

let given: GivenAsterisk
let folder: string
let server: GivenAsterisk['server']
let clock: GivenAsterisk['clock']
let make: GivenAsterisk['make']
let line: Driver

beforeEach(async () => {
  given = await givenAsterisk()
  ;({ folder, server, clock, make } = given)
  line = make()
})
afterEach(() => given.leave())

const call = (): Call => ({ reference, providerId: reference, to, startedAt: clock.now(), pages: 2 })
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

describe('a call', () => {
  test('is placed with the document in the folder; the password never travels, and nothing but what is needed is said', async () => {
    await taken()
    const [placed] = server.calls
    expect(placed).toMatchObject({ reference, to, document: tiff })
    expect(Object.fromEntries(placed?.variables ?? [])).toEqual({
      FXD_REF: reference,
      FXD_FOLDER: '/srv/faxdesk',
      FXD_STATION: '+12025550101',
    })
    expect(placed?.fields.get('callerid')).toBe('Fax <12025550101>')
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

describe('a server that fetches', () => {
  test('gets the address of one download, and nothing lies in the folder of this computer; the address is taken back', async () => {
    const wayIn = await givenWayIn(clock)
    const fetching = make({ way: 'fetch', folder: '', wayIn })
    expect(await fetching.submit(submission)).toEqual({ kind: 'accepted', providerId: reference })
    await expect.poll(() => server.calls.length).toBe(1)
    const [placed] = server.calls
    expect(placed?.document).toEqual(tiff)
    expect(placed?.variables.get('FXD_URL')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/d\/[\w-]{43}$/)
    expect(wayIn.waiting()).toBe(0)
    server.finish('SUCCESS', 2, '')
    await expect.poll(async () => (await fetching.status(call())).phase).toBe('delivered')
    expect(fetching.capabilities.removes).toBe(false)
    expect((await fetching.preflight()).map(({ finding }) => finding)).toEqual(['weak-evidence'])
    await wayIn.close()
  })

  test('without a public address nothing is placed, and a check says why', async () => {
    const fetching = make({ way: 'fetch', folder: '' })
    expect(await fetching.submit(submission)).toEqual({ kind: 'refused', reason: 'provider-trouble' })
    expect(server.calls).toEqual([])
    expect(await fetching.preflight()).toContainEqual({ finding: 'no-public-address', verdict: 'stop' })
  })
})
