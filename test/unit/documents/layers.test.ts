/**
 * Copied pages must show what their originals did, and hold no more: no layer that was hidden, nothing under the sender
 * line, no picture of a page that was left out, whatever it stands in.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madePdf, type MadeObject, textStream } from '#test/given/samples/made.ts'
import { greyPicture, pageOf } from '../rendition/pages.ts'
import { ink, readPages, render } from './look.ts'
import { givenService, value, type Given } from './service.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

const page = (contents: number): string =>
  `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents ${contents} 0 R` +
  '/Resources<</Font<</F1 3 0 R>>/Properties<</L0 8 0 R>>>>'

/** Two pages, the second with a layer that is `off` or not: a black square and a word. */
const layered = (off: boolean): Uint8Array =>
  madePdf([
    `/Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<</Order[8 0 R]${off ? '/OFF[8 0 R]' : ''}>>>>`,
    '/Type/Pages/Kids[4 0 R 6 0 R]/Count 2',
    '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
    page(5),
    textStream('Plain page'),
    page(7),
    {
      dictionary: '',
      stream: Buffer.from(
        'BT /F1 24 Tf 72 700 Td (Seen) Tj ET /OC /L0 BDC 100 300 200 200 re f BT /F1 24 Tf 72 600 Td (Unseen) Tj ET EMC',
      ),
    },
    '/Type/OCG/Name(Notes)',
  ])

const sealed = async (bytes: Uint8Array, ...turns: readonly (0 | 90)[]): Promise<Uint8Array> => {
  const pages = [0, 1].map((index) => ({ index, turn: turns[index] ?? 0 }) as const)
  return value(await given.service.seal({ sources: [{ bytes, pages }] })).bytes
}
/** Where the square lies, and the word beside no layer, in parts of the page. */
const square = [0.17, 0.38, 0.48, 0.61] as const
const seen = [0.11, 0.08, 0.22, 0.12] as const
const texts = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await readPages(bytes)).map(({ text }) => text.trim())

describe('a layer', () => {
  test('that nobody sees is not sent: its page goes as a picture, the other one as it is', async () => {
    const bytes = await sealed(layered(true))
    expect(await texts(bytes)).toEqual(['Plain page', ''])
    const after = await render(bytes, 1, 612, 792)
    expect(ink(after, square)).toBe(0)
    expect(ink(after, seen)).toBeGreaterThan(0.02)
    expect(ink(await render(layered(false), 1, 612, 792), square)).toBeGreaterThan(0.9)
  })

  test('that is seen leaves its page as it is', async () => {
    expect(await texts(await sealed(layered(false)))).toEqual(['Plain page', 'Seen Unseen'])
  })

  test('that is seen leaves a turned page as it is', async () => {
    expect(await texts(await sealed(layered(false), 0, 90))).toEqual(['Plain page', 'Seen Unseen'])
  })
})

describe('a page that undoes the room for the sender line', () => {
  const stamp = { text: 'Marigold Lane Family Clinic', pageOf: 'Page {page} of {pages}' }
  const strip = [0, 0, 0.2, 20 / 792] as const
  const frame = (before: string) => pageOf(`${before} 0 0 612 792 re f 1 g 9 9 594 774 re f`)
  const stamped = async (bytes: Uint8Array): Promise<Uint8Array> =>
    value(await given.service.seal({ stamp, sources: [{ bytes, pages: [{ index: 0, turn: 0 }] }] })).bytes

  test('goes as a picture, under the line', async () => {
    for (const before of ['', 'Q Q Q']) {
      const seen = await render(await stamped(frame(before)), 0, 612, 792)
      expect(ink(seen, strip), before).toBe(0)
      expect(ink(seen, [0.3, 26 / 792, 0.7, 30 / 792]), before).toBe(1)
    }
  })

  test('and is a scan goes as a picture too', async () => {
    const scan = greyPicture(1200, 1500, () => 40)
    for (const before of ['', 'Q Q Q']) {
      const bytes = await stamped(pageOf(`${before} q 612 0 0 792 0 0 cm /I0 Do Q`, [scan]))
      expect(ink(await render(bytes, 0, 612, 792), strip), before).toBe(0)
      expect(Buffer.from(bytes).includes('/Width 1200'), before).toBe(before === '')
    }
  })
})

