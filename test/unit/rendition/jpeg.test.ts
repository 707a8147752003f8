/** Scanned pages in JPEG: decoded here as PDFium decodes them, or left to PDFium where anything is unusual. */
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readJpeg } from '#main/documents/rendition/jpeg.ts'
import { Kernel } from '#main/documents/rendition/kernel.ts'
import { openDocument, startPdfium, withPage, type Engine } from '#main/documents/service/pdfium.ts'
import { shaded, startWriter, type MadePicture } from '#test/unit/documents/intake/made.ts'
import { assets } from '#test/unit/documents/service.ts'
import { difference, firstPage, pageOf } from './pages.ts'

type Size = { readonly widthPx: number; readonly heightPx: number }

const kernel = new Kernel()
const size: Size = { widthPx: 208, heightPx: 120 }
let writer: Awaited<ReturnType<typeof startWriter>>
let engine: Engine

beforeAll(async () => {
  writer = await startWriter()
  engine = await startPdfium(readFileSync(assets.wasmPath))
})
afterAll(() => writer.end())

const jpeg = (picture: MadePicture, options: object = {}): Uint8Array =>
  writer.image(picture).jpegsaveBuffer({ Q: 85, keep: 'none', ...options })

function pdfOf({ widthPx, heightPx, colours }: MadePicture, stream: Uint8Array, extra = ''): Uint8Array {
  const space = colours === 1 ? '/DeviceGray' : '/DeviceRGB'
  const dictionary = `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace${space}/BitsPerComponent 8`
  return pageOf('q 612 0 0 792 0 0 cm /I0 Do Q', [{ dictionary: `${dictionary}/Filter/DCTDecode${extra}`, stream }])
}

/** The picture's greys as the kernel scales what it has decoded itself. */
function own(bytes: Uint8Array, { widthPx, heightPx } = size): Uint8Array | undefined {
  const read = readJpeg(bytes)
  kernel.begin(widthPx, heightPx)
  return read && kernel.scaleJpeg(read) ? kernel.grey().slice() : undefined
}

/** The same from PDFium's dots. */
function theirs(pdf: Uint8Array, made = size): Uint8Array {
  const { api, look } = engine
  const document = openDocument(engine, pdf, undefined)
  const grey = withPage(engine, document.handle, 0, (page) => {
    const bitmap = api.FPDFImageObj_GetBitmap(api.FPDFPage_GetObject(page, 0))
    const [widthPx, heightPx] = [api.FPDFBitmap_GetWidth(bitmap), api.FPDFBitmap_GetHeight(bitmap)]
    const [stride, format] = [api.FPDFBitmap_GetStride(bitmap), api.FPDFBitmap_GetFormat(bitmap)]
    const bytes = look(api.FPDFBitmap_GetBuffer(bitmap), stride * heightPx)
    kernel.begin(made.widthPx, made.heightPx)
    kernel.scale({ bytes, stride, widthPx, heightPx, bytesPerDot: format === 1 ? 1 : format === 2 ? 3 : 4 })
    api.FPDFBitmap_Destroy(bitmap)
    return kernel.grey().slice()
  })
  document.close()
  return grey
}

/**
 * What six dots to a block should be, from the dots of eight: their frequencies (T.81 A.3.3) and of those the six lowest
 * each way, in numbers with a fraction.
 */
function intoSix(grey: Uint8Array, { widthPx, heightPx }: Size): Uint8Array {
  const [across, down] = [(widthPx * 6) / 8, (heightPx * 6) / 8]
  const wave = (dots: number, u: number, x: number): number =>
    (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / (2 * dots))
  const line = (dots: readonly number[]): number[] => {
    const waves = Array.from({ length: 6 }, (_, u) => dots.reduce((sum, dot, x) => sum + dot * wave(8, u, x), 0))
    return Array.from({ length: 6 }, (_, x) => waves.reduce((sum, one, u) => sum + one * wave(6, u, x), 0))
  }
  const rows = Array.from({ length: heightPx }, (_, y) =>
    Array.from({ length: widthPx / 8 }, (__, block) =>
      line([...grey.subarray(y * widthPx + block * 8, y * widthPx + block * 8 + 8)].map((dot) => dot - 128)),
    ).flat(),
  )
  const made = new Uint8ClampedArray(across * down)
  for (let x = 0; x < across; x += 1) {
    for (let block = 0; block < heightPx / 8; block += 1) {
      const column = line(rows.slice(block * 8, block * 8 + 8).map((row) => row[x] ?? 0))
      for (const [y, dot] of column.entries()) made[(block * 6 + y) * across + x] = dot + 128
    }
  }
  return new Uint8Array(made)
}

