import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  clockJump,
  clockOff,
  clockToleranceMs,
  drifted,
  refusalRule,
  repeatedRefusals,
  unusualVolume,
  volumeRule,
} from '#app/domain/record/audit-alerts.ts'

const now = Date.UTC(2026, 3, 14, 10)
const actor = fc.constantFrom('nobody', 'person_a', 'person_b')
const fault = fc.constantFrom('sign-in-refused', 'forbidden', 'locked', 'conflict', 'unknown-operation')
const refusal = fc.record({ at: fc.integer({ min: now - 2 * refusalRule.withinMs, max: now + 1000 }), actor, fault })

test('who is named was refused at least five times in the ten minutes, for what is not theirs; nobody else is', () => {
  fc.assert(
    fc.property(fc.array(refusal, { maxLength: 40 }), (refusals) => {
      const named = new Map(repeatedRefusals(refusals, now).map((one) => [one.actor, one.times]))
      for (const who of ['nobody', 'person_a', 'person_b']) {
        const times = refusals.filter(
          (one) =>
            one.actor === who &&
            one.at <= now &&
            one.at > now - refusalRule.withinMs &&
            !['locked', 'conflict'].includes(one.fault),
        ).length
        expect(named.get(who)).toBe(times >= refusalRule.times ? times : undefined)
      }
    }),
  )
})

test('the order of refusals does not matter, and one more never makes an alert go', () => {
  fc.assert(
    fc.property(fc.array(refusal, { maxLength: 30 }), refusal, (refusals, more) => {
      const before = repeatedRefusals(refusals, now).map((one) => one.actor)
      const after = repeatedRefusals([more, ...refusals.toReversed()], now).map((one) => one.actor)
      expect(after).toEqual(expect.arrayContaining(before))
    }),
  )
})

const day = fc.array(fc.nat(500), { minLength: 24, maxLength: 24 })

test('an hour that is usual is never unusual, few openings never are, and nothing is before it is known what is usual', () => {
  fc.assert(
    fc.property(day, fc.nat(23), fc.nat(200), (usual, hour, opened) => {
      const all = usual.reduce((sum, count) => sum + count, 0)
      const answer = unusualVolume({ usual, hour, now: opened })
      if (opened < volumeRule.least || all < volumeRule.knownFrom || (usual[hour] ?? 0) * 100 >= all)
        expect(answer).toBe(false)
      else expect(answer).toBe(true)
    }),
  )
  const office = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 18 ? 40 : 0))
  expect(unusualVolume({ usual: office, hour: 3, now: 15 })).toBe(true)
  expect(unusualVolume({ usual: office, hour: 9, now: 300 })).toBe(false)
})

test('clocks that run together never jump, however long; one that was set jumps by what it was set', () => {
  const span = fc.integer({ min: 0, max: 400 * 86_400_000 })
  fc.assert(
    fc.property(span, fc.integer({ min: -86_400_000, max: 86_400_000 }), (passed, moved) => {
      const before = { wall: now, steady: 5 }
      const after = { wall: now + passed + moved, steady: 5 + passed }
      expect(clockJump(before, after)).toBe(Math.abs(moved) > clockToleranceMs ? Math.round(moved / 1000) : undefined)
    }),
  )
})

test('drift names what was added, removed or changed, and nothing else', () => {
  const configuration = fc.dictionary(
    fc.constantFrom('practice', 'lines', 'people', 'idle-minutes', '__proto__'),
    fc.constantFrom('1', '2'),
  )
  fc.assert(
    fc.property(configuration, configuration, (approved, current) => {
      const names = drifted(approved, current)
      expect(drifted(approved, { ...approved })).toEqual([])
      expect(drifted(current, approved)).toEqual(names)
      for (const name of new Set([...Object.keys(approved), ...Object.keys(current)]))
        expect(names.includes(name)).toBe(approved[name] !== current[name])
    }),
  )
})

test('a clock that is off by more than a minute either way is told in whole seconds; one nobody speaks of is not', () => {
  expect(clockOff(undefined)).toBeUndefined()
  expect([0, 59.9, -60].map(clockOff)).toEqual([undefined, undefined, undefined])
  expect([60.4, -10_800.123].map(clockOff)).toEqual([60, 10_800])
})
