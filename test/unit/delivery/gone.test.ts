/**
 * Credentials revoked, or the account deleted, while a fax is under way and another waits: at every service over HTTP, as
 * its own driver hears it. Each fax ends in a state that says so, with something to do, and nothing goes twice.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { stateSays } from '#app/words/index.ts'
import { nextActs } from '#main/delivery/views.ts'
import { manualClock } from '#test/given/clock.ts'
import { newStore, numberOf, openOutbox, putFax, runOn, sha256Of, toldOf } from '#test/given/outbox/desk.ts'
import { serviceLineId } from '#test/given/outbox/service.ts'
import { lineTo, startWorld } from '#test/given/worlds/index.ts'
import type { Fault } from '#test/given/service/service.ts'
import { webs } from '#test/given/worlds/web.ts'

const gone = [
  ['credentials are revoked', { answer: 401, taken: false }],
  ['the account is closed', { answer: 403, taken: false }],
  ['the account is deleted', { answer: 404, taken: false }],
] as const satisfies readonly (readonly [string, Fault])[]

const no = (body: object): Fault => ({ answer: 200, body: JSON.stringify(body), taken: false })
/** Services that answer every request with a good status, and say no inside. */
const inside: Readonly<Record<string, Fault>> = {
  ifax: no({ status: 0, code: 12_001, message: 'x' }),
  notifyre: no({ success: false, statusCode: 401, message: 'x', payload: null, errors: [] }),
  srfax: no({ Status: 'Failed', Result: 'Invalid Access Code / Password' }),
  westfax: no({ Success: false, ErrorString: 'x', InfoString: '', Result: null }),
}
const hour = 60 * 60_000
const says = (): string => '10:00'

const cases = Object.keys(webs).flatMap((kind, nth) => {
  // One of them for each service, in turn; the answers are judged in one place.
  const [what, fault] = gone[nth % gone.length] ?? gone[0]
  return [[kind, what, inside[kind] ?? fault] as const]
})

test.each(cases)('%s: %s', async (kind, _, fault) => {
  const folder = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'faxdesk-gone-'))
  const world = await startWorld(kind)
  const store = await newStore(folder)
  const clock = manualClock()
  const slip = { name: 'gone', fault } as const
  const always = Array.from({ length: 2_000 }, () => slip)
  world.play({ hands: [{ ends: 'delivered' }], others: [], asks: 1_000, lags: 0 })
  await store.write((tx) => putFax(tx, { number: 1, to: numberOf(1), lineId: serviceLineId }, clock.now()))
  const { line, leave } = await lineTo(world.where, { clock, store })
  const desk = openOutbox(store, clock, [line])
  desk.engine.start()
  await runOn(desk, clock, async () => (await world.taken({ clock, store })).length === 1)
  await desk.engine.quiet()
  world.turn({ hands: always.map((each) => ({ ends: 'delivered', slip: each })), others: always, asks: 1_000, lags: 0 })
  await store.write((tx) => putFax(tx, { number: 2, to: numberOf(2), lineId: serviceLineId }, clock.now()))
  const until = clock.now() + 3 * hour
  desk.engine.wake()
  await runOn(desk, clock, () => clock.now() > until)
  const [first, second] = await toldOf(store)
  await desk.engine.stop()
  // Whether the one under way went nobody can know any more, and the other certainly did not.
  expect(['failed', 'uncertain']).toContain(first?.state.phase)
  if (first?.state.phase === 'failed') expect(first.state.reason).toBe('answer-lost')
  // The account is refused, and the line waits for somebody to mend it: no fax after another fails.
  expect(second?.state).toMatchObject({ phase: 'queued', after: 'account-trouble' })
  for (const told of [first, second]) {
    if (!told) throw new Error('a fax is lost')
    expect(nextActs(told.state, true).length).toBeGreaterThan(0)
    expect(stateSays(told.state, 2, says)).not.toBe('')
  }
  expect(desk.alarms()).toBeGreaterThan(0)
  expect(desk.notes.filter(({ event }) => event.endsWith('incident'))).toEqual([])
  expect((await world.taken({ clock, store })).map(({ sha256 }) => sha256)).toEqual([sha256Of(1)])
  await leave()
  await store.close()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})
