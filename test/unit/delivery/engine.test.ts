/** The scheduler: how many calls at once and to whom, what trouble does, and what silence does. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import type { Line } from '#main/lines/line.ts'
import type { Store } from '#main/store/store.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { givenDesk, goOn, goOnTo, phaseOf, readyDraft, sendDraft, type Given } from './given.ts'

let given: Given
/** What the line does that it would not do by itself. */
let odd: Partial<Pick<Line, 'submit' | 'status' | 'list' | 'cancel'>> = {}
let most = { calls: 0, toOne: 0 }
const page = sample('text-1p.pdf')

/** Asked call by call, as most services are. */
function altered(line: Line): Line {
  const one: Line = {
    ...line,
    submit: (submission) => (odd.submit ?? line.submit)(submission),
    status: (call) => (odd.status ?? line.status)(call),
    list: (reference) => (odd.list ?? line.list)(reference),
    cancel: (call) => (odd.cancel ?? line.cancel)(call),
  }
  Reflect.deleteProperty(one, 'statuses')
  return one
}

beforeEach(async () => {
  odd = {}
  most = { calls: 0, toOne: 0 }
  given = await givenDesk({ altered })
})
afterEach(async () => {
  await given.close()
})

const send = async (to: string): Promise<FaxView> => sendDraft(given, await readyDraft(given, page, to))
const over = async (ids: readonly FaxId[]): Promise<boolean> => {
  const phases = await Promise.all(ids.map((id) => phaseOf(given, id)))
  return phases.every((phase) => ['delivered', 'failed', 'cancelled'].includes(phase))
}

/** Notes how many calls there are at once, whenever the line is asked. */
async function watch(): Promise<void> {
  const calls = await given.store.read
    .selectFrom('fax')
    .select('e164')
    .where('phase', 'in', ['submitting', 'accepted', 'sending'])
    .execute()
  const numbers = new Map<string, number>()
  for (const { e164 } of calls) numbers.set(e164, (numbers.get(e164) ?? 0) + 1)
  most = { calls: Math.max(most.calls, calls.length), toOne: Math.max(most.toOne, 0, ...numbers.values()) }
}

test('never two calls to one number, never more than the line allows, and everyone gets through', async () => {
  const ids: FaxId[] = []
  for (const to of ['+12025550142', '+12025550142', '+12025550142', '+12025550143', '+12025550144', '+12025550111']) {
    ids.push((await send(to)).id)
  }
  given.engine.start()
  const done = async (): Promise<boolean> => {
    await watch()
    return over(ids)
  }
  await goOn(given, done)
  expect(await Promise.all(ids.map((id) => phaseOf(given, id)))).toEqual(ids.map(() => 'delivered'))
  expect(most).toEqual({ calls: 2, toOne: 1 })
  expect(await given.calls()).toHaveLength(7)
  expect(given.incidents()).toEqual([])
})

test('two engines over one store dial once', async () => {
  const fax = await send('+12025550142')
  const other = given.open()
  given.engine.start()
  given.engine.start()
  other.delivery.engine.start()
  await goOn(given, async () => {
    await other.delivery.engine.quiet()
    return over([fax.id])
  })
  await other.delivery.engine.stop()
  expect(await given.calls()).toHaveLength(1)
  expect(await given.attempts(fax.id)).toHaveLength(1)
  expect(await phaseOf(given, fax.id)).toBe('delivered')
})

test('a fax that breaks the engine breaks no other, and is tried again later and later', async () => {
  const bad = await send('+12025550142')
  const good = await send('+12025550143')
  const attempts: number[] = []
  const { write } = given.store
  const store: Store = {
    ...given.store,
    write: async (work) =>
      write(async (tx) => {
        const value = await work(tx)
        const row = await tx.selectFrom('fax').select('phase').where('id', '=', bad.id).executeTakeFirst()
        if (row?.phase !== 'submitting' || attempts.length >= 3) return value
        attempts.push(given.clock.now())
        throw new RangeError('a bug')
      }),
  }
  const desk = given.open(store)
  desk.delivery.engine.start()
  await goOn({ ...given, engine: desk.delivery.engine }, () => over([good.id, bad.id]))
  await desk.delivery.engine.stop()
  expect([await phaseOf(given, good.id), await phaseOf(given, bad.id)]).toEqual(['delivered', 'delivered'])
  expect(given.incidents()).toHaveLength(3)
  expect(JSON.stringify(given.incidents())).not.toContain('a bug')
  const waits = attempts.slice(1).map((at, nth) => at - (attempts[nth] ?? 0))
  expect((waits[1] ?? 0) > (waits[0] ?? 0)).toBe(true)
})

