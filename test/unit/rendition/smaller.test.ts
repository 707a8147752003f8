/** Pages of dots made smaller for a screen: as dark as they are, and without patterns that are not on them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smaller } from '#main/documents/rendition/shown/smaller.ts'
import { strideOf, type Bitmap } from '#main/documents/rendition/kernel.ts'

const pageOf = (widthPx: number, heightPx: number, isInk: (x: number, y: number) => boolean): Bitmap => {
  const dots = new Uint8Array(strideOf(widthPx) * heightPx)
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) if (isInk(x, y)) dots[y * strideOf(widthPx) + (x >> 3)]! |= 0x80 >> (x & 7)
  return { dots, widthPx, heightPx }
}
const mean = (grey: Uint8Array): number => grey.reduce((sum, one) => sum + one, 0) / grey.length

test('lines four dots apart are an even grey in every size that shows them as one', () => {
  for (const black of [1, 2, 3]) {
    const page = pageOf(1728, 40, (x) => x % 4 < black)
    for (const widthPx of [300, 431, 476, 700]) {
      const { grey } = smaller(page, { widthPx, heightPx: 11 })
      const inner = Array.from({ length: widthPx - 8 }, (_, x) => grey[5 * widthPx + x + 4] ?? 0)
      expect(Math.max(...inner) - Math.min(...inner), `${black} of 4 in ${widthPx}`).toBeLessThan(20)
    }
  }
})

test('a page is as dark as it was, black stays black and white white', () => {
  const size = fc.record({ widthPx: fc.integer({ min: 1, max: 64 }), heightPx: fc.integer({ min: 1, max: 64 }) })
  fc.assert(
    fc.property(size, fc.boolean(), (wanted, black) => {
      const made = smaller(
        pageOf(48, 33, () => black),
        wanted,
      )
      expect(made).toMatchObject({ widthPx: Math.min(48, wanted.widthPx), heightPx: Math.min(33, wanted.heightPx) })
      expect(new Set(made.grey)).toEqual(new Set([black ? 0 : 255]))
    }),
    { numRuns: 100 },
  )
  const half = smaller(
    pageOf(160, 160, (x, y) => (x * 7 + y * 13) % 10 < 5),
    { widthPx: 40, heightPx: 40 },
  )
  expect(Math.abs(mean(half.grey) - 127.5)).toBeLessThan(3)
})

test('in its own size a page is itself', () => {
  const page = pageOf(24, 9, (x, y) => (x ^ y) % 3 === 0)
  const { grey } = smaller(page, { widthPx: 24, heightPx: 9 })
  expect([...grey].map((one, at) => one === (((at % 24) ^ Math.floor(at / 24)) % 3 === 0 ? 0 : 255))).not.toContain(
    false,
  )
})
