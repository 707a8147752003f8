import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coverPages, coverTemplates, manifestOf } from '#app/domain/pages/cover.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import type { CoverSheet } from '#main/documents/cover/types.ts'
import { printable } from '#main/reports/render/text.ts'
import { everything, ink, readPages, render } from './look.ts'
import { givenService, value, type Given } from './service.ts'
import { sheet } from './sheets.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

const draw = async (change: Partial<CoverSheet> = {}) => value(await given.service.cover({ ...sheet, ...change }))
const edges = {
  left: [0, 0, 0.06, 1],
  right: [0.94, 0, 1, 1],
  top: [0, 0, 1, 0.045],
  bottom: [0, 0.955, 1, 1],
} as const

describe('a cover sheet', () => {
  test('says everything it was given, on one Letter page', async () => {
    const pages = await readPages((await draw({ template: 'urgent' })).bytes)
    expect(pages).toHaveLength(1)
    expect(pages[0]).toMatchObject({ width: 612, height: 792 })
    const said = pages[0]?.text ?? ''
    for (const part of [
      'FAX',
      'Marigold Lane Family Clinic',
      '12 Marigold Lane, Sampleton',
      'Phone (202) 555-0100',
      'Harborlight Cardiology',
      'Referrals desk',
      '(202) 555-0142',
      'Olive Quillfeather, MD',
      'Front desk · Fax (202) 555-0101',
      'Our reference FD-04821',
      'Purpose: Treatment',
      '6 including this one',
      'Tuesday, April 14, 2026, 10:36 AM',
      'Weekday mornings suit best.',
      'URGENT',
      'TRAINING – nothing was transmitted',
      'Confidential health information',
      'Reached you by mistake? Call (202) 555-0100.',
    ]) {
      expect(said).toContain(part)
    }
  })

  test('says training only when it is training', async () => {
    expect((await readPages((await draw({ training: false })).bytes))[0]?.text).not.toContain('TRAINING')
  })

  test('is the same, byte for byte, each time', async () => {
    expect((await draw()).bytes).toEqual((await draw()).bytes)
    expect(everything((await draw()).bytes)).not.toContain('D:2026')
  })

  test('is black on white: no grey, no colour, no fill', async () => {
    const drawing = everything((await draw({ template: 'urgent' })).bytes)
    expect(drawing).not.toMatch(/^[\d. ]+ (rg|k|g|sc|scn)$/m)
    for (const [, width] of drawing.matchAll(/^([\d.]+) w$/gm)) expect(Number(width)).toBeGreaterThanOrEqual(1.5)
  })
})

describe('the restricted sheet', () => {
  test('carries the sentence of 42 CFR 2.32 word for word, and names the person first', async () => {
    const to = { ...sheet.to, name: 'Rowan Thimble, MD' }
    const said = (await readPages((await draw({ template: 'restricted', to })).bytes))[0]?.text ?? ''
    expect(said).toContain('CONFIDENTIAL')
    expect(said.replace(/\s+/g, ' ')).toContain(
      '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
    )
    expect(said.indexOf('Rowan Thimble, MD')).toBeLessThan(said.indexOf('Harborlight Cardiology'))
    expect(said).toContain('Marigold Lane Family Clinic')
    expect((await readPages((await draw()).bytes))[0]?.text).not.toContain('42 CFR')
  })

  test('the other sheets have no such sentence, and urgent alone says so', async () => {
    const urgent = (await readPages((await draw({ template: 'urgent' })).bytes))[0]?.text ?? ''
    expect(urgent).toContain('URGENT')
    expect(urgent).not.toContain('42 CFR')
  })
})

describe('remarks too long for the first page', () => {
  const message = 'The quick answer would help us all. '.repeat(10).trim()

  test('stand whole on a second page, and the first page says so', async () => {
    const drawn = await draw({ template: 'restricted', message })
    expect(drawn).toMatchObject({ pages: 2, shortened: [] })
    const [first, second] = await readPages(drawn.bytes)
    expect(first?.text).toContain('The remarks are on page 2.')
    expect(second?.text).toContain(message)
    expect(second?.text).toContain('Harborlight Cardiology')
  })

  test('take one page more wherever pages are counted', () => {
    const cover = { included: true, message: 'one\n'.repeat(20) }
    expect(coverPages(cover)).toBe(2)
    expect(coverPages({ ...cover, message: 'one' })).toBe(1)
    expect(coverPages({ ...cover, included: false })).toBe(0)
    expect(manifestOf([3, 1, 2], 2)).toEqual(['3–5', '6', '7–8'])
  })
})

