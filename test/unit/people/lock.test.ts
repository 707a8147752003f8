/** Locking, through the door: what a locked desk tells, and what the record says of it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { danasPassword, givenDesk, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const minute = 60_000

let desk: GivenDesk
beforeEach(async () => void (desk = await givenDesk()))
afterEach(() => desk.leave())

const status = async () => valueOf(await desk.call('app.status', {}))
const acts = async () =>
  (await desk.record()).map(({ actor, action, outcome }) => `${actor.replace(/_.*/, '')} ${action} ${outcome}`)
async function dana() {
  const [first] = (await status()).people
  if (!first) throw new Error('nobody here')
  return first.id
}

test('a locked desk tells names and one number, and answers nothing else', async () => {
  valueOf(await desk.setUp())
  const me = await dana()
  desk.events.length = 0
  desk.clock.advance(10 * minute)
  expect(await status()).toMatchObject({
    stage: 'locked',
    lockReason: 'idle',
    lockedPerson: me,
    lockedAt: desk.clock.now(),
    sending: 3,
  })
  expect((await status()).session).toBeUndefined()
  expect(desk.events).toContainEqual({ name: 'session.changed', payload: {} })
  expect(faultOf(await desk.call('people.list', {}))).toEqual({ code: 'locked' })
  await expect.poll(() => acts()).toContain('system session.locked done')
})

test('each lock is in the record with its reason, and unlocking says that it was one', async () => {
  valueOf(await desk.setUp())
  const me = await dana()
  valueOf(await desk.call('session.lock', {}))
  await expect.poll(async () => (await acts()).at(-1)).toBe('person session.lock done')
  valueOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))
  expect((await desk.record()).at(-1)?.details).toBe('[["unlocked",true]]')
  desk.power.fire('suspend')
  await expect.poll(async () => (await desk.record()).at(-1)?.details).toBe('[["reason","suspend"]]')
  valueOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))
  valueOf(await desk.call('session.signOut', {}))
  expect((await acts()).at(-1)).toBe('person session.signOut done')
  expect(await status()).toMatchObject({ stage: 'signed-out', lockReason: 'signed-out' })
})

test('only mouse and keyboard put the lock off: a page that keeps asking does not', async () => {
  valueOf(await desk.setUp())
  desk.clock.advance(6 * minute)
  valueOf(await desk.call('people.list', {}))
  valueOf(await desk.call('session.touch', {}))
  desk.clock.advance(6 * minute)
  expect((await status()).stage).toBe('open')
  for (let at = 0; at < 4; at += 1) {
    await desk.call('people.list', {})
    desk.clock.advance(minute)
  }
  expect((await status()).stage).toBe('locked')
})

test('a computer waking from sleep is locked before the first answer', async () => {
  valueOf(await desk.setUp())
  desk.clock.jump(8 * 60 * minute)
  expect(faultOf(await desk.call('people.list', {}))).toEqual({ code: 'locked' })
  expect(await status()).toMatchObject({ stage: 'locked', lockReason: 'idle' })
})
