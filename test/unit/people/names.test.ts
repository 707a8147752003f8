import fc from 'fast-check'
import { expect, test } from 'vitest'
import { initialsOf, sameName, shortNameOf, tidyName, tintOf } from '#main/people/names.ts'

test.each([
  ['Dana Fairweather', 'Dana F.', 'DF'],
  ['Dr. Olive Quillfeather', 'Olive Q.', 'OQ'],
  ['  Priya   Lan  Lanternwood ', 'Priya L.', 'PL'],
  ['Noor', 'Noor', 'N'],
  ['Dr.', 'Dr.', 'D'],
  ['éva żuraw', 'éva ż.', 'ÉŻ'],
])('%s is %s, %s', (name, shortName, initials) => {
  expect(shortNameOf(name, [])).toBe(shortName)
  expect(initialsOf(name)).toBe(initials)
})

test('a short name that is taken gets more letters', () => {
  expect(shortNameOf('Dana Fox', ['Dana F.'])).toBe('Dana Fo.')
  expect(shortNameOf('Dana Fox', ['dana f.', 'DANA FO.'])).toBe('Dana Fox')
  expect(shortNameOf('Dana Marie Fox', ['Dana F.', 'Dana Fo.', 'Dana Fox'])).toBe('Dana Marie Fox')
  expect(shortNameOf('A C', ['A C'])).toBe('A C 2')
})

test('however many there are, people with different names have different short names', () => {
  const name = fc
    .array(fc.stringMatching(/^[A-Ca-cé]{1,2}$/), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(' '))
  const people = fc.uniqueArray(name, { maxLength: 40, comparator: sameName })
  fc.assert(
    fc.property(people, (names) => {
      const taken: string[] = []
      for (const each of names) {
        const short = shortNameOf(each, taken)
        expect(taken.some((other) => sameName(other, short))).toBe(false)
        taken.push(short)
      }
    }),
  )
})

test('names are the same however they were typed', () => {
  expect(sameName('Ève  Arden', 'E\u0300ve arden ')).toBe(true)
  expect(tidyName(' Ève\tArden ')).toBe('Ève Arden')
})

test('tints take turns', () => {
  expect([0, 1, 4, 5].map(tintOf)).toEqual([1, 2, 5, 1])
})
