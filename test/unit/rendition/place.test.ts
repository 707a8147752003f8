/** Scans that share their page with a sender line, with margins, or with unseen words: drawn beside, and never over what somebody put on them. */
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { renditionQualities } from '#app/domain/pages/rendition.ts'
import type { RenditionTools } from '#main/documents/rendition/rendition.ts'
import { madePdf, type MadeObject } from '#test/given/samples/made.ts'
import { coded, startWriter, type MadePicture } from '#test/unit/documents/intake/made.ts'
import { difference, firstPage, givenTools, greyPicture, inkIn, pageOf, type Part } from './pages.ts'

/** Where the picture lies on its page: not on whole dots. */
const placed = 'q 590 0 0 760 11.3 3.7 cm /I0 Do Q '
const line = 'BT /F1 12 Tf 100 772 Td (Nov 22, 2026, 10:36 AM Marigold Lane Family Clinic) Tj ET '
const lineAt: Part = [100, 10, 380, 22]
/** White on white, which nobody sees: PDFium draws a page that has something on its scan. */
const drawn = '1 g 300 300 0.1 0.1 re f 0 g'

/** Marks on paper, which is white around the place above. */
const shade = (x: number, y: number): number => ((x >> 4) % 5 === 0 && (y >> 5) % 4 === 0 && y < 900 ? 0 : 255)
const [widthPx, heightPx] = [1275, 1650]
const picture = (colours: 1 | 3): MadePicture => {
  const dots = Uint8Array.from({ length: widthPx * heightPx * colours }, (_, at) =>
    shade(Math.floor(at / colours) % widthPx, Math.floor(at / colours / widthPx)),
  )
  return { widthPx, heightPx, colours, dots }
}

const size = `/Type/XObject/Subtype/Image/Width ${widthPx}/Height ${heightPx}`
const flate = greyPicture(widthPx, heightPx, shade)
const g4: MadeObject = {
  dictionary: `${size}/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${widthPx}>>`,
  stream: coded(picture(1), 'g4'),
}

let tools: RenditionTools
let writer: Awaited<ReturnType<typeof startWriter>>
beforeAll(async () => {
  tools = await givenTools()
  writer = await startWriter()
})
afterAll(() => writer.end())

const jpeg = (colours: 1 | 3): MadeObject => ({
  dictionary: `${size}/ColorSpace/Device${colours === 1 ? 'Gray' : 'RGB'}/BitsPerComponent 8/Filter/DCTDecode`,
  stream: writer.image(picture(colours)).jpegsaveBuffer({ Q: 85, keep: 'none' }),
})

type Way = 'scaled' | 'scaled, the rest drawn' | 'drawn' | 'drawn, as the rest lies over it'

/** How a page is made, by what PDFium was told to draw of it. */
async function wayOf(bytes: Uint8Array): Promise<Way> {
  const { api } = tools.engine
  const draws = vi.spyOn(api, 'FPDF_RenderPageBitmap')
  const hides = vi.spyOn(api, 'FPDFPageObj_SetIsActive')
  try {
    await firstPage(bytes)
    const drawn = draws.mock.calls.length
    if (drawn === 0) return 'scaled'
    if (hides.mock.calls.length === 0) return 'drawn'
    return drawn === 1 ? 'scaled, the rest drawn' : 'drawn, as the rest lies over it'
  } finally {
    draws.mockRestore()
    hides.mockRestore()
  }
}

/** Two strips, of which the upper one begins in the middle of the page. */
const stacked = (lower: number, upper: number, wide = 590): string =>
  `q 590 0 0 ${lower} 11.3 3.7 cm /I0 Do Q q ${wide} 0 0 ${upper} 11.3 383.7 cm /I0 Do Q `

describe('a scan with a line above it is what PDFium would draw', () => {
  test.each([
    ['of one bit', () => g4],
    ['in grey', () => jpeg(1)],
    ['in colour', () => jpeg(3)],
    ['without loss', () => flate],
  ])('%s', async (_, scanned) => {
    const scan = scanned()
    for (const quality of renditionQualities) {
      const own = await firstPage(pageOf(placed + line, [scan]), quality)
      const theirs = await firstPage(pageOf(placed + line + drawn, [scan]), quality)
      expect(inkIn(own, lineAt), quality).toBeGreaterThan(0.05)
      expect(inkIn(own, [12, 30, 600, 430]), quality).toBeGreaterThan(0.03)
      expect(difference(own, theirs), quality).toBeLessThan(0.001)
    }
  })

  test('in strips that share rows of dots', async () => {
    const strips = stacked(380, 300) + line
    const [own, theirs] = [await firstPage(pageOf(strips, [flate])), await firstPage(pageOf(strips + drawn, [flate]))]
    expect(inkIn(own, [12, 200, 600, 780])).toBeGreaterThan(0.02)
    expect(difference(own, theirs)).toBeLessThan(0.001)
  })
})

/** A group of objects, as a page may keep what it has. */
const group = { dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 612 792]', stream: Buffer.from('0 0 5 5 re f') }
const over = 'BT /F1 30 Tf 100 200 Td (Void) Tj ET'
const overAt: Part = [100, 565, 170, 592]

