import { expect, test } from 'vitest'
import { formOf, formsFor, qualitiesFor, qualityOver } from '#app/domain/fax/packet-form.ts'

test('only a cloud service is asked how it should get the pages; everybody else gets what was prepared', () => {
  expect(formsFor('phaxio')).toEqual(['prepared', 'original'])
  for (const kind of ['training', 'hylafax', 'asterisk', 'faxbot'] as const) {
    expect(formsFor(kind)).toEqual(['prepared'])
    expect(formOf(kind, 'original', 'original')).toBe('prepared')
  }
})

test('what was chosen for a fax goes before what was set for its line', () => {
  expect(formOf('phaxio', undefined, undefined)).toBe('prepared')
  expect(formOf('phaxio', undefined, 'original')).toBe('original')
  expect(formOf('phaxio', 'prepared', 'original')).toBe('prepared')
  expect(formOf(undefined, 'original', undefined)).toBe('prepared')
})

test('a line that cannot do superfine sends fine', () => {
  expect(qualitiesFor({})).toEqual(['standard', 'fine'])
  expect(qualityOver('superfine', {})).toBe('fine')
  expect(qualityOver('superfine', { superfine: true })).toBe('superfine')
  expect(qualityOver('standard', {})).toBe('standard')
})
