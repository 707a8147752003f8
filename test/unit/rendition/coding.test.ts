/** The coders against the decoder of this house and against libtiff, which knows nothing of either. */
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { compiled, moduleOf } from '#build/kernel/build.mjs'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { Kernel, strideOf, type Bitmap } from '#main/documents/rendition/kernel.ts'
import { blackWords, whiteWords } from '#main/documents/rendition/run-codes.ts'
import { writeTiff } from '#main/documents/rendition/tiff.ts'
import { bitmaps, describeTiff, libtiff, load, recode, setDot, unpack } from './bitmaps.ts'

const kernel = new Kernel()
const g4 = (bitmap: Bitmap): Uint8Array => load(kernel, bitmap).g4()
const t6 = { kind: 't6' } as const

test.each(compiled)('$what is what its source compiles to', async (one) => {
  const committed = readFileSync(path.resolve(import.meta.dirname, '../../..', one.target))
  expect(committed.toString()).toBe(await moduleOf(one))
})

test('no code word begins another, in either colour', () => {
  for (const words of [whiteWords, blackWords]) {
    const texts = words.map(({ code, length }) => code.toString(2).padStart(length, '0')).toSorted()
    expect(texts).toHaveLength(104)
    texts.forEach((text, at) => expect(at > 0 && text.startsWith(texts[at - 1] ?? '-')).toBe(false))
  }
})

test('G4 comes back as the same dots', () => {
  fc.assert(
    fc.property(bitmaps(), (bitmap) => {
      expect(decodeG4(g4(bitmap), bitmap.widthPx, bitmap.heightPx)).toEqual(bitmap)
    }),
    { numRuns: 500 },
  )
})

test('runs longer than the tables reach come back too', () => {
  for (const widthPx of [2623, 2624, 5184, 65_535]) {
    const stride = strideOf(widthPx)
    const dots = new Uint8Array(stride * 3)
    for (let x = 10; x < widthPx; x += 1) setDot(dots, stride, x)
    expect(decodeG4(g4({ widthPx, heightPx: 3, dots }), widthPx, 3).dots).toEqual(dots)
  }
})

test('broken G4 is refused or read as some page, and never runs out of its rows', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bitmaps(100, 8), fc.nat(), (noise, bitmap, at) => {
      const bytes = g4(bitmap)
      bytes[at % bytes.length] = noise[0] ?? 0
      for (const broken of [noise, bytes]) {
        try {
          expect(decodeG4(broken, bitmap.widthPx, bitmap.heightPx).dots).toHaveLength(bitmap.dots.length)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }
    }),
    { numRuns: 300 },
  )
})

const some = (seed: number, count: number): readonly Bitmap[] => fc.sample(bitmaps(1800, 60), { numRuns: count, seed })
const joined = (pages: readonly Bitmap[]): Uint8Array => Buffer.concat(pages.map(({ dots }) => dots))

test.runIf(libtiff)('libtiff reads our G4 as the same dots, and needs as many bytes as we do', () => {
  const pages = some(1, 60)
  const coded = pages.map((page) => ({ ...page, bytes: g4(page), coding: t6 }))
  const tiff = writeTiff(coded, 'fine')
  const read = unpack(tiff)
  expect(read.complaints).toBe('')
  expect(Buffer.compare(read.dots, joined(pages))).toBe(0)
  const theirs = recode(tiff, 'g4')
  expect(Buffer.compare(theirs, Buffer.concat(coded.map(({ bytes }) => bytes)))).toBe(0)
})

test.runIf(libtiff).each([
  { k: 0, aligned: false },
  { k: 0, aligned: true },
  { k: 2, aligned: false },
  { k: 4, aligned: true },
])('libtiff reads our T.4 as the same dots: %j', ({ k, aligned }) => {
  const pages = some(2, 40)
  const coding = { kind: 't4', twoDimensional: k > 0, alignedEnds: aligned } as const
  for (const minBits of [0, 96]) {
    const coded = pages.map((page) => ({ ...page, bytes: load(kernel, page).t4({ k, aligned, minBits }), coding }))
    const read = unpack(writeTiff(coded, 'standard'))
    expect(read.complaints).toBe('')
    expect(Buffer.compare(read.dots, joined(pages))).toBe(0)
  }
})

test('rows are filled up to the least time a receiver takes, and six end-of-line words close the page', () => {
  load(kernel, { widthPx: 1728, heightPx: 10, dots: new Uint8Array(216 * 10) })
  // A white row of 1728: end of line, make-up 1728, terminating 0.
  const bare = 12 + 9 + 8
  expect(kernel.t4()).toHaveLength(Math.ceil((10 * bare) / 8))
  expect(kernel.t4({ minBits: 288 })).toHaveLength((10 * 288) / 8)
  expect(kernel.t4({ minBits: 288, closed: true })).toHaveLength((10 * 288 + 6 * 12) / 8)
  expect(kernel.t4({ k: 4, minBits: 288, closed: true })).toHaveLength(Math.ceil((10 * 288 + 6 * 13) / 8))
})

test.runIf(libtiff)('a fax server finds in the TIFF what it looks for', () => {
  const page: Bitmap = { widthPx: 1728, heightPx: 20, dots: new Uint8Array(216 * 20) }
  const coded = { ...page, bytes: g4(page), coding: t6 }
  const said = describeTiff(writeTiff([coded, coded], 'standard'))
  for (const fact of [
    'Subfile Type: multi-page document',
    'Image Width: 1728 Image Length: 20',
    'Resolution: 204, 98 pixels/inch',
    'Compression Scheme: CCITT Group 4',
    'Photometric Interpretation: min-is-white',
    'FillOrder: msb-to-lsb',
    'Rows/Strip: 20',
    'Page Number: 0-2',
    'Page Number: 1-2',
  ])
    expect(said).toContain(fact)
})
