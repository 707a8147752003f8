import fc from 'fast-check'
import { expect, test } from 'vitest'
import { E164 } from '#app/domain/ids.ts'
import { differingPlaces, likenessOf, localPart, slipsOf } from '#app/domain/contact/look-alike.ts'
import { shownNumber } from '#app/domain/contact/phone.ts'

const digits = (most: number) => fc.integer({ min: 0, max: 10 ** most - 1 }).map((n) => String(n).padStart(most, '0'))
const northAmerican = fc
  .tuple(fc.integer({ min: 200, max: 999 }), digits(7))
  .map(([area, local]) => E164.parse(`+1${area}${local}`))
const foreign = fc
  .tuple(fc.constantFrom('44', '49', '351'), fc.integer({ min: 6, max: 11 }).chain(digits))
  .map(([country, national]) => E164.parse(`+${country}${national}`))
const number = fc.oneof(northAmerican, foreign)

/** The number with one digit after the country code's first changed. */
const oneDigit = fc.tuple(number, fc.nat(), fc.integer({ min: 1, max: 9 })).map(([right, nth, by]) => {
  const place = 2 + (nth % (right.length - 2))
  const digit = (Number(right[place]) + by) % 10
  return { right, wrong: E164.parse(right.slice(0, place) + digit + right.slice(place + 1)) }
})
const transposed = fc
  .tuple(number, fc.nat())
  .map(([right, nth]) => {
    const place = 2 + (nth % (right.length - 3))
    const wrong = right.slice(0, place) + right[place + 1] + right[place] + right.slice(place + 2)
    return { right, wrong: E164.parse(wrong) }
  })
  .filter(({ right, wrong }) => right !== wrong)

test('every wrong digit is known for what it is, from both sides, and among the slips that are looked up', () => {
  fc.assert(
    fc.property(oneDigit, ({ right, wrong }) => {
      expect(likenessOf(wrong, right)).toBe('one-digit')
      expect(likenessOf(right, wrong)).toBe('one-digit')
      expect(slipsOf(wrong)).toContain(right)
      expect(differingPlaces(shownNumber(wrong), shownNumber(right))).toHaveLength(1)
    }),
  )
})

test('every transposition of neighbours, too', () => {
  fc.assert(
    fc.property(transposed, ({ right, wrong }) => {
      expect(likenessOf(wrong, right)).toBe('transposed')
      expect(slipsOf(wrong)).toContain(right)
      expect(differingPlaces(wrong, right)).toHaveLength(2)
    }),
  )
})

test('the slips of a number are exactly the numbers that are like it, and never itself', () => {
  fc.assert(
    fc.property(number, (right) => {
      const slips = slipsOf(right)
      expect(new Set(slips).size).toBe(slips.length)
      expect(slips).not.toContain(right)
      for (const slip of slips) expect(['one-digit', 'transposed']).toContain(likenessOf(right, E164.parse(slip)))
    }),
  )
})

test('another area code with the same seven digits is a likeness in North America only', () => {
  fc.assert(
    fc.property(northAmerican, fc.integer({ min: 200, max: 999 }), (right, area) => {
      const other = E164.parse(`+1${area}${localPart(right)}`)
      const expected = other === right ? undefined : likenessOf(right, other)
      if (other !== right) expect(expected).toBeDefined()
    }),
  )
  expect(likenessOf(E164.parse('+12025550142'), E164.parse('+15705550142'))).toBe('area-code')
  expect(localPart(E164.parse('+442075550142'))).toBeUndefined()
})

test('two slips at once, another length and the number itself are no likeness', () => {
  const right = E164.parse('+12025550142')
  for (const other of ['+12025550153', '+12025551042', '+12025550142', '+1202555014', '+12025550241']) {
    expect(likenessOf(right, E164.parse(other)), other).toBe(other === '+12025551042' ? 'transposed' : undefined)
  }
})

test('what is marked are the places of the number as it is shown', () => {
  expect(differingPlaces('(202) 555-0142', '(202) 555-0124')).toEqual([12, 13])
  expect(differingPlaces('(202) 555-0142', '(571) 555-0142')).toEqual([1, 2, 3])
})
