/**
 * What every line must do, whatever its service says and however it breaks: the same questions for every driver, asked
 * of its pretended service on a real socket. What differs by nature is told in `expects`.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import type { Driver, News, Submission } from '#main/lines/line.ts'
import { systemNetwork } from '#main/network.ts'
import type { Network } from '#main/ports.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'
import type { Ending, Fault, Service } from '#test/given/service/service.ts'

export type DriverWish = {
  readonly address: string
  readonly network: Network
  readonly clock: ManualClock
  /** Credentials the service does not know. */
  readonly wrong: boolean
}

export type Subject<S extends Service = Service> = {
  readonly start: () => Promise<S>
  readonly driver: (service: S, wish: DriverWish) => Driver
  readonly expects: {
    readonly delivered: News
    readonly busy: News
    readonly 'no-answer': News
    readonly human: News
    readonly partial: News
    /** What it says of a fax that was stopped; default: that it was. */
    readonly cancelled?: News
  }
  /** A good status with this body is no yes; defaults fit services that answer with an object. */
  readonly wrongTypes?: string
}

export const reference = 'abcdef0123456789abcd'
export const sealed = new TextEncoder().encode('%PDF-1.7 sealed')

export const submission = (to = '+12025550142'): Submission => ({
  reference,
  to: E164.parse(to),
  packet: sealed,
  pages: 2,
  quality: 'fine',
})

const lost = { kind: 'lost' } as const
const trouble = { kind: 'refused', reason: 'provider-trouble' } as const
const ofAccount = { kind: 'refused', reason: 'account-trouble' } as const
const unknown = { phase: 'unknown' } as const

