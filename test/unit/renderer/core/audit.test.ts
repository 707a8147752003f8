import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntryView } from '#app/contract/record/audit.ts'
import {
  boundsOf,
  dateAt,
  dateField,
  joined,
  noFilter,
  proofOf,
  queryOf,
  shortHash,
} from '#renderer/screens/audit/filter.ts'
import { rowAfter } from '#renderer/screens/audit/EntryTable.tsx'

const hour = 3_600_000
const now = new Date(2026, 3, 14, 10, 38).getTime()

const entry = (sequence: number): EntryView => ({
  sequence,
  at: now,
  actor: { kind: 'system', id: 'system', shortName: '', initials: '', tint: 1 },
  action: 'store.opened',
  subject: '',
  outcome: 'done',
  details: {},
  names: {},
  hash: '',
  previous: '',
})

test('a date field and a time lead to each other and back, on any day', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(2000, 0, 1), max: new Date(2100, 0, 1), noInvalidDate: true }), (day) => {
      const field = dateField(day.getTime())
      expect(dateField(dateAt(field) ?? Number.NaN)).toBe(field)
    }),
  )
})

test('own dates hold the whole last day, and empty fields hold everything', () => {
  const { from, to } = boundsOf({ ...noFilter, range: 'own', from: '2026-04-01', to: '2026-04-14' }, now)
  expect(from).toBe(new Date(2026, 3, 1).getTime())
  expect(to).toBe(new Date(2026, 3, 15).getTime())
  expect(boundsOf({ ...noFilter, range: 'own' }, now)).toEqual({})
  expect(boundsOf(noFilter, now)).toEqual({})
})

test('the last seven days begin at a midnight, today included, also when the clocks change', () => {
  for (const day of [new Date(2026, 3, 14), new Date(2026, 2, 12), new Date(2026, 10, 4)]) {
    const at = day.getTime() + 10 * hour
    const { from } = boundsOf({ ...noFilter, range: 'week' }, at)
    expect(from).toBe(new Date(day.getFullYear(), day.getMonth(), day.getDate() - 6).getTime())
  }
  expect(boundsOf({ ...noFilter, range: 'today' }, now).from).toBe(new Date(2026, 3, 14).getTime())
})

test('a filter asks only for what it names', () => {
  expect(queryOf(noFilter, now)).toEqual({ text: '' })
  expect(queryOf({ ...noFilter, text: ' FD-00001 ', actor: 'system', action: 'fax.queued' }, now)).toEqual({
    text: 'FD-00001',
    actor: 'system',
    action: 'fax.queued',
  })
})

test('pages of entries become one list: newest first, each once', () => {
  const sequences = joined([entry(5), entry(4)], [entry(7), entry(6), entry(5)]).map(({ sequence }) => sequence)
  expect(sequences).toEqual([7, 6, 5, 4])
})

test('a broken chain is believed before the break, named at it, and not after it', () => {
  const broken = { result: 'broken', firstBad: 10, why: 'changed', entries: 9, at: now, tookMs: 1 } as const
  expect([9, 10, 11].map((sequence) => proofOf(sequence, broken))).toEqual(['holds', 'first-bad', 'not-proven'])
  const intact = { result: 'intact', entries: 20, at: now, tookMs: 1 } as const
  // Entry 21 was written after the verification: nothing has been said about it yet.
  expect([20, 21].map((sequence) => proofOf(sequence, intact))).toEqual(['holds', 'unknown'])
  expect(proofOf(1, undefined)).toBe('unknown')
})

test('arrows never leave the list', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End'),
      fc.nat(50),
      fc.integer({ min: -1, max: 49 }),
      (key, length, at) => {
        const to = rowAfter(key, at, length)
        if (length === 0) expect(to).toBeUndefined()
        else if (at < length) expect(to === undefined || (to >= 0 && to < length)).toBe(true)
      },
    ),
  )
  expect(rowAfter('ArrowDown', -1, 3)).toBe(0)
  expect(rowAfter('x', 0, 3)).toBeUndefined()
})

test('a hash is shortened to its first and last eight digits', () => {
  expect(shortHash('5e90a1c4' + '0'.repeat(48) + '0b7fd3e2')).toBe('5e90 a1c4 … 0b7f d3e2')
})