describe('a scan is scaled', () => {
  test.each([
    ['alone on its page', placed.replace('590 0 0 760 11.3 3.7', '612 0 0 792 0 0'), 'scaled'],
    ['smaller than its page', placed, 'scaled'],
    ['with a line above it', placed + line, 'scaled, the rest drawn'],
    ['with a rule below it', `${placed}0 0 612 2 re f`, 'scaled, the rest drawn'],
    ['with words on it that are not seen', `${placed}3 Tr ${over}`, 'scaled, the rest drawn'],
    ['cut off where it ends', `q 11 3 591 761 re W n ${placed} Q`, 'scaled'],
    ['in strips', stacked(380, 380), 'scaled'],
    ['in strips under a line', stacked(380, 300) + line, 'scaled, the rest drawn'],
    ['in strips with paper between them', stacked(370, 380), 'drawn'],
    ['in strips that lie over each other', stacked(390, 380), 'drawn'],
    ['in strips of which one is wider', stacked(380, 380, 595), 'drawn'],
    ['with words on it', placed + over, 'drawn, as the rest lies over it'],
    ['with white on it', `${placed}1 g 100 200 200 300 re f`, 'drawn, as the rest lies over it'],
    [
      'with a rule on it as grey as any mark',
      `${placed}0.353 g 300 20 0.35 700 re f`,
      'drawn, as the rest lies over it',
    ],
    ['cut off before it ends', `q 11 100 591 661 re W n ${placed} Q`, 'drawn'],
    ['seen through a hole of another shape', `q 11 3 m 602 3 l 602 764 l W n ${placed} Q`, 'drawn'],
    ['seen through a bow tie', `q 11 3 m 602 764 l 602 3 l 11 764 l W n ${placed} Q`, 'drawn'],
    ['with a round hole', `q 11 3 m 11 764 l 602 764 602 3 602 3 c h W n ${placed} Q`, 'drawn'],
    ['over the edge of its page', 'q 640 0 0 792 -14 0 cm /I0 Do Q', 'drawn'],
    ['aslant', 'q 590 4 -4 760 15 9 cm /I0 Do Q', 'drawn'],
    ['turned over', 'q -590 0 0 760 601 4 cm /I0 Do Q', 'drawn'],
    ['small', 'q 300 0 0 400 100 100 cm /I0 Do Q', 'drawn'],
    ['with another picture', `${placed}q 10 0 0 10 0 780 cm /I0 Do Q`, 'drawn'],
    ['with a group of objects', `${placed}/I1 Do`, 'drawn'],
  ] satisfies readonly (readonly [string, string, Way])[])('or drawn: %s', async (_, content, way) => {
    expect(await wayOf(pageOf(content, [flate, group]))).toBe(way)
  })

  test('and what is above and below it is seen', async () => {
    const page = await firstPage(pageOf(`0 0 612 2 re f ${placed}0 770 612 2 re f`, [flate]))
    expect(inkIn(page, [0, 790.4, 612, 792])).toBeGreaterThan(0.9)
    expect(inkIn(page, [0, 20.4, 612, 21.6])).toBeGreaterThan(0.9)
  })

  test('and words on it are seen', async () => {
    const page = await firstPage(pageOf(placed + over, [flate]))
    expect(inkIn(page, overAt)).toBeGreaterThan(0.1)
    expect(inkIn(page, [12, 30, 600, 500])).toBeGreaterThan(0.03)
  })

  test('from a page that does not begin at nought', async () => {
    const plain = pageOf(placed + line, [flate])
    const moved = Buffer.from(pageOf(`1 0 0 1 20 30 cm ${placed}${line}`, [flate]))
    const box = moved.indexOf('[0 0 612 792]')
    const page = Buffer.concat([moved.subarray(0, box), Buffer.from('[20 30 632 822]'), moved.subarray(box + 13)])
    expect(difference(await firstPage(page), await firstPage(plain))).toBe(0)
  })
})

describe('a scan on a layer that is not shown is not sent', () => {
  const layered = (content: string, own: string): Uint8Array =>
    madePdf([
      '/Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R]/D<</OFF[7 0 R]>>>>',
      '/Type/Pages/Kids[4 0 R]/Count 1',
      '/Nothing null',
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R' +
        '/Resources<</XObject<</I0 6 0 R>>/Properties<</L 7 0 R>>>>',
      // As it is in most files: its words cannot be searched for.
      { dictionary: '/Filter/FlateDecode', stream: deflateSync(content) },
      greyPicture(widthPx, heightPx, shade, own),
      '/Type/OCG/Name(Draft)',
    ])

  test.each([
    ['marked on the page', `/OC /L BDC ${placed} EMC`, ''],
    ['marked around another mark', `/OC /L BDC /Figure BMC ${placed} EMC EMC`, ''],
    ['named by itself', placed, '/OC 7 0 R'],
  ])('%s', async (_, content, own) => {
    expect(inkIn(await firstPage(layered(content, own)), [0, 0, 612, 792])).toBe(0)
  })

  test('and with other marks it is', async () => {
    expect(inkIn(await firstPage(layered(`/Figure BMC ${placed} EMC`, '')), [0, 0, 612, 792])).toBeGreaterThan(0.02)
  })
})