describe('a list of pictures that pages share', () => {
  const picture = {
    dictionary: '/Type/XObject/Subtype/Image/Width 5/Height 5/ColorSpace/DeviceGray/BitsPerComponent 8',
    stream: Buffer.from('Picture of the other page'),
  }
  const drawing = (says: string) => ({
    dictionary: '/Type/XObject/Subtype/Form/BBox[0 0 612 792]',
    stream: Buffer.from(says),
  })
  const shown = (says: string) => ({
    dictionary: '',
    stream: Buffer.from(`BT /F1 24 Tf 72 700 Td (Kept) Tj ET ${says}`),
  })
  /** Two pages with one list, in which I0 is a picture and D0 a drawing. */
  const shared = (first: string, second: string, drawn = '0 0 9 9 re f') =>
    madePdf([
      '/Type/Catalog/Pages 2 0 R',
      '/Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Resources 7 0 R',
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R',
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents[6 0 R]',
      shown(first),
      shown(second),
      '/Font<</F1 8 0 R>>/XObject<</I0 9 0 R/D0 10 0 R>>',
      '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
      picture,
      drawing(drawn),
    ])
  const kept = async (bytes: Uint8Array, ...indices: readonly number[]) => {
    const pages = indices.map((index) => ({ index, turn: 0 }) as const)
    const pdf = value(await given.service.seal({ sources: [{ bytes, pages }] })).bytes
    return { texts: await texts(pdf), holds: /\/Width 5\b/.test(Buffer.from(pdf).toString('latin1')) }
  }

  test('brings none along that only a page left out shows', async () => {
    const bytes = shared('q 99 0 0 99 0 0 cm /I0 Do Q', '/D0 Do')
    expect(await kept(bytes, 1)).toEqual({ texts: [''], holds: false })
    expect(await kept(bytes, 0, 1)).toEqual({ texts: ['Kept', 'Kept'], holds: true })
  })

  test('leaves a page as it is that shows all of them, in a drawing too', async () => {
    const bytes = shared('', '/D0 Do', 'q 99 0 0 99 0 0 cm /I0 Do Q')
    expect(await kept(bytes, 1)).toEqual({ texts: ['Kept'], holds: true })
    expect(await kept(bytes, 0)).toEqual({ texts: [''], holds: false })
  })

  /** Two pages with one list; nothing but what `list` says of it points to the picture, object 9. */
  const listed = (second: string, list: string, more: readonly MadeObject[]) =>
    madePdf([
      '/Type/Catalog/Pages 2 0 R',
      '/Type/Pages/Kids[3 0 R 4 0 R]/Count 2/Resources 7 0 R',
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R',
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents[6 0 R]',
      shown(''),
      shown(second),
      list,
      '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
      picture,
      ...more,
    ])
  const drawn = (list: string, says: string) => ({ ...drawing(says), dictionary: `${drawing('').dictionary}${list}` })
  const showing = 'q 9 0 0 9 99 99 cm /I0 Do Q'
  const own = '/Resources<</XObject<</I0 9 0 R>>>>'

  test.each([
    [
      'a soft mask',
      '/G0 gs',
      '/Font<</F1 8 0 R>>/ExtGState<</G0 10 0 R>>',
      [
        '/Type/ExtGState/SMask<</S/Luminosity/G 11 0 R>>',
        drawn(`/Group<</S/Transparency/CS/DeviceGray>>${own}`, showing),
      ],
    ],
    [
      'a font made of drawings',
      'BT /F9 9 Tf 99 99 Td (A) Tj ET',
      '/Font<</F1 8 0 R/F9 10 0 R>>',
      [
        `/Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[1]/Encoding<</Differences[65/A]>>/CharProcs<</A 11 0 R>>${own}`,
        { dictionary: '', stream: Buffer.from('1 0 d0 /I0 Do') },
      ],
    ],
    ['a drawing', '/D0 Do', '/Font<</F1 8 0 R>>/XObject<</D0 10 0 R>>', [drawn(own, showing)]],
  ] as const)('brings nothing along of %s that only a page left out shows', async (_, says, list, more) => {
    const bytes = listed(says, list, more)
    expect(await kept(bytes, 0)).toEqual({ texts: [''], holds: false })
    expect(await kept(bytes, 1)).toEqual({ texts: [expect.stringContaining('Kept')], holds: true })
  })

  test('brings nothing along that a drawing lists and never draws', async () => {
    const bytes = (says: string) => listed('/D0 Do', '/Font<</F1 8 0 R>>/XObject<</D0 10 0 R>>', [drawn(own, says)])
    expect(await kept(bytes('0 0 9 9 re f'), 1)).toEqual({ texts: [''], holds: false })
    expect(await kept(bytes(showing), 1)).toEqual({ texts: ['Kept'], holds: true })
  })

  test('leaves a page as it is whose list has ordinary fonts and plain states that it does not use', async () => {
    const list = '/Font<</F1 8 0 R/F2 8 0 R>>/ExtGState<</G0<</ca .5/SMask/None>>>>'
    expect(await kept(listed('', list, []), 1)).toEqual({ texts: ['Kept'], holds: false })
  })
})