test('a line that says nothing at all leaves the fax uncertain, and it is not handed over again', async () => {
  const never = new Promise<never>(() => undefined)
  let submissions = 0
  odd = {
    submit: () => {
      submissions += 1
      return never
    },
    list: () => never,
  }
  const { id } = await send('+12025550142')
  given.engine.start()
  for (let step = 0; step < 200; step += 1) {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    given.clock.advance(1_000)
  }
  expect(await phaseOf(given, id)).toBe('uncertain')
  expect(submissions).toBe(1)
  expect(given.alarms).toHaveLength(1)
  // The line comes back: it never took it, so it may be handed over now.
  odd = {}
  given.clock.advance(60 * 60_000)
  await goOnTo(given, id, 'delivered')
  expect(await given.calls()).toHaveLength(1)
})

test('a call that never ends is given up and left to a person', async () => {
  odd = {
    status: () => Promise.resolve({ phase: 'sending', pagesSent: 1 }),
    cancel: () => Promise.resolve('no-answer'),
  }
  const { id } = await send('+12025550142')
  given.engine.start()
  await goOnTo(given, id, 'failed')
  const fax = valueOf(await given.call('faxes.read', { id }))
  expect(fax.state).toMatchObject({ reason: 'answer-lost', pagesSent: 1 })
  expect(given.alarms).toHaveLength(1)
})

test('a line that breaks with every question is asked on, and the fax goes through when it mends', async () => {
  odd = { status: () => Promise.reject(new Error('reset')) }
  const { id } = await send('+12025550142')
  given.engine.start()
  await goOnTo(given, id, 'accepted')
  given.clock.advance(5_000)
  await given.engine.quiet()
  expect(await phaseOf(given, id)).toBe('accepted')
  odd = {}
  await goOnTo(given, id, 'delivered')
})

test('six faxes to a number that does not answer ring it fifteen times an hour at most, never three in a row', async () => {
  const ids: FaxId[] = []
  for (let nth = 0; nth < 6; nth += 1) ids.push((await send('+12025550112')).id)
  given.engine.start()
  await goOn(given, () => over(ids), 5_000)
  const rung = (await given.calls()).map(({ submitted_at }) => submitted_at)
  expect(rung).toHaveLength(24)
  rung.forEach((at, nth) => {
    expect(rung.filter((other) => other >= at && other < at + 3_600_000).length).toBeLessThanOrEqual(15)
    if (nth >= 2) expect(at - (rung[nth - 1] ?? 0)).toBeGreaterThanOrEqual(60_000)
  })
})

test('sealed pages that are gone or changed are not sent: the fax fails and says why', async () => {
  const { id } = await send('+12025550142')
  const row = await given.store.read
    .selectFrom('fax')
    .select('packet_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const other = '0'.repeat(64)
  await given.store.write((tx) => tx.updateTable('fax').set({ packet_sha256: other }).where('id', '=', id).execute())
  expect(row.packet_id).not.toBeNull()
  given.engine.start()
  await goOnTo(given, id, 'failed')
  const fax = valueOf(await given.call('faxes.read', { id }))
  expect(fax.state).toMatchObject({ reason: 'packet-unreadable', attempts: 1, pagesSent: 0 })
  expect(await given.calls()).toEqual([])
})

test('stopping waits for the step under way and begins no other', async () => {
  const { id } = await send('+12025550142')
  let submitted = (): void => undefined
  const reached = new Promise<void>((resolve) => (submitted = resolve))
  let answer = (): void => undefined
  odd = {
    submit: (submission) => {
      submitted()
      return new Promise((resolve) => {
        answer = () => resolve({ kind: 'accepted', providerId: submission.reference })
      })
    },
  }
  given.engine.start()
  await given.engine.quiet()
  given.clock.advance(10_000)
  await reached
  let stopped = false
  const stop = given.engine.stop().then(() => (stopped = true))
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(stopped).toBe(false)
  answer()
  await stop
  expect(await phaseOf(given, id)).toBe('accepted')
  given.clock.advance(60_000)
  await given.engine.quiet()
  expect(await phaseOf(given, id)).toBe('accepted')
})

test('with nothing to do no timer waits', async () => {
  const { id } = await send('+12025550142')
  given.engine.start()
  await goOnTo(given, id, 'delivered')
  // The record announces its growth a moment later, by a timer of its own.
  given.clock.advance(1_000)
  await given.engine.quiet()
  expect(given.clock.waiting()).toBe(0)
})
