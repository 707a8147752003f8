import { beforeEach, expect, test } from 'vitest'
import { PersonId } from '#app/domain/ids.ts'
import { rightsOf } from '#app/domain/rights.ts'
import type { Actor } from '#main/door/handler.ts'
import { createSession, type Session, type SessionChange } from '#main/people/session.ts'
import type { PowerEvent } from '#main/ports.ts'
import { seededChance } from '#test/given/chance.ts'
import { manualClock, type ManualClock } from '#test/given/clock.ts'

const minute = 60_000
const person = (digit: string): Actor => ({
  personId: PersonId.parse(`person_${digit.repeat(20)}`),
  shortName: 'Dana F.',
  name: 'Dana Fairweather',
  roles: ['sender'],
  rights: rightsOf(['sender']),
})
const dana = person('a')
const marcus = person('b')

let clock: ManualClock
let session: Session
let power: (event: PowerEvent) => void
let changes: SessionChange[]

beforeEach(() => {
  clock = manualClock()
  const listeners = new Set<(event: PowerEvent) => void>()
  power = (event) => listeners.forEach((listener) => listener(event))
  session = createSession({
    clock,
    chance: seededChance(),
    power: {
      subscribe: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
  })
  changes = []
  session.onChange((change) => void changes.push(change))
})

const stage = () => session.state().stage
const reason = () => {
  const state = session.state()
  return state.stage === 'open' ? undefined : state.reason
}

test('nobody is at a desk that was just started', () => {
  expect(session.state()).toMatchObject({ stage: 'signed-out', reason: 'started' })
  expect(session.presence()).toBeUndefined()
})

test('the desk locks when it has lain unused for ten minutes, and not a millisecond before', () => {
  session.open(dana)
  clock.advance(10 * minute - 1)
  expect(session.presence()?.actor).toBe(dana)
  clock.advance(1)
  expect(session.state()).toMatchObject({ stage: 'locked', reason: 'idle', actor: dana })
  expect(session.presence()).toBeUndefined()
  expect(changes.map(({ after }) => after.stage)).toEqual(['open', 'locked'])
})

test('mouse and keyboard put the lock off; asking who is there does not', () => {
  session.open(dana)
  clock.advance(9 * minute)
  session.touch()
  clock.advance(9 * minute)
  for (let at = 0; at < 100; at += 1) session.presence()
  expect(stage()).toBe('open')
  clock.advance(minute)
  expect(stage()).toBe('locked')
})

test('the idle time an administrator sets holds at once', () => {
  session.open(dana)
  clock.advance(3 * minute)
  session.setMinutes(2, 0)
  clock.advance(0)
  expect(reason()).toBe('idle')
})

test('a computer that slept without telling is locked before anything is answered', () => {
  session.open(dana)
  clock.jump(10 * minute)
  expect(session.presence()).toBeUndefined()
  expect(reason()).toBe('idle')
})

test('the moved mouse that wakes a computer does not reopen a desk whose time was up', () => {
  session.open(dana)
  clock.jump(45 * minute)
  session.touch()
  expect(reason()).toBe('idle')
})

test('on resume the desk is locked, even when no suspend was told and the sleep was short', () => {
  session.open(dana)
  clock.jump(minute)
  power('resume')
  expect(reason()).toBe('suspend')
  session.open(dana)
  clock.jump(11 * minute)
  power('resume')
  expect(reason()).toBe('idle')
})

test.each([
  ['system-lock', 'system-lock'],
  ['suspend', 'suspend'],
  ['shutdown', 'suspend'],
] as const)('the system saying %s locks at once', (event, expected) => {
  session.open(dana)
  power(event)
  expect(reason()).toBe(expected)
})

test('a computer that slept and told nobody locks by itself moments after it woke', () => {
  session.open(dana)
  clock.advance(2 * minute)
  clock.jump(9 * minute)
  clock.advance(5000)
  expect(stage()).toBe('locked')
  expect(reason()).toBe('idle')
})

test('a clock that was set back does not put the lock off', () => {
  session.open(dana)
  clock.jump(-60 * minute)
  clock.advance(10 * minute)
  expect(stage()).toBe('locked')
  session.open(dana)
  clock.jump(-60 * minute)
  session.setMinutes(5, 0)
  clock.advance(5 * minute)
  expect(stage()).toBe('locked')
})

test('a lock is told once and keeps its first reason', () => {
  session.open(dana)
  session.lock('asked')
  power('suspend')
  clock.advance(60 * minute)
  expect(reason()).toBe('asked')
  expect(changes).toHaveLength(2)
})

test('signing in ends the session that was locked here, and each session has a name of its own', () => {
  session.open(dana)
  const first = session.presence()?.session
  session.lock('asked')
  session.open(marcus)
  expect(session.presence()?.actor).toBe(marcus)
  expect(session.presence()?.session).not.toBe(first)
})

test('signing out leaves nobody, and touching a desk that is not open does nothing', () => {
  session.open(dana)
  session.signOut()
  session.touch()
  expect(session.state()).toMatchObject({ stage: 'signed-out', reason: 'signed-out' })
  expect(clock.waiting()).toBe(0)
})

test('a stopped session listens to nothing any more', () => {
  session.open(dana)
  session.stop()
  power('suspend')
  clock.advance(60 * minute)
  expect(stage()).toBe('open')
})
