/** Scans and photographs through the real child for pictures: the same dots, the same size on paper, or a plain refusal. */
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentLimits } from '#app/domain/pages/document.ts'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { sample } from '#test/given/samples/made.ts'
import { givenService, refusal, value, type Given } from '../service.ts'
import { bilevel, coded, fieldsOf, long, madeTiff, packed, shaded, startWriter, type MadePicture } from './made.ts'

let given: Given
let writer: Awaited<ReturnType<typeof startWriter>>
beforeAll(async () => {
  given = givenService()
  writer = await startWriter()
})
afterAll(() => {
  given.service.stop()
  writer.end()
})

/** The pictures of a PDF we made: their dictionaries and streams, in order. */
function picturesIn(pdf: Uint8Array): readonly { readonly dictionary: string; readonly stream: Buffer }[] {
  const file = Buffer.from(pdf)
  const text = file.toString('latin1')
  return [...text.matchAll(/<<([^\n]*\/Subtype\/Image[^\n]*)>>\nstream\n/g)].map((found) => {
    const start = found.index + found[0].length
    const length = Number(/\/Length (\d+)/.exec(found[1] ?? '')?.[1])
    return { dictionary: found[1] ?? '', stream: file.subarray(start, start + length) }
  })
}

async function taken(bytes: Uint8Array) {
  const { bytes: pdf, inspection } = value(await given.service.take(bytes))
  return { pdf, pages: inspection.pages, pictures: picturesIn(pdf) }
}

/** Dots of a page of one bit, as the PDF has them. */
function bitsOf(picture: { readonly dictionary: string; readonly stream: Buffer } | undefined, size: MadePicture) {
  expect(picture?.dictionary).toContain('/Filter/CCITTFaxDecode')
  return decodeG4(picture?.stream ?? new Uint8Array(), size.widthPx, size.heightPx).dots
}

const scan = bilevel()
const layouts = [
  { big: false, little: true },
  { big: false, little: false },
  { big: true, little: true },
  { big: true, little: false },
]

describe('a TIFF of one bit keeps its every dot', () => {
  const codings = ['none', 'mh', 'mr', 'g4'] as const
  test.each(codings.flatMap((coding) => layouts.map((layout) => ({ coding, ...layout }))))(
    '$coding, BigTIFF $big, little-endian $little',
    async ({ coding, ...layout }) => {
      const page = { fields: fieldsOf(scan, coding), strip: coded(scan, coding) }
      const { pictures } = await taken(madeTiff([page], layout))
      expect(Buffer.compare(bitsOf(pictures[0], scan), packed(scan))).toBe(0)
    },
  )

  test('many pages of different sizes stay in order; smaller copies and masks are no pages', async () => {
    const sizes = [bilevel(200, 120), bilevel(120, 200), bilevel(64, 32)]
    const page = (picture: MadePicture, kind: number) => ({
      fields: fieldsOf(picture, 'g4', [[254, long, kind]]),
      strip: coded(picture, 'g4'),
    })
    const [one, two, three] = sizes as [MadePicture, MadePicture, MadePicture]
    const file = madeTiff([page(one, 2), page(three, 1), page(two, 2), page(three, 4), page(three, 0)], {
      big: false,
      little: true,
    })
    const { pictures } = await taken(file)
    expect(pictures.map(({ dictionary }) => /Width (\d+)/.exec(dictionary)?.[1])).toEqual(['200', '120', '64'])
    sizes.forEach((size, at) => expect(Buffer.compare(bitsOf(pictures[at], size), packed(size))).toBe(0))
  })

  test('the same file gives the same bytes', async () => {
    const file = madeTiff([{ fields: fieldsOf(scan, 'g4'), strip: coded(scan, 'g4') }], { big: false, little: true })
    expect(Buffer.compare((await taken(file)).pdf, (await taken(file)).pdf)).toBe(0)
  })
})

describe('a TIFF of greys or colours keeps its every dot', () => {
  const ways = ['none', 'lzw', 'deflate', 'packbits'].flatMap((compression) => [
    { compression, tile: false },
    { compression, tile: true },
  ])
  test.each(ways)('$compression, tiled $tile', async ({ compression, tile }) => {
    for (const made of [shaded(1), shaded(3)]) {
      const options = { compression, tile, ...(tile ? { tile_width: 64, tile_height: 64 } : {}) }
      const { pictures } = await taken(writer.image(made).tiffsaveBuffer(options))
      expect(Buffer.compare(inflateSync(pictures[0]?.stream ?? Buffer.alloc(0)), made.dots)).toBe(0)
    }
  })

  test('JPEG inside, tiled BigTIFF: nearly its every dot', async () => {
    const options = { compression: 'jpeg', Q: 95, tile: true, tile_width: 64, tile_height: 64, bigtiff: true }
    const made = shaded(1)
    const { pictures } = await taken(writer.image(made).tiffsaveBuffer(options))
    const dots = inflateSync(pictures[0]?.stream ?? Buffer.alloc(0))
    expect(dots.length).toBe(made.dots.length)
    expect(Math.max(...dots.map((dot, at) => Math.abs(dot - (made.dots[at] ?? 0))))).toBeLessThan(100)
  })

  test('sixteen bits become eight', async () => {
    const deep = writer.image(shaded(1)).linear(257, 0).cast('ushort').copy({ interpretation: 'grey16' })
    const { pictures } = await taken(deep.tiffsaveBuffer({ compression: 'lzw' }))
    const dots = inflateSync(pictures[0]?.stream ?? Buffer.alloc(0))
    expect(Buffer.compare(dots, shaded(1).dots)).toBe(0)
  })
})

