import { afterEach, beforeEach, expect, test } from 'vitest'
import { danasPassword, givenDesk, practice, type GivenDesk } from '#test/given/front-desk.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

const minute = 60_000

let desk: GivenDesk
beforeEach(async () => {
  desk = await givenDesk()
  valueOf(await desk.setUp())
})
afterEach(() => desk.leave())

const stage = async () => valueOf(await desk.call('app.status', {})).stage

test('settings begin with what set-up was told and the usual times', async () => {
  expect(valueOf(await desk.call('settings.read', {}))).toEqual({
    practice,
    idleMinutes: 10,
    verificationMonths: 12,
    secondPerson: false,
    typedNumbers: false,
    requireCodes: false,
    signOutMinutes: 0,
    roleLabels: {},
  })
})

test('a change is kept, recorded from what to what, and survives a restart', async () => {
  const moved = { ...practice, phone: '+1 202 555 0100', workstation: 'Office 2' }
  valueOf(await desk.call('settings.change', { practice: moved, idleMinutes: 3 }))
  const entry = (await desk.record()).at(-1)
  expect(entry).toMatchObject({
    action: 'settings.change',
    details:
      '[["idleMinutes","10 to 3"],["practicePhone","none to +1 202 555 0100"],["workstation","Front desk 1 to Office 2"]]',
  })
  const { folder, clock } = desk
  await desk.stop()
  desk = await givenDesk({ folder, clock, seed: 'again' })
  const [person] = valueOf(await desk.call('app.status', {})).people
  if (!person) throw new Error('nobody')
  const after = valueOf(await desk.call('session.signIn', { personId: person.id, password: danasPassword }))
  expect(after).toMatchObject({ workstation: 'Office 2', session: { idleMinutes: 3 } })
  expect(valueOf(await desk.call('settings.read', {}))).toMatchObject({ practice: moved, verificationMonths: 12 })
  desk.clock.advance(3 * minute)
  expect(await stage()).toBe('locked')
})

test('a shorter idle time locks a desk that has lain unused for that long', async () => {
  desk.clock.advance(5 * minute)
  valueOf(await desk.call('session.prove', { password: danasPassword }))
  valueOf(await desk.call('settings.change', { idleMinutes: 2 }))
  desk.clock.advance(0)
  expect(await stage()).toBe('locked')
})

test('an idle time outside 1 to 30 minutes is refused at the door', async () => {
  for (const idleMinutes of [0, 31, 2.5]) {
    expect(faultOf(await desk.call('settings.change', { idleMinutes }))).toEqual({
      code: 'invalid',
      issues: ['idleMinutes'],
    })
  }
})

test('a sender reads settings and cannot change them', async () => {
  const noor = valueOf(
    await desk.call('people.add', { name: 'Noor Iyer', roles: ['sender'], password: 'seventeen green lanterns' }),
  )
  valueOf(await desk.call('session.signIn', { personId: noor.id, password: 'seventeen green lanterns' }))
  expect((await desk.call('settings.read', {})).ok).toBe(true)
  expect(faultOf(await desk.call('settings.change', { idleMinutes: 30 }))).toEqual({
    code: 'forbidden',
    needs: 'settings.change',
  })
})

test('appearance is changed by anyone, locked or not, and told to the page', async () => {
  valueOf(await desk.call('session.lock', {}))
  expect(valueOf(await desk.call('preferences.change', { theme: 'dark' }))).toEqual({
    theme: 'dark',
    hideDetails: false,
  })
  expect(desk.events.at(-1)).toEqual({ name: 'preferences.changed', payload: { theme: 'dark', hideDetails: false } })
  expect(valueOf(await desk.call('preferences.read', {}))).toEqual({ theme: 'dark', hideDetails: false })
})