const furthest = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((most, grey, at) => Math.max(most, Math.abs(grey - (other[at] ?? 0))), 0)

const meanDifference = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((sum, grey, at) => sum + Math.abs(grey - (other[at] ?? 0)), 0) / one.length

describe('the kernel’s reader of JPEG', () => {
  test.each([
    ['of few steps', { Q: 98 }, [208, 120]],
    ['of many steps', { Q: 20 }, [208, 120]],
    ['with codes made for it', { optimize_coding: true }, [203, 117]],
    ['with restart markers', { restart_interval: 3 }, [205, 121]],
  ] as const)('reads grey %s to the last bit', (_what, options, [width, height]) => {
    const picture = shaded(1, width, height)
    const bytes = jpeg(picture, options)
    expect(furthest(own(bytes) ?? new Uint8Array(), theirs(pdfOf(picture, bytes)))).toBe(0)
  })

  test.each([
    ['of few steps', 1, { Q: 98 }],
    ['of many steps', 1, { Q: 20 }],
    ['with its colours read over', 3, { subsample_mode: 'on' }],
  ] as const)('makes a picture %s three quarters as large from its lowest frequencies', (_what, colours, options) => {
    const whole = { widthPx: 320, heightPx: 160 }
    const picture = shaded(colours, whole.widthPx, whole.heightPx)
    const soft = { ...picture, dots: picture.dots.map((dot) => 64 + (dot >> 1)) }
    const bytes = jpeg(soft, options)
    const smaller = own(bytes, { widthPx: 240, heightPx: 120 }) ?? new Uint8Array()
    expect(furthest(intoSix(theirs(pdfOf(soft, bytes), whole), whole), smaller)).toBeLessThanOrEqual(2)
  })

  test('ends a smaller picture where the larger one ends, within a dot too', () => {
    const [picture, made] = [shaded(1, 317, 161), { widthPx: 224, heightPx: 113 }]
    const bytes = jpeg(picture, { Q: 98 })
    const smaller = own(bytes, made) ?? new Uint8Array()
    expect(meanDifference(theirs(pdfOf(picture, bytes), made), smaller)).toBeLessThan(1)
  })

  test.each([
    ['of every dot', { subsample_mode: 'off' }],
    ['of each fourth dot', { subsample_mode: 'on' }],
    ['of each fourth dot, with restart markers', { subsample_mode: 'on', restart_interval: 5 }],
  ])('reads the light of colours %s', (_what, options) => {
    // Colours that no screen has would be cut off on the way to red, green and blue.
    const picture = shaded(3, 203, 117)
    const soft = { ...picture, dots: picture.dots.map((dot) => 64 + (dot >> 1)) }
    const bytes = jpeg(soft, options)
    expect(furthest(own(bytes) ?? new Uint8Array(), theirs(pdfOf(soft, bytes)))).toBeLessThanOrEqual(2)
  })

  test('leaves what scanners do not write to PDFium', () => {
    expect(readJpeg(jpeg(shaded(1), { interlace: true }))).toBeUndefined()
    expect(readJpeg(jpeg(shaded(1)).slice(0, 100))).toBeUndefined()
    expect(readJpeg(Uint8Array.of(0x89, 0x50))).toBeUndefined()
  })

  test('does not take a picture that is cut off', () => {
    const bytes = jpeg(shaded(1, 208, 120))
    expect(own(bytes)).toBeDefined()
    expect(own(bytes.slice(0, bytes.length / 2))).toBeUndefined()
  })

  test('answers whatever it is given', () => {
    const whole = jpeg(shaded(3), { restart_interval: 4, optimize_coding: true })
    const damage = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 40 })
    fc.assert(
      fc.property(damage, (bytes) => {
        const damaged = whole.slice()
        for (const [at, byte] of bytes) damaged[at] = byte
        const read = readJpeg(damaged)
        if (!read || read.widthPx * read.heightPx > 100_000 || read.widthPx < 16 || read.widthPx > 300) return
        expect([true, false]).toContain(own(damaged) !== undefined)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a page that is one JPEG', () => {
  test('turned over by its decode array is shown as it is meant', async () => {
    const picture = shaded(1, 400, 520)
    const bytes = jpeg(picture)
    const [plain, turned] = await Promise.all(
      ['', '/Decode[1 0]'].map((extra) => firstPage(pdfOf(picture, bytes, extra))),
    )
    if (!plain || !turned) throw new Error('no page')
    expect(difference(plain, turned)).toBeGreaterThan(0.1)
  })
})