describe('size and way up', () => {
  test('paper is as large as it was scanned', async () => {
    const { pages } = await taken(writer.image(shaded(1, 850, 1100), 100).tiffsaveBuffer({ compression: 'lzw' }))
    expect(pages.map(({ widthPt, heightPt }) => [Math.round(widthPt), Math.round(heightPt)])).toEqual([[612, 792]])
  })

  test('across and down may differ, as on a fax', async () => {
    const image = writer.image(bilevel(1728, 1078)).copy({ xres: 204 / 25.4, yres: 98 / 25.4 })
    const { pages } = await taken(image.tiffsaveBuffer({ compression: 'deflate' }))
    expect(pages.map(({ widthPt, heightPt }) => [Math.round(widthPt), Math.round(heightPt)])).toEqual([[610, 792]])
  })

  test('what has no size, or one no scanner feeds, lies on Letter', async () => {
    const none = await taken(writer.image(shaded(1, 850, 1100), 25.4).pngsaveBuffer({}))
    const poster = await taken(writer.image(shaded(3, 1600, 1200), 72).jpegsaveBuffer({}))
    expect(none.pages[0]).toMatchObject({ widthPt: 612, heightPt: 792 })
    expect(poster.pages[0]).toMatchObject({ widthPt: 612, heightPt: 459 })
  })

  // Where the L of the stored picture's top left corner lies once shown: left or right, top or bottom.
  const shown = { 1: 'lt', 2: 'rt', 3: 'rb', 4: 'lb', 5: 'lt', 6: 'rt', 7: 'rb', 8: 'lb' } as const
  test.each(Object.entries(shown))('orientation %s is turned so that it reads', async (number, corner) => {
    const orientation = Number(number)
    for (const save of ['jpegsaveBuffer', 'tiffsaveBuffer'] as const) {
      const image = writer.image(shaded(1, 400, 300), 100)
      image.setInt('orientation', orientation)
      const { pdf, pages } = await taken(image[save]({}))
      const [wide, high] = orientation > 4 ? [216, 288] : [288, 216]
      expect([Math.round(pages[0]?.widthPt ?? 0), Math.round(pages[0]?.heightPt ?? 0)]).toEqual([wide, high])
      expect(darkCorner(await printedOf(pdf))).toBe(corner)
    }
  })
})

/** A page as it is faxed, with its own size in dots. */
async function printedOf(pdf: Uint8Array) {
  const [page] = value(await given.service.rendition(pdf, 'fine')).pages
  if (!page) throw new Error('no page')
  return decodeG4(page.g4, page.widthPx, page.heightPx)
}

/** Which corner of the picture in the middle of a fax page is nearly black. */
function darkCorner({ dots, widthPx, heightPx }: { dots: Uint8Array; widthPx: number; heightPx: number }): string {
  const stride = strideFor(widthPx)
  const black = (x: number, y: number): boolean => ((dots[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
  const columns = Array.from({ length: widthPx }, (_, x) => x).filter((x) => {
    for (let y = 0; y < heightPx; y += 3) if (black(x, y)) return true
    return false
  })
  const [left, right] = [columns[0] ?? 0, columns.at(-1) ?? 0]
  const ink = (x0: number, y0: number): number => {
    let count = 0
    for (let y = y0; y < y0 + 16; y += 1) for (let x = x0; x < x0 + 16; x += 1) count += black(x, y) ? 1 : 0
    return count
  }
  const corners = {
    lt: ink(left + 8, 8),
    rt: ink(right - 24, 8),
    lb: ink(left + 8, heightPx - 24),
    rb: ink(right - 24, heightPx - 24),
  }
  return Object.entries(corners).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ''
}

const strideFor = (widthPx: number): number => (widthPx + 7) >> 3

describe('JPEG and PNG', () => {
  test('a JPEG is not coded anew, and loses what it says about its maker', async () => {
    const image = writer.image(shaded(3), 100)
    image.setInt('orientation', 6)
    const jpeg = image.jpegsaveBuffer({ Q: 80 })
    const { pdf, pictures } = await taken(jpeg)
    const scanAt = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xda]))
    expect(Buffer.from(pdf).includes(Buffer.from(jpeg).subarray(scanAt))).toBe(true)
    expect(Buffer.from(jpeg).includes('Exif')).toBe(true)
    expect(Buffer.from(pdf).includes('Exif')).toBe(false)
    expect(pictures[0]?.dictionary).toContain('/DCTDecode')
  })

  test('a JPEG of four inks is shown in the colours it means', async () => {
    const { pictures } = await taken(writer.image(shaded(3)).colourspace('cmyk').jpegsaveBuffer({}))
    expect(pictures[0]?.dictionary).toContain('/DeviceRGB')
    expect(pictures[0]?.dictionary).toContain('/FlateDecode')
  })

  test('a PNG keeps its every dot; one of black and white stays so', async () => {
    const colour = await taken(writer.image(shaded(3)).pngsaveBuffer({ interlace: true }))
    expect(Buffer.compare(inflateSync(colour.pictures[0]?.stream ?? Buffer.alloc(0)), shaded(3).dots)).toBe(0)
    const plain = await taken(writer.image(scan).pngsaveBuffer({}))
    expect(Buffer.compare(bitsOf(plain.pictures[0], scan), packed(scan))).toBe(0)
  })
})

