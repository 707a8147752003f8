/** What a spreadsheet gets: no cell of it is a formula, whatever somebody typed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cell, line } from '#main/reports/export/csv.ts'

test('what would be a formula becomes text', () => {
  const bad = [
    '=1+1',
    '+1 202 555 0142',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n@x',
    '  =cmd|x',
    '\uff1d1',
    '\uff0b1',
    '|x',
    '%0a',
    '\u00a0=1',
    '\u2212 1',
  ]
  for (const text of bad) expect(cell(text).startsWith(`"'`)).toBe(true)
})

test('quotes, commas and line breaks stay inside their cell; numbers stay numbers', () => {
  expect(line([7, 'a "quoted" word', 'one, two', 'two\nlines'])).toBe(
    '7,"a ""quoted"" word","one, two","two\nlines"\r\n',
  )
})

test('read back by the rules of RFC 4180, every text is itself or itself behind an apostrophe', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const read = cell(text).slice(1, -1).replaceAll('""', '"')
      expect([text, `'${text}`]).toContain(read)
      expect(read.trimStart()).not.toMatch(/^[=+@\-\t\r]/)
    }),
  )
})
