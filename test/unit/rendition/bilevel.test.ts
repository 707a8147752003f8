/** Pages that are one scan of one bit: decoded here, dot for dot, or left to PDFium where anything is unusual. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { Kernel } from '#main/documents/rendition/kernel.ts'
import { bilevel, coded, packed, type MadePicture } from '#test/unit/documents/intake/made.ts'
import type { MadeObject } from '#test/given/samples/made.ts'
import { difference, firstPage, inkIn, pageOf } from './pages.ts'

const whole = 'q 612 0 0 792 0 0 cm /I0 Do Q'
/** Something nobody sees, which makes PDFium draw the page. */
const drawnBy = `${whole} 1 g 0 0 0.1 0.1 re f`

function g4Picture(picture: MadePicture, parms = '/K -1', extra = ''): MadeObject {
  const { widthPx, heightPx } = picture
  const size = `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}/ColorSpace/DeviceGray/BitsPerComponent 1`
  const shape = `/DecodeParms<<${parms}/Columns ${widthPx}/Rows ${heightPx}>>`
  return { dictionary: `${size}/Filter/CCITTFaxDecode${shape}${extra}`, stream: coded(picture, 'g4') }
}

describe('a page of one bit', () => {
  test('of a fax page’s own size keeps its every dot', async () => {
    const scan = bilevel(1728, 2156)
    const page = await firstPage(pageOf(whole, [g4Picture(scan)]))
    expect([page.widthPx, page.heightPx]).toEqual([1728, 2156])
    expect(Buffer.compare(page.dots, packed(scan))).toBe(0)
  })

  test('of 300 dots an inch is what PDFium would draw, but for edges', async () => {
    const scan = bilevel(2550, 3300)
    for (let at = 0; at < scan.dots.length; at += 1) {
      const [x, y] = [at % 2550, Math.floor(at / 2550)]
      scan.dots[at] = (x >> 4) % 3 === 0 && (y >> 5) % 4 === 0 ? 0 : 255
    }
    const own = await firstPage(pageOf(whole, [g4Picture(scan)]))
    const drawn = await firstPage(pageOf(drawnBy, [g4Picture(scan)]))
    expect(inkIn(own, [0, 0, 612, 792])).toBeGreaterThan(0.05)
    expect(difference(own, drawn)).toBeLessThan(0.03)
  })

  test.each([
    ['black and white the other way round', '/K -1/BlackIs1 true', ''],
    ['a picture turned over by its decode array', '/K -1', '/Decode[1 0]'],
  ])('with %s is shown as it is meant', async (_what, parms, extra) => {
    const scan = bilevel(1728, 2156)
    const page = await firstPage(pageOf(whole, [g4Picture(scan, parms, extra)]))
    const plain = await firstPage(pageOf(whole, [g4Picture(scan)]))
    expect(inkIn(plain, [0, 0, 612, 792])).toBeLessThan(0.2)
    expect(inkIn(page, [0, 0, 612, 792])).toBeGreaterThan(0.5)
  })
})

describe('the kernel’s reader of G4', () => {
  const kernel = new Kernel()
  const read = (g4: Uint8Array, widthPx: number, heightPx: number): boolean => {
    kernel.begin(1728, 16)
    return kernel.scaleG4(g4, { widthPx, heightPx })
  }

  test('reads what the coder writes, of any dots', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 400 }), (runs) => {
        const [widthPx, heightPx] = [1728, 8]
        const dots = new Uint8Array(widthPx * heightPx).fill(255)
        let at = 0
        runs.forEach((run, nth) => {
          if (nth % 2 === 1) dots.fill(0, at, at + run)
          at += run
        })
        const made: MadePicture = { widthPx, heightPx, colours: 1, dots }
        kernel.begin(widthPx, heightPx)
        expect(kernel.scaleG4(coded(made, 'g4'), made)).toBe(true)
        expect(Buffer.compare(kernel.grey(), dots)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  test('reads noise as no page, or as the same page as the strict reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (noise) => {
        if (!read(noise, 200, 3)) return
        expect(() => decodeG4(noise, 200, 3)).not.toThrow()
      }),
      { numRuns: 400 },
    )
  })

  test('does not take a page that is cut off', () => {
    const g4 = coded(bilevel(200, 120), 'g4')
    expect(read(g4, 200, 120)).toBe(true)
    expect(read(g4.slice(0, g4.length / 2), 200, 120)).toBe(false)
  })
})
