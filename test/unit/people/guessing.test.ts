/** Guessing at the front of the desk: it is slow, each try is in the record, and what is noted of it cannot be made away with unseen. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#app/domain/ids.ts'
import { danasPassword, givenDesk, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const minute = 60_000

let desk: GivenDesk
let me: PersonId
beforeEach(async () => {
  desk = await givenDesk()
  me = valueOf(await desk.setUp()).status.session?.person.id as PersonId
})
afterEach(() => desk.leave())

/** The same folder after the process was ended. */
async function restarted(seed = 'again'): Promise<void> {
  const { folder, clock } = desk
  await desk.stop()
  desk = await givenDesk({ folder, clock, seed })
}

test('guessing is slowed, across a restart, and every try is in the record once it opens', async () => {
  await restarted()
  const guess = async () =>
    faultOf(await desk.call('session.signIn', { personId: me, password: 'not the right password' }))
  const waits: number[] = []
  for (let at = 0; at < 6; at += 1) {
    const fault = await guess()
    if (fault.code !== 'sign-in-refused') throw new Error(fault.code)
    waits.push(fault.waitMs)
    desk.clock.advance(fault.waitMs)
  }
  expect(waits).toEqual([0, 0, 2000, 4000, 8000, 16_000])
  await guess()
  expect(faultOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))).toMatchObject({
    code: 'sign-in-refused',
  })
  await restarted('third')
  expect(faultOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))).toMatchObject({
    code: 'sign-in-refused',
  })
  desk.clock.advance(5 * minute)
  expect((await desk.call('session.signIn', { personId: me, password: danasPassword })).ok).toBe(true)
  const before = (await desk.record()).filter(({ action }) => action === 'sign-in.refused-before-opening')
  // The seven guesses, and the two that came too early, though their password was right.
  expect(before).toHaveLength(9)
  for (const entry of before) expect(entry).toMatchObject({ actor: 'nobody', subject: me, outcome: 'refused' })
  expect(before[0]?.details).toContain('["way","password"]')
})

test('whoever removes the notes of guessing gains no guess, and the record and an alert say so', async () => {
  await restarted()
  for (let at = 0; at < 4; at += 1)
    await desk.call('session.signIn', { personId: me, password: 'not the right password' })
  await rm(path.join(desk.folder, 'tries.jsonl'))
  await rm(path.join(desk.folder, 'throttle.json'))
  await restarted('third')
  const waiting = { code: 'sign-in-refused', waitMs: 5 * minute }
  expect(faultOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))).toEqual(waiting)
  desk.clock.advance(5 * minute)
  valueOf(await desk.call('session.signIn', { personId: me, password: danasPassword }))
  const entries = (await desk.record()).slice(-5)
  expect(entries.map(({ action, details }) => `${action} ${details}`)).toEqual([
    'audit.alert [["alert","refusal-notes"],["notes","delay"],["notesFound","gone"]]',
    expect.stringContaining('sign-in.refused-before-opening [["fault","sign-in-refused"]'),
    'sign-in.refused-before-opening [["kept",1],["rest","gone"]]',
    'audit.alert [["alert","refusal-notes"],["notes","tries"],["notesFound","gone"]]',
    expect.stringContaining('session.signIn'),
  ])
})

test('tries made at the same time do not get round the delay', async () => {
  const many = await Promise.all(
    Array.from({ length: 8 }, () => desk.call('session.signIn', { personId: me, password: 'not the right password' })),
  )
  const waits = many
    .map((refused) => faultOf(refused))
    .map((fault) => (fault.code === 'sign-in-refused' ? fault.waitMs : -1))
  expect(waits).toEqual([0, 0, 2000, 2000, 2000, 2000, 2000, 2000])
})