describe('what cannot be taken in is refused in plain words, and costs no child', () => {
  const g4 = { fields: fieldsOf(scan, 'g4'), strip: coded(scan, 'g4') }
  const little = { big: false, little: true }
  const withField = (tag: number, number: number): Uint8Array => {
    const fields = g4.fields.map((field) => (field[0] === tag ? ([tag, field[1], number] as const) : field))
    return madeTiff([{ fields, strip: g4.strip }], little)
  }
  const whole = madeTiff([g4, g4], little)
  test.each([
    ['a coding that decodes to black', 'picture-coding', withField(259, 50001)],
    ['colours of another kind', 'picture-coding', withField(262, 8)],
    ['more dots than anybody scans', 'too-many-dots', withField(256, 4_000_000)],
    ['no dots', 'damaged', withField(257, 0)],
    ['the second half missing', 'damaged', whole.slice(0, whole.length / 2)],
    ['nothing behind the header', 'damaged', whole.slice(0, 8)],
    ['a directory that comes round again', 'damaged', looped()],
    [
      'more pages than a packet has',
      'too-many-pages',
      madeTiff(
        Array.from({ length: documentLimits.pagesAtMost + 1 }, () => g4),
        little,
      ),
    ],
    ['only masks', 'no-pages', madeTiff([{ fields: fieldsOf(scan, 'g4', [[254, long, 4]]), strip: g4.strip }], little)],
    ['a phone picture', 'heic', new Uint8Array(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))],
    ['a web page', 'unknown-kind', sample('not-a-pdf.pdf')],
    ['nothing at all', 'empty', new Uint8Array()],
    ['more bytes than we take', 'too-large', new Uint8Array(documentLimits.bytesAtMost + 1)],
  ])('%s', async (_what, reason, bytes) => {
    expect(await given.service.take(bytes)).toEqual(refusal(reason))
    expect(given.notes).toEqual([])
  })

  function looped(): Uint8Array {
    const bytes = madeTiff([g4], little)
    new DataView(bytes.buffer).setUint32(8 + 2 + (g4.fields.length + 2) * 12, 8, true)
    return bytes
  }

  test('a G4 page with a bad code word', async () => {
    const strip = g4.strip.slice()
    strip.fill(0, 40, 60)
    expect(await given.service.take(madeTiff([g4, { fields: g4.fields, strip }], little))).toEqual(refusal('damaged'))
  })

  test.each([0.2, 0.6, 0.95])('a JPEG and a PNG cut off at %s', async (share) => {
    for (const save of ['jpegsaveBuffer', 'pngsaveBuffer'] as const) {
      const file = writer.image(shaded(3))[save]({})
      expect(await given.service.take(file.slice(0, file.length * share))).toEqual(refusal('damaged'))
    }
  })

  test('a PNG that claims dots it does not have is not unpacked', async () => {
    const png = Buffer.from(writer.image(shaded(1)).pngsaveBuffer({}))
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    expect(await given.service.take(new Uint8Array(png))).toMatchObject({ ok: false })
  })

  test('any byte of a TIFF may differ: it is read or refused, and the next one is read', async () => {
    for (let at = 0; at < 200; at += 3) {
      const bytes = madeTiff([g4], little)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
      const answer = await given.service.take(bytes)
      expect(answer.ok || answer.fault.code).toBe(answer.ok || 'document')
    }
    expect((await taken(madeTiff([g4], little))).pages).toHaveLength(1)
    expect(given.notes).toEqual([])
  })
})

describe('a protected PDF', () => {
  const locked = sample('encrypted-password.pdf')

  test('asks for its password, and its copy needs none', async () => {
    expect(await given.service.take(locked)).toEqual(refusal('encrypted'))
    expect(await given.service.take(locked, { password: 'not it' })).toEqual(refusal('wrong-password'))
    const open = value(await given.service.take(locked, { password: 'open-sesame-42' }))
    expect(open.inspection.pages).toHaveLength(2)
    expect(value(await given.service.inspect(open.bytes)).pages).toHaveLength(2)
  })
})
