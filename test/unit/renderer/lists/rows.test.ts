import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FailureReason, phases, type FaxState } from '#app/domain/fax/fax.ts'
import { PersonId } from '#app/domain/ids.ts'
import { stateSays } from '#app/words/index.ts'
import { offsetsOf, rowAt } from '#renderer/parts/list/useWindow.ts'
import { initialsOf } from '#renderer/parts/contact/Covered.tsx'

test('the row drawn at a height is the one that covers it', () => {
  const heights = fc.array(fc.constantFrom(34, 52), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(heights, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
      const offsets = offsetsOf(rows)
      const total = offsets[rows.length] ?? 0
      const y = share * (total - 1)
      const row = rowAt(offsets, y)
      expect(offsets[row]).toBeLessThanOrEqual(y)
      expect(offsets[row + 1]).toBeGreaterThan(y)
    }),
  )
})

test('above the first row and below the last there is still a row to begin with', () => {
  const offsets = offsetsOf([52, 52])
  expect(rowAt(offsets, -500)).toBe(0)
  expect(rowAt(offsets, 5000)).toBe(2)
  expect(rowAt(offsetsOf([]), 0)).toBe(0)
})

test.each([
  ['Harborlight Cardiology', 'HC'],
  ['Harper & Vale Dermatology', 'HV'],
  ['Office of the Registrar', 'OR'],
  ['Zephyr', 'ZE'],
  ['É', 'É'],
])('%s is shown as %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('every state and every reason has a sentence that says what happened', () => {
  const at = 1
  const states: readonly FaxState[] = [
    { phase: 'draft' },
    { phase: 'held', until: at },
    { phase: 'queued', notBefore: at, attempt: 1 },
    { phase: 'submitting', attempt: 1, since: at },
    { phase: 'accepted', attempt: 1, since: at },
    { phase: 'sending', attempt: 1, since: at, pagesSent: 0 },
    { phase: 'uncertain', attempt: 1, since: at },
    { phase: 'delivered', at, pages: 1, tookMs: 1 },
    ...FailureReason.options.flatMap((reason): FaxState[] => [
      { phase: 'failed', at, reason, pagesSent: 0, attempts: 1 },
      { phase: 'queued', notBefore: at, attempt: 2, after: reason },
    ]),
    { phase: 'cancelled', at, by: PersonId.parse('person_00000000000000000001') },
  ]
  expect(new Set(states.map((state) => state.phase))).toEqual(new Set(phases))
  for (const state of states) expect(stateSays(state, 3, () => '10:42')).toMatch(/^[A-Z0-9].+\.$/)
})