test('where documents lie is said under the count, by page alone', async () => {
  const said = (await readPages((await draw({ manifest: 'In 2 parts: pages 2–4, 5–6' })).bytes))[0]?.text
  expect(said).toContain('6 including this one In 2 parts: pages 2–4, 5–6')
})

describe('whatever is typed', () => {
  const text = (most: number) =>
    fc.oneof(fc.string({ maxLength: most }), fc.string({ maxLength: most, unit: 'grapheme' }))
  const long = (most: number) =>
    fc.oneof(text(most), fc.constantFrom('W'.repeat(most), 'Wi '.repeat(most / 3), '\n'.repeat(most)))

  test('it stays on the pages it is said to take, inside its margins, at 12 points or more', async () => {
    const sheets = fc.record({
      clinic: fc.record({
        name: long(200),
        addressLines: fc.array(long(200), { maxLength: 3 }),
        phone: text(40),
        fax: text(40),
      }),
      to: fc.record({ name: long(200), organisation: long(200), department: long(200), fax: text(40) }),
      from: fc.record({ name: long(200), role: long(200) }),
      reference: long(200),
      message: long(600),
      template: fc.constantFrom(...coverTemplates),
      training: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(sheets, async (change) => {
        const drawn = await draw(change)
        const pages = await readPages(drawn.bytes)
        expect(pages).toHaveLength(coverPages({ included: true, ...change }))
        expect(drawn.pages).toBe(pages.length)
        for (const [at, { fontSizes }] of pages.entries()) {
          for (const size of fontSizes) expect(size).toBeGreaterThanOrEqual(12)
          const picture = await render(drawn.bytes, at, 612, 792)
          for (const edge of Object.values(edges)) expect(ink(picture, edge)).toBe(0)
        }
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })

  test('a message of full length is shown whole on an ordinary sheet', async () => {
    const message = 'The quick answer would help us all. '.repeat(17).slice(0, documentLimits.messageAtMost)
    const cover = await draw({ message })
    expect(cover.shortened).toEqual([])
    expect((await readPages(cover.bytes))[0]?.text).toContain(message.slice(-30).trim())
  })

  test('what does not fit ends in an ellipsis, and the field is named', async () => {
    const cover = await draw({
      to: { ...sheet.to, organisation: 'Worshipful '.repeat(18) },
      message: 'line\n'.repeat(60),
    })
    expect(cover.shortened).toEqual(['to', 'message'])
    for (const { text } of await readPages(cover.bytes)) expect(text).toContain('…')
  })

  test('letters our fonts lack leave a visible gap, and the field is named', async () => {
    const cover = await draw({
      from: { name: 'Łukasz Śniegoń Ødegård', role: 'врач' },
      message: '\u200bZoë\u00a0said “yes” – 5\u202f€',
    })
    expect(cover.shortened).toEqual(['from'])
    const said = (await readPages(cover.bytes))[0]?.text
    expect(said).toContain('Łukasz Śniegoń Ødegård')
    expect(said).toContain('Zoë said “yes” – 5 €')
    expect(said).toContain('□□□□')
  })

  test('the list of letters is that of the fonts', () => {
    const script = readFileSync(path.resolve(import.meta.dirname, '../../../build/fonts/make-fonts.py'), 'utf8')
    const list = /CHARACTERS = \[([\s\S]*?)\n\]/.exec(script)?.[1] ?? ''
    const numbers = [...list.matchAll(/range\((0x\w+), (0x\w+)\)|(0x\w+)/g)].flatMap(([, from, to, one]) =>
      one ? [Number(one)] : Array.from({ length: Number(to) - Number(from) }, (_, at) => Number(from) + at),
    )
    const has = new Set(numbers)
    const printed = Array.from({ length: 0xffff - 32 }, (_, at) => at + 32).filter(
      (code) =>
        !(code >= 0xd800 && code < 0xe000) && printable(String.fromCodePoint(code)) === String.fromCodePoint(code),
    )
    expect(printed.filter((code) => !has.has(code)).map((code) => code.toString(16))).toEqual([])
    expect(numbers.length).toBeGreaterThan(340)
    expect(printed.length).toBeGreaterThanOrEqual(numbers.length - 1)
  })
})