export function conforms<S extends Service>(name: string, subject: Subject<S>): void {
  describe(`${name} conforms`, () => {
    let service: S
    let clock: ManualClock
    let line: Driver
    const make = (wish: Partial<DriverWish> = {}): Driver =>
      subject.driver(service, { address: service.address, network: systemNetwork, clock, wrong: false, ...wish })
    const call = () => ({ reference, startedAt: clock.now(), to: E164.parse('+12025550142'), pages: 2 })
    const sends = () => service.faxes.length

    beforeEach(async () => {
      service = await subject.start()
      clock = manualClock()
      line = make()
    })
    afterEach(() => service.close())

    async function taken(): Promise<{ readonly reference: string; readonly providerId: string }> {
      const submitted = await line.submit(submission())
      if (submitted.kind !== 'accepted') throw new Error(`not taken: ${JSON.stringify(submitted)}`)
      return { ...call(), providerId: submitted.providerId }
    }

    test('takes a fax whole: these bytes, this number, our reference; and tells how it goes', async () => {
      const known = await taken()
      expect(Buffer.from(service.faxes[0]?.content ?? [])).toEqual(Buffer.from(sealed))
      expect(service.faxes[0]?.to.endsWith('2025550142')).toBe(true)
      expect(service.heard()).toContain(reference)
      expect(['accepted', 'sending']).toContain((await line.status(known)).phase)
      service.end()
      expect(await line.status(known)).toMatchObject(subject.expects.delivered)
    })

    test('after a restart it still knows the call by the id the service gave it', async () => {
      const known = await taken()
      service.end()
      expect(await make().status(known)).toMatchObject(subject.expects.delivered)
    })

    test.each(['busy', 'no-answer', 'human', 'partial'] as const)(
      '%s',
      async (ending: Exclude<Ending, 'unknown-state'>) => {
        const known = await taken()
        service.end(ending)
        expect(await line.status(known)).toEqual(subject.expects[ending])
      },
    )

    test('a state it never heard of is not believed to be anything', async () => {
      const known = await taken()
      service.end('unknown-state')
      expect(await line.status(known)).toEqual(unknown)
    })

    const faults: readonly (readonly [string, Fault])[] = [
      ['5xx before it was taken', { answer: 503, taken: false }],
      ['5xx after it was taken', { answer: 502, taken: true }],
      ['a reset after the body', { reset: true, taken: true }],
      ['no JSON', { answer: 200, body: '<html>', taken: true }],
      [
        'wrong types',
        { answer: 200, body: subject.wrongTypes ?? '{"success":true,"id":{},"data":{"id":[]}}', taken: true },
      ],
    ]
    test.each(faults)('handing over, %s: nobody knows, and it is not handed over again', async (_, fault) => {
      service.plan('send', fault)
      expect(await line.submit(submission())).toEqual(lost)
      const found = await line.list(reference, call())
      expect(found.kind === 'found' && !fault.taken).toBe(false)
      expect(sends()).toBe(fault.taken ? 1 : 0)
    })

    test('an answer that never comes: nobody knows', async () => {
      service.plan('send', { silence: true, taken: true })
      const giveUp = new AbortController()
      void service.heardOf('send').then(() => giveUp.abort())
      const network: Network = {
        ...systemNetwork,
        fetch: (url, init) => systemNetwork.fetch(url, { ...init, signal: giveUp.signal }),
      }
      expect(await make({ network }).submit(submission())).toEqual(lost)
    })

    test('a storm of 429: nothing is taken, the named time is kept, then it goes', async () => {
      service.plan('send', { answer: 429, headers: { 'retry-after': '7' }, taken: false })
      expect(await line.submit(submission())).toEqual({ ...trouble, retryAfterMs: 7_000 })
      const asked = service.requests.length
      clock.jump(6_000)
      expect(await line.submit(submission())).toEqual({ ...trouble, retryAfterMs: 1_000 })
      expect(service.requests).toHaveLength(asked)
      clock.jump(1_000)
      expect((await line.submit(submission())).kind).toBe('accepted')
    })

    const deaf: readonly (readonly [string, Fault])[] = [
      ['5xx', { answer: 500, taken: false }],
      ['429', { answer: 429, taken: false }],
      ['a reset', { reset: true, taken: false }],
      ['no JSON', { answer: 200, body: 'nonsense', taken: false }],
      ['wrong types', { answer: 200, body: '[{"id":{}}]', taken: false }],
    ]
    test.each(deaf)('asking how it goes, %s: ask again', async (_, fault) => {
      const known = await taken()
      for (const about of ['ask', 'list'] as const) service.plan(about, fault, 2)
      expect(await line.status(known)).toEqual(unknown)
      if (line.statuses) expect((await line.statuses([known])).get(reference) ?? unknown).toEqual(unknown)
    })

    test('a list that lags proves nothing', async () => {
      expect(line.capabilities.listing.kind).not.toBe('exact')
      await taken()
      service.lag(true)
      expect((await line.list(reference, call())).kind).not.toBe('found')
      service.lag(false)
      const found = await line.list(reference, call())
      expect(found.kind).toBe(line.capabilities.listing.kind === 'none' ? 'no-answer' : 'found')
    })

    test('stopping, as far as it can', async () => {
      const known = await taken()
      const answer = await line.cancel(known)
      if (!line.capabilities.cancels) return expect(answer).toBe('too-late')
      expect(answer).toBe('stopped')
      expect(service.faxes[0]?.ending).toBe('cancelled')
      return expect(await line.status(known)).toMatchObject(subject.expects.cancelled ?? { phase: 'cancelled' })
    })

    test('a finished fax is too late to stop', async () => {
      const known = await taken()
      service.end()
      expect(await line.cancel(known)).toBe('too-late')
    })

    test('pages are removed there, as far as they can be', async () => {
      const known = await taken()
      service.end()
      const answer = await line.remove(known)
      expect(answer).toBe(line.capabilities.removes ? 'removed' : 'not-known')
      expect(service.faxes[0]?.removed).toBe(line.capabilities.removes)
      service.plan('remove', { answer: 500, taken: false })
      if (line.capabilities.removes) expect(await line.remove(known)).toBe('no-answer')
      // A page of somebody's in between, or nothing at all, is no yes.
      for (const body of ['<html>', '[{"id":{}}]', '']) {
        service.plan('remove', { answer: 200, body, taken: false }, 2)
        if (line.capabilities.removes) expect(await line.remove(known)).toBe('no-answer')
      }
    })

    test('credentials that are not accepted', async () => {
      const stranger = make({ wrong: true })
      expect(await stranger.submit(submission())).toEqual(ofAccount)
      expect(await stranger.preflight()).toEqual([{ finding: 'sign-in-refused', verdict: 'stop' }])
    })

    test.each([
      ['revoked', 401],
      ['without money', 402],
      ['closed', 403],
      ['deleted', 404],
    ])('an account that is %s since: it is the account that is refused, not this fax', async (_, answer) => {
      await taken()
      for (const about of ['prepare', 'send'] as const) service.plan(about, { answer, taken: false }, 2)
      expect(await line.submit(submission())).toEqual(ofAccount)
      expect(sends()).toBe(1)
    })

    test('nobody there, a broken TLS, or an address nobody may ask: nothing leaves', async () => {
      const tls = make({ address: service.address.replace('http:', 'https:') })
      expect(await tls.submit(submission())).toEqual(trouble)
      expect(await tls.preflight()).toEqual([{ finding: 'not-reached', verdict: 'stop' }])
      const plain = make({ address: service.address.replace('127.0.0.1', '192.168.0.7') })
      expect(await plain.submit(submission())).toEqual(trouble)
      expect(await plain.preflight()).toEqual([{ finding: 'not-protected', verdict: 'stop' }])
      expect(service.requests).toEqual([])
      await service.close()
      expect(await line.submit(submission())).toEqual(trouble)
    })

    test('a good service is found good: nothing stops the line', async () => {
      expect((await line.preflight()).filter(({ verdict }) => verdict === 'stop')).toEqual([])
    })
  })
}
