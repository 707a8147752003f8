/** What is grafted onto PDFium: its sums are PDFium's own, and it finds its place. */
import { init } from '@embedpdf/pdfium'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { graftBase64 } from '#main/documents/service/graft/graft-bytes.ts'
import { grafted } from '#main/documents/service/graft/graft.ts'
import { sample } from '#test/given/samples/made.ts'
import { assets } from '#test/unit/documents/service.ts'

interface Graft {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly layMask: (...parameters: number[]) => number
}

declare const WebAssembly: {
  readonly Module: new (wasm: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
  readonly validate: (wasm: Uint8Array) => boolean
}

/** Where things lie in the graft's own memory. */
const [bitmapAt, maskAt, clipAt, dotsAt, coverAt] = [64, 128, 192, 1024, 16_384]
const [greyFormat, maskFormat] = [0x008, 0x108]

interface Bitmap {
  readonly width: number
  readonly height: number
  readonly dots: readonly number[]
}

interface Laid {
  readonly format: number
  readonly below: Bitmap
  readonly mask: Bitmap
  readonly colour: number
  /** Left and top on the page, columns, rows, left and top in the mask. */
  readonly part: readonly [number, number, number, number, number, number]
  /** Left, top, right, bottom. */
  readonly clip?: readonly [number, number, number, number] | undefined
}

/** What is unusual, by where in which of PDFium's things. */
type Odd = (view: DataView) => void

function writeBitmap(view: DataView, at: number, { width, height, dots }: Bitmap, format: number, bytes: number): void {
  view.setUint32(at, 4711, true)
  view.setUint16(at + 20, format, true)
  for (const [place, value] of [width, height, strideOf(width), bytes].entries())
    view.setUint32(at + 24 + place * 4, value, true)
  for (const [place, dot] of dots.entries())
    view.setUint8(bytes + Math.floor(place / width) * strideOf(width) + (place % width), dot)
}

/** Rows begin at multiples of four bytes. */
const strideOf = (width: number): number => (width + 3) & ~3

/** The whole bitmap after the graft; undefined if it leaves it to PDFium. */
function laid({ format, below, mask, colour, part, clip }: Laid, odd?: Odd, rest = [0, 0]): number[] | undefined {
  const { memory, layMask } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(graftBase64, 'base64')))
    .exports as Graft
  memory.grow(1)
  const view = new DataView(memory.buffer)
  writeBitmap(view, bitmapAt, below, format, dotsAt)
  writeBitmap(view, maskAt, mask, maskFormat, coverAt)
  for (const [place, edge] of (clip ?? []).entries()) view.setInt32(clipAt + 4 + place * 4, edge, true)
  odd?.(view)
  const [blend = 0, swapped = 0] = rest
  const [left, top, width, height, ...inMask] = part
  const placed = [bitmapAt, left, top, width, height, maskAt, colour, ...inMask]
  if (layMask(...placed, blend, clip ? clipAt : 0, swapped) !== 1) return undefined
  return below.dots.map((_, place) =>
    view.getUint8(dotsAt + Math.floor(place / below.width) * strideOf(below.width) + (place % below.width)),
  )
}

const divided = (value: number): number => Math.floor(value / 255)

/** The same dot by dot, with PDFium's sums. */
function expected({ format, below, mask, colour, part, clip }: Laid): number[] {
  const [left, top, width, height, maskLeft, maskTop] = part
  const [clipLeft, clipTop, clipRight, clipBottom] = clip ?? [0, 0, below.width, below.height]
  const [blue, green, red, alpha] = [0, 8, 16, 24].map((shift) => (colour >>> shift) & 255) as [
    number,
    number,
    number,
    number,
  ]
  const grey = Math.floor((blue * 11 + green * 59 + red * 30) / 100)
  return below.dots.map((dot, place) => {
    const [x, y] = [place % below.width, Math.floor(place / below.width)]
    const [over, down] = [x - left, y - top]
    const [column, row] = [over + maskLeft, down + maskTop]
    const inside =
      over >= 0 && over < width && down >= 0 && down < height && column >= 0 && column < mask.width && row >= 0
    const clipped = x < clipLeft || x >= clipRight || y < clipTop || y >= clipBottom
    if (!inside || row >= mask.height || clipped) return dot
    const cover = divided((mask.dots[row * mask.width + column] ?? 0) * alpha)
    return format === greyFormat ? divided((255 - cover) * dot + cover * grey) : dot + cover - divided(cover * dot)
  })
}

const byte = fc.oneof(fc.constantFrom(0, 255), fc.nat({ max: 255 }))
const bitmap = (widest: number): fc.Arbitrary<Bitmap> =>
  fc.tuple(fc.integer({ min: 1, max: widest }), fc.integer({ min: 1, max: 6 })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      dots: fc.array(byte, { minLength: width * height, maxLength: width * height }),
    }),
  )
