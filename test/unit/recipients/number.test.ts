import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownNumber, ownNumberLacks, shownNumber, typedAgainst } from '#app/domain/contact/phone.ts'
import { parseNumber, parseVoice } from '#main/recipients/number.ts'
import { faultOf, valueOf } from '#test/given/outcome.ts'

test.each([
  ['(202) 555-0142', '+12025550142'],
  ['202.555.0142', '+12025550142'],
  ['1 202 555 0142', '+12025550142'],
  ['+1 (800) 555-0199', '+18005550199'],
  ['011 44 20 7946 0018', '+442079460018'],
  ['+44 20 7946 0018', '+442079460018'],
])('%s is the number %s', (text, e164) => {
  expect(valueOf(parseNumber(text, 'fax'))).toBe(e164)
})

test.each([
  ['', 'not-a-number'],
  ['the front desk', 'not-a-number'],
  ['call 202 555 0142', 'not-a-number'],
  ['555-0142', 'too-short'],
  ['411', 'too-short'],
  ['(202) 555-01421', 'too-long'],
  ['12345678901234567890123', 'too-long'],
  ['911', 'emergency'],
  ['9-911', 'emergency'],
  ['1 911', 'emergency'],
  ['112', 'emergency'],
  ['988', 'emergency'],
  ['933', 'emergency'],
  ['1-900-555-0100', 'premium-rate'],
  ['(202) 976-0100', 'premium-rate'],
  ['+44 909 879 0123', 'premium-rate'],
  ['911 555 0142', 'not-possible'],
  ['(102) 555-0142', 'not-possible'],
  ['(202) 155-0142', 'not-possible'],
  ['+999 1234 5678', 'not-possible'],
  ['202 555 0142 ext 12', 'not-possible'],
])('%s is never dialled: %s', (text, refusal) => {
  expect(faultOf(parseNumber(text, 'fax'))).toEqual({ code: 'number', refusal, field: 'fax' })
})

test('a fictional number can be typed in any of the usual ways and is shown in one', () => {
  const lines = fc.integer({ min: 100, max: 199 }).map((line) => `0${line}`)
  fc.assert(
    fc.property(lines, fc.constantFrom('202', '303', '914'), fc.constantFrom(' ', '-', '.', ''), (line, area, gap) => {
      const e164 = valueOf(parseNumber([area, '555', line].join(gap), 'fax'))
      expect(e164).toBe(`+1${area}555${line}`)
      expect(valueOf(parseNumber(shownNumber(e164), 'fax'))).toBe(e164)
    }),
  )
})

test('whatever is typed, there is an answer and never an exception', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      (text) => typeof parseNumber(text, 'fax').ok === 'boolean',
    ),
  )
})

test('a voice number keeps its extension', () => {
  const kept = valueOf(parseVoice('(202) 555-0140 ext. 12'))
  expect(kept).toBe('+12025550140;ext=12')
  expect(shownNumber(kept)).toBe('(202) 555-0140 ext. 12')
  expect(valueOf(parseVoice(shownNumber(kept)))).toBe(kept)
})

test('while typing, a number is told from one that can no longer become it', () => {
  const e164 = '+12025550119'
  expect(typedAgainst('(202) 555-0119', e164)).toBe('same')
  expect(typedAgainst('1 202 555 0119', e164)).toBe('same')
  expect(typedAgainst('202 55', e164)).toBe('begun')
  expect(typedAgainst('203', e164)).toBe('differs')
  expect(typedAgainst('(202) 555-01191', e164)).toBe('differs')
})

test.each([
  ['202 555 0101', '(202) 555-0101', undefined],
  ['+1 202.555.0101 x 12', '(202) 555-0101 ext. 12', undefined],
  ['(202) 555-0101 ext. 12', '(202) 555-0101 ext. 12', undefined],
  ['202 555 010', '202 555 010', 'digits'],
  ['202 555 01011', '202 555 01011', 'digits'],
  ['+44 20 7946 0018', '+44 20 7946 0018', undefined],
  [' ', '', undefined],
])('a number of the practice typed as %s is printed as %s', (typed, printed, lacks) => {
  expect(ownNumber(typed)).toBe(printed)
  expect(ownNumberLacks(typed)).toBe(lacks)
})
