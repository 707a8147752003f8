import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentLimits } from '#app/domain/document.ts'
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
    const pages = await readPages((await draw({ urgent: true })).bytes)
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
    const drawing = everything((await draw({ urgent: true })).bytes)
    expect(drawing).not.toMatch(/^[\d. ]+ (rg|k|g|sc|scn)$/m)
    for (const [, width] of drawing.matchAll(/^([\d.]+) w$/gm)) expect(Number(width)).toBeGreaterThanOrEqual(1.5)
  })
})

describe('whatever is typed', () => {
  const text = (most: number) =>
    fc.oneof(fc.string({ maxLength: most }), fc.string({ maxLength: most, unit: 'grapheme' }))
  const long = (most: number) =>
    fc.oneof(text(most), fc.constantFrom('W'.repeat(most), 'Wi '.repeat(most / 3), '\n'.repeat(most)))

  test('it stays on one page, inside its margins, at 12 points or more', async () => {
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
      urgent: fc.boolean(),
      training: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(sheets, async (change) => {
        const { bytes } = await draw(change)
        const pages = await readPages(bytes)
        expect(pages).toHaveLength(1)
        for (const size of pages[0]?.fontSizes ?? []) expect(size).toBeGreaterThanOrEqual(12)
        const picture = await render(bytes, 0, 612, 792)
        for (const edge of Object.values(edges)) expect(ink(picture, edge)).toBe(0)
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
    expect((await readPages(cover.bytes))[0]?.text).toContain('…')
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
