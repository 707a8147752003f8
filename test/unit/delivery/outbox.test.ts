/**
 * The outbox's own rules over a real store and a scripted service: holds and times, urgent faxes, lines that pause,
 * another line that takes over, ladders a practice set, numbers a person answered at, removals, and what goes wrong in
 * the world. Each ends in a state a person can see.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { LineId, makeId } from '#app/domain/ids.ts'
import { plainRules, type LineRules } from '#app/domain/fax/retry.ts'
import { planned } from '#main/delivery/engine/decide.ts'
import { resting } from '#main/delivery/engine/pace/health.ts'
import { writeRules } from '#main/delivery/rules.ts'
import type { Line } from '#main/lines/line.ts'
import type { Store } from '#main/store/store.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'
import {
  faxIdOf,
  newStore,
  numberOf,
  openOutbox,
  putFax,
  runOn,
  sha256Of,
  toldOf,
  type OutboxDesk,
  type PutFax,
} from '#test/given/outbox/desk.ts'
import {
  emptyBook,
  profiles,
  scriptedService,
  serviceLineId,
  type Book,
  type Fate,
  type Profile,
} from '#test/given/outbox/service.ts'

const minute = 60_000
const otherId = makeId(LineId, 'line', 'b'.repeat(20))
const exact = profiles[0] as Profile

let folder: string
let store: Store
let clock: ManualClock
let book: Book
let otherBook: Book
let scripts: Map<string, readonly Fate[]>
let odd: Partial<Line>
/** How far the service's clock is ahead of ours, in ms. */
let ahead = 0
let desk: OutboxDesk

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'faxdesk-test-'))
  store = await newStore(folder)
  clock = manualClock()
  book = emptyBook()
  otherBook = emptyBook()
  scripts = new Map()
  odd = {}
  ahead = 0
  desk = opened()
})
afterEach(async () => {
  await desk.engine.stop()
  expect(desk.notes.filter(({ event }) => event.endsWith('incident'))).toEqual([])
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

function opened(): OutboxDesk {
  const script = (sha256: string): readonly Fate[] => scripts.get(sha256) ?? []
  const theirs = { ...clock, now: () => clock.now() + ahead }
  const line = scriptedService({ clock: theirs, book, profile: exact, script })
  const altered: Line = {
    ...line,
    submit: (submission) => (odd.submit ?? line.submit)(submission),
    status: (call) => (odd.status ?? line.status)(call),
    list: (reference) => (odd.list ?? line.list)(reference),
  }
  const other = scriptedService({ clock, book: otherBook, profile: exact, script: () => [], id: otherId })
  return openOutbox(store, clock, [altered, other], `unit ${clock.now()}`)
}

type Given = Partial<PutFax> & { readonly fates?: readonly Fate[] }

async function fax(number: number, { fates = [], ...part }: Given = {}): Promise<void> {
  scripts.set(sha256Of(number), fates)
  const state = { phase: 'queued', notBefore: clock.now(), attempt: 1 } as const
  const put = { number, to: numberOf(140 + number), lineId: serviceLineId, state, ...part }
  await store.write((tx) => putFax(tx, put, clock.now()))
}

const stateOf = async (number: number): Promise<FaxState | undefined> =>
  (await toldOf(store)).find((told) => told.number === number)?.state
const until = async (number: number, ...phases: readonly string[]): Promise<FaxState> => {
  const came = await runOn(desk, clock, async () => phases.includes((await stateOf(number))?.phase ?? ''))
  const state = await stateOf(number)
  if (!came || !state) throw new Error(`it stayed ${JSON.stringify(state)}`)
  return state
}
const rules = (part: Partial<LineRules>): Promise<void> =>
  store.write((tx) => writeRules(tx, serviceLineId, { ...plainRules, ...part }))
const actions = async (): Promise<readonly string[]> =>
  (await store.read.selectFrom('audit_entry').select('action').orderBy('sequence').execute()).map((row) => row.action)
async function pass(ms: number, stepMs = 30_000): Promise<void> {
  for (let gone = 0; gone < ms; gone += stepMs) {
    await desk.engine.quiet()
    clock.advance(stepMs)
  }
  await desk.engine.quiet()
}

test('a fax on hold goes when somebody lets it go, and one with a time at that time', async () => {
  await fax(1, { state: { phase: 'queued', attempt: 1, ...planned(clock.now(), { kind: 'on-hold' }) } })
  const at = clock.now() + 30 * minute
  await fax(2, { state: { phase: 'held', until: clock.now() + 10_000, plan: { kind: 'at', at } } })
  await store.write((tx) => tx.updateTable('fax').set({ due_at: null }).where('id', '=', faxIdOf(1)).execute())
  desk.engine.start()
  await until(2, 'delivered')
  expect(book.calls.map((call) => call.at)).toEqual([at])
  expect(await stateOf(1)).toMatchObject({ phase: 'queued', because: 'on-hold' })
  await desk.engine.moves.carry(faxIdOf(1), () => ({ next: { phase: 'queued', attempt: 1, notBefore: clock.now() } }))
  desk.engine.wake()
  await until(1, 'delivered')
})

test('urgent faxes go first, and a number has one call at a time', async () => {
  for (const number of [1, 2, 3, 4]) await fax(number, { to: numberOf(140 + (number % 2)), urgent: number > 2 })
  desk.engine.start()
  await until(1, 'delivered')
  await until(2, 'delivered')
  expect(book.calls.map(({ sha256 }) => [1, 2, 3, 4].find((number) => sha256Of(number) === sha256))).toEqual([
    3, 4, 1, 2,
  ])
})

test('where a person answered, everything else for the number waits until somebody has checked it', async () => {
  await fax(1, { to: numberOf(140), fates: ['human'] })
  await fax(2, { to: numberOf(140) })
  await fax(3, { to: numberOf(150) })
  desk.engine.start()
  await until(1, 'failed')
  await until(3, 'delivered')
  await pass(20 * minute)
  expect(await stateOf(2)).toMatchObject({ phase: 'queued', because: 'number-to-check' })
  expect(book.calls).toHaveLength(2)
  expect(await actions()).toContain('fax.put-on-hold')
})

test('a practice sets calls and minutes of a line', async () => {
  await rules({ ladders: { busy: { calls: 2, minutes: 7 } }, callsAtOnce: 1 })
  await fax(1, { fates: ['busy', 'busy', 'busy'] })
  desk.engine.start()
  const waiting = await until(1, 'queued').then(() => runOn(desk, clock, () => book.calls.length === 1))
  expect(waiting).toBe(true)
  expect(await until(1, 'failed')).toMatchObject({ reason: 'busy', attempts: 2 })
  const [first, second] = book.calls.map(({ at }) => at)
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(7 * minute)
})

test('a line that takes nothing is paused; waiting faxes keep their attempts and go when it works again', async () => {
  for (let number = 1; number <= 12; number += 1) await fax(number)
  odd = { submit: () => Promise.resolve({ kind: 'refused', reason: 'provider-trouble' }) }
  desk.engine.start()
  await pass(30 * minute)
  expect(desk.engine.health(serviceLineId).pause).toMatchObject({ why: 'trouble' })
  expect(desk.alarms()).toBeGreaterThan(0)
  const attempts = await store.read.selectFrom('attempt').select('fax_id').execute()
  expect(attempts.length).toBeLessThan(16)
  odd = {}
  await runOn(desk, clock, async () =>
    (await toldOf(store)).every(({ state }) => ['delivered', 'failed'].includes(state.phase)),
  )
  expect((await toldOf(store)).filter(({ state }) => state.phase === 'delivered').length).toBeGreaterThan(9)
  expect(desk.engine.health(serviceLineId).pause).toBeUndefined()
  expect(await actions()).toEqual(expect.arrayContaining(['line.paused', 'line.resumed']))
})

test('credentials revoked: one fax learns it, the others wait, and the line says why', async () => {
  for (const number of [1, 2, 3]) await fax(number)
  odd = { submit: () => Promise.resolve({ kind: 'refused', reason: 'account-trouble' }) }
  desk.engine.start()
  await pass(5 * minute)
  expect(desk.engine.health(serviceLineId).pause).toMatchObject({ why: 'account' })
  expect(resting(desk.engine.health(serviceLineId), clock.now())).toBe(true)
  expect(await stateOf(3)).toMatchObject({ phase: 'queued', attempt: 1 })
  odd = {}
  desk.engine.mended(serviceLineId)
  await until(3, 'delivered')
})

test('put off by the service: the whole line waits as long as it was told, and no attempt is lost', async () => {
  await fax(1, { fates: ['put-off', 'put-off', 'put-off', 'put-off', 'put-off', 'put-off'] })
  await fax(2, { fates: ['put-off'] })
  desk.engine.start()
  const from = clock.now()
  await until(1, 'delivered')
  await until(2, 'delivered')
  expect(Math.min(...book.calls.map(({ at }) => at)) - from).toBeGreaterThanOrEqual(20_000)
})

test('another line takes over where no page went, and the fax says over which line each attempt was', async () => {
  await rules({ failoverTo: otherId })
  await fax(1, { fates: ['account'] })
  await fax(2, { fates: ['partial'] })
  desk.engine.start()
  await until(1, 'delivered')
  expect(await until(2, 'failed')).toMatchObject({ reason: 'partial' })
  const attempts = await store.read.selectFrom('attempt').select(['fax_id', 'line_id']).orderBy('number').execute()
  expect(attempts.filter(({ fax_id }) => fax_id === faxIdOf(1)).map(({ line_id }) => line_id)).toEqual([
    serviceLineId,
    otherId,
  ])
  expect(otherBook.calls).toHaveLength(1)
  expect(await actions()).toContain('fax.line-changed')
})

test('pages are removed at the service even when it does not answer at first, and after a restart', async () => {
  book.removalsFailed = 2
  await fax(1)
  desk.engine.start()
  await until(1, 'delivered')
  await desk.engine.stop()
  expect(book.calls[0]?.removed).toBe(false)
  desk = opened()
  desk.engine.start()
  expect(await runOn(desk, clock, () => book.calls[0]?.removed === true)).toBe(true)
})

test('asleep for eight hours: what went meanwhile is told, nothing goes twice', async () => {
  await fax(1)
  desk.engine.start()
  await until(1, 'accepted')
  clock.jump(8 * 60 * minute)
  await until(1, 'delivered')
  expect(book.calls).toHaveLength(1)
})

test('network gone for two days: a call is given up and left to a person, waiting faxes stay in sight', async () => {
  await fax(1)
  desk.engine.start()
  await until(1, 'accepted')
  odd = {
    submit: () => Promise.resolve({ kind: 'refused', reason: 'provider-trouble' }),
    status: () => Promise.reject(new Error('unreachable')),
    list: () => Promise.resolve({ kind: 'no-answer' }),
  }
  for (let number = 2; number <= 30; number += 1) await fax(number)
  await pass(48 * 60 * minute, 5 * minute)
  expect(await stateOf(1)).toMatchObject({ phase: 'failed', reason: 'answer-lost' })
  const phases = (await toldOf(store)).map(({ state }) => state.phase)
  expect(phases.filter((phase) => phase === 'queued').length).toBeGreaterThan(0)
  expect(phases.every((phase) => phase === 'queued' || phase === 'failed')).toBe(true)
  odd = {}
  await runOn(desk, clock, async () => (await toldOf(store)).every(({ state }) => state.phase !== 'queued'))
  expect((await stateOf(30))?.phase).toBe('delivered')
})

test('the clock set back a day: calls, waits and numbers go on at once', async () => {
  await fax(1)
  await fax(2, { fates: ['busy'] })
  await fax(3, { fates: ['lost-taken'] })
  desk.engine.start()
  await until(1, 'accepted', 'sending')
  clock.jump(-24 * 60 * minute)
  ahead = 24 * 60 * minute
  const from = clock.now()
  for (const number of [1, 2, 3]) await until(number, 'delivered')
  expect(clock.now() - from).toBeLessThan(3 * 60 * minute)
  expect(book.calls).toHaveLength(4)
})

test('states nobody knows, duplicates and news that comes too late change nothing', async () => {
  await fax(1)
  desk.engine.start()
  await until(1, 'sending')
  odd = { status: () => Promise.resolve({ phase: 'unknown' }) }
  await pass(2 * minute)
  expect((await stateOf(1))?.phase).toBe('sending')
  odd = {}
  await until(1, 'delivered')
  const { attempt } = { attempt: 1 }
  const late = await desk.engine.moves.carry(faxIdOf(1), () => ({
    next: { phase: 'sending', attempt, since: clock.now(), pagesSent: 1 },
  }))
  expect(late).toBeUndefined()
  expect((await stateOf(1))?.phase).toBe('delivered')
})
