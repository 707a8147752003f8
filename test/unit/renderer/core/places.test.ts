import { expect, test } from 'vitest'
import { rightsOf, roles } from '#app/domain/rights.ts'
import { allowed, firstScreen } from '#renderer/screens/shell/places.ts'
import { byWords } from '#renderer/screens/shell/found.ts'
import { partOf, partsFor } from '#renderer/screens/settings/parts.ts'
import { addressLines } from '#renderer/screens/settings/PracticePart.tsx'
import { withCurrent } from '#renderer/screens/settings/SecurityPart.tsx'

const sender = rightsOf(['sender'])
const administrator = rightsOf(['administrator'])

test('a sender has no way to the record, an administrator none to record or faxes', () => {
  expect(allowed('audit', sender)).toBe(false)
  expect(allowed('send', sender)).toBe(true)
  expect(allowed('delivery', administrator)).toBe(false)
  expect(allowed('audit', administrator)).toBe(false)
  expect(allowed('audit', rightsOf(['privacy-officer']))).toBe(true)
  expect(allowed('settings', [])).toBe(true)
})

test('everyone arrives on a screen they may see', () => {
  for (const rights of [...roles.map((role) => rightsOf([role])), rightsOf(roles), []])
    expect(allowed(firstScreen(rights).screen, rights)).toBe(true)
})

test('settings show a sender nothing that only an administrator may change', () => {
  expect(partsFor(sender)).toEqual(['lines', 'practice', 'covers', 'you'])
  expect(partOf('people', sender)).toBe('lines')
  expect(partOf('people', administrator)).toBe('people')
  expect(partOf('nonsense', administrator)).toBe('lines')
})

test('the palette finds by the beginnings of words, in any order', () => {
  const entries = ['New fax', 'Audit & reports', 'Hide details on screen'].map((label) => ({ label }))
  const found = (typed: string) => byWords(entries, typed).map(({ label }) => label)
  expect(found('re')).toEqual(['Audit & reports'])
  expect(found('FAX new')).toEqual(['New fax'])
  expect(found('ax')).toEqual([])
  expect(found('  ')).toHaveLength(3)
})

test('an address keeps four lines at most, none empty', () => {
  expect(addressLines(' 12 Marigold Lane \n\n Sampleton\n')).toEqual(['12 Marigold Lane', 'Sampleton'])
  expect(addressLines('a\nb\nc\nd\ne')).toHaveLength(4)
})

test('a lock time that is not among the usual ones is offered all the same', () => {
  expect(withCurrent([5, 10], 7)).toEqual([5, 7, 10])
  expect(withCurrent([5, 10], 10)).toEqual([5, 10])
})
