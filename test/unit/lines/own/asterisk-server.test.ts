/** The Asterisk server itself: what it refuses, one session for everybody, and what a check finds. */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { asterisk } from '#app/domain/line-kinds/own/asterisk.ts'
import type { Call, Driver, Submission } from '#main/lines/line.ts'
import { givenAsterisk, reference, type GivenAsterisk } from '#test/given/asterisk/line.ts'

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
const trouble = { kind: 'refused', reason: 'provider-trouble' } as const

async function taken(): Promise<Call> {
  expect(await line.submit(submission)).toEqual({ kind: 'accepted', providerId: reference })
  return call()
}

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