const edge = fc.integer({ min: -8, max: 24 })
const size = fc.integer({ min: 1, max: 24 })
const anyLaid = fc.record({
  format: fc.constantFrom(greyFormat, maskFormat),
  below: bitmap(40),
  mask: bitmap(24),
  colour: fc.tuple(byte, byte, byte, byte).map((parts) => Buffer.from(parts).readUInt32LE()),
  part: fc.tuple(edge, edge, size, size, edge, edge),
  clip: fc.option(fc.tuple(edge, edge, size, size), { nil: undefined }),
})

describe('a mask', () => {
  test('on grey or on another mask is what PDFium makes of it', () => {
    fc.assert(
      fc.property(anyLaid, (given) => {
        expect(laid(given)).toEqual(expected(given))
      }),
      { numRuns: 300 },
    )
  })

  const plain: Laid = {
    format: greyFormat,
    below: { width: 4, height: 1, dots: [255, 255, 255, 255] },
    mask: { width: 4, height: 1, dots: [255, 128, 1, 0] },
    colour: 0xff000000,
    part: [0, 0, 4, 1, 0, 0],
    clip: [0, 0, 4, 1],
  }
  test.each<[string, Odd | undefined, number[]]>([
    ['on colour', (view) => view.setUint16(bitmapAt + 20, 0x20, true), []],
    ['of one bit a dot', (view) => view.setUint16(maskAt + 20, 0x101, true), []],
    ['of another class', (view) => view.setUint32(maskAt, 4712, true), []],
    ['without dots', (view) => view.setUint32(maskAt + 36, 0, true), []],
    ['clipped by more than a box', (view) => view.setUint8(clipAt, 1), []],
    ['past the end of memory', (view) => view.setUint32(maskAt + 36, view.byteLength - 4, true), []],
    ['blended', undefined, [1, 0]],
    ['with its colours swapped', undefined, [0, 1]],
  ])('%s is left to PDFium', (_what, odd, rest) => {
    expect(laid(plain)).toEqual([0, 127, 254, 255])
    expect(laid(plain, odd, rest)).toBeUndefined()
  })

  test('far away is left to PDFium', () => {
    expect(laid({ ...plain, part: [2 ** 31 - 1, 0, 4, 1, 0, 0] })).toBeUndefined()
  })
})

/** Samples' first pages in grey, drawn by the module as it is. */
async function drawnBy(wasm: Uint8Array, names: readonly string[]): Promise<readonly Buffer[]> {
  const api = await init({ wasmBinary: new Uint8Array(wasm).buffer })
  const heap = api.pdfium as unknown as {
    readonly HEAPU8: Uint8Array
    readonly wasmExports: { readonly malloc: (size: number) => number }
  }
  const [widthPx, heightPx] = [864, 1078]
  api.PDFiumExt_Init()
  return names.map((name) => {
    const bytes = sample(name)
    const pointer = heap.wasmExports.malloc(bytes.length)
    heap.HEAPU8.set(bytes, pointer)
    const page = api.FPDF_LoadPage(api.FPDF_LoadMemDocument(pointer, bytes.length, ''), 0)
    const drawn = api.FPDFBitmap_CreateEx(widthPx, heightPx, 1, 0, 0)
    api.FPDFBitmap_FillRect(drawn, 0, 0, widthPx, heightPx, 0xffffffff)
    api.FPDF_RenderPageBitmap(drawn, page, 0, 0, widthPx, heightPx, 0, 0)
    const at = api.FPDFBitmap_GetBuffer(drawn)
    return Buffer.from(heap.HEAPU8.slice(at, at + widthPx * heightPx))
  })
}

describe('the graft', () => {
  test('changes nothing of how pages look', async () => {
    const wasm = readFileSync(assets.wasmPath)
    const names = ['text-1p.pdf', 'referral-10p.pdf', 'mixed-size-rotated.pdf']
    const [plain, whole] = [await drawnBy(wasm, names), await drawnBy(grafted(wasm), names)]
    expect(plain.map((page) => new Set(page).size > 50)).toEqual([true, true, true])
    expect(whole.map((page, at) => page.equals(plain[at] ?? page.subarray(1)))).toEqual([true, true, true])
  })

  test('finds its place in the PDFium that ships', () => {
    const wasm = readFileSync(assets.wasmPath)
    const whole = grafted(wasm)
    expect(whole.length).toBeGreaterThan(wasm.length)
    expect(WebAssembly.validate(whole)).toBe(true)
  })

  test('leaves a module alone that it does not know', () => {
    const kernel = Buffer.from(graftBase64, 'base64')
    expect(grafted(kernel)).toBe(kernel)
  })
})
