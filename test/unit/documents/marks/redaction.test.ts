/** Hidden parts of a page: nothing under a box, and nothing of the page's text, is left anywhere in the sealed bytes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PageBox } from '#app/domain/pages/page-marks.ts'
import { madePages, pageSentence, pageWithPrivateData, sample } from '#test/given/samples/made.ts'
import { scanPdf } from '#test/given/made/legible.ts'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { writePng } from '#main/documents/rendition/shown/png.ts'
import { firstPage, greyPicture, inkIn, pageOf, type Part } from '../../rendition/pages.ts'
import { everything, ink, readPages, render } from '../look.ts'
import { givenService, value, type Given } from '../service.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

const box: PageBox = { left: 0.1, top: 0.1, width: 0.6, height: 0.03 }
const seal = async (packet: Parameters<Given['service']['seal']>[0]): Promise<Uint8Array> =>
  value(await given.service.seal(packet)).bytes

describe('a page with a hidden part', () => {
  test('is a picture without text, black in the box, and so are its neighbours of the same file', async () => {
    const source = madePages(3)
    const sealed = await seal({
      sources: [
        {
          bytes: source,
          hides: true,
          pages: [
            { index: 0, turn: 0 },
            { index: 1, turn: 0, boxes: [box] },
          ],
        },
        { bytes: madePages(1), pages: [{ index: 0, turn: 0 }] },
      ],
    })
    const pages = await readPages(sealed)
    expect(pages.map(({ text }) => text)).toEqual(['', '', pageSentence(0)])
    const seen = await render(sealed, 1, 864, 1118)
    expect(ink(seen, [box.left, box.top, box.left + box.width, box.top + box.height])).toBe(1)
    expect(ink(seen, [0.1, 0.3, 0.7, 0.5])).toBe(0)
    expect(everything(sealed)).not.toContain(pageSentence(1))
  })

  test.each([90, 180, 270] as const)('keeps its box where it was drawn when it is turned by %d', async (turn) => {
    const only = { left: 0, top: 0, width: 0.5, height: 0.25 }
    const pages = [{ index: 0, turn, boxes: [only] }]
    const seen = await render(await seal({ sources: [{ bytes: madePages(1), hides: true, pages }] }), 0, 800, 800)
    const corner = {
      90: [0.76, 0.01, 0.99, 0.49],
      180: [0.51, 0.76, 0.99, 0.99],
      270: [0.01, 0.51, 0.24, 0.99],
    } as const
    expect(ink(seen, corner[turn])).toBe(1)
    expect(ink(seen, [0.3, 0.3, 0.45, 0.45])).toBe(0)
  })

  test('carries nothing that belonged to the page or its file', async () => {
    const pages = [{ index: 0, turn: 0 as const, boxes: [box] }]
    for (const bytes of [pageWithPrivateData('Secret'), sample('form-filled.pdf')]) {
      const text = everything(await seal({ sources: [{ bytes, hides: true, pages }] }))
      expect(text).not.toMatch(/Secret|AcroForm|Annots|Metadata|PieceInfo|EmbeddedFile|\/Font|BT\s/)
    }
  })

  test('has nothing to do, outside the box, with what is under it', async () => {
    const pages = [{ index: 0, turn: 0 as const, boxes: [{ left: 0, top: 0.08, width: 1, height: 0.06 }] }]
    const [one, other] = await Promise.all(
      [madePages(1), madePages(1, '').map((byte, at, all) => (isDigitOfSentence(all, at) ? 0x39 : byte))].map((bytes) =>
        seal({ sources: [{ bytes: new Uint8Array(bytes), hides: true, pages }] }),
      ),
    )
    expect(Buffer.compare(one ?? Buffer.alloc(0), other ?? Buffer.alloc(1))).toBe(0)
  })
})

/** The bytes of a file's only picture. */
function pictureIn(sealed: Uint8Array): Uint8Array {
  const file = Buffer.from(sealed)
  const start = file.indexOf('stream', file.indexOf('/CCITTFaxDecode')) + 'stream'.length
  return sealed.subarray(file.indexOf('\n', start) + 1, file.indexOf('endstream', start))
}

/** The "1" in "sheet number 1". */
const isDigitOfSentence = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x31 && Buffer.from(bytes.subarray(Math.max(0, at - 7), at)).toString('latin1') === 'number '

describe('a page that goes as a picture', () => {
  const shades = greyPicture(300, 200, (x, y) => 60 + Math.round((x / 300) * 140) + ((x * y) % 7))
  const bytes = pageOf(
    'BT /F1 10 Tf 72 650 Td (Glucose 92 mg per dl, ferritin 64.2 ng per ml) Tj ET q 300 0 0 200 156 400 cm /I0 Do Q',
    [shades],
  )
  const photograph: Part = [170, 230, 440, 390]
  const writing: Part = [72, 155, 330, 175]
  const stamp = { text: 'Marigold Lane Family Clinic', pageOf: 'Page {page} of {pages}' }

  test.each(['standard', 'fine'] as const)(
    'has its photographs and its writing as others have, at %s',
    async (quality) => {
      const pages = [{ index: 0, turn: 0 as const }]
      const plain = await seal({ stamp, quality, sources: [{ bytes, pages }] })
      const painted = await seal({ stamp, quality, sources: [{ bytes, hides: true, pages }] })
      const [one, other] = await Promise.all([plain, painted].map((sealed) => firstPage(sealed, quality)))
      if (!one || !other) throw new Error('no page')
      expect(inkIn(other, photograph) / inkIn(one, photograph)).toBeCloseTo(1, 1.5)
      expect(inkIn(other, writing) / inkIn(one, writing)).toBeCloseTo(1, 1)
      // Under the sender line, what was painted is what is printed.
      const under = Math.ceil((24 / 792) * other.heightPx) * (other.widthPx / 8)
      const own = decodeG4(pictureIn(painted), other.widthPx, other.heightPx)
      expect(Buffer.compare(own.dots.subarray(under), other.dots.subarray(under))).toBe(0)
      expect(own.dots.subarray(0, under).every((dots) => dots === 0)).toBe(true)
      const { png } = value(await given.service.trial({ bytes, pages }, quality))
      expect(Buffer.compare(png, writePng(own))).toBe(0)
    },
  )
})

describe('words to hide', () => {
  test('are found whatever their case and gaps, each line of them a box', async () => {
    const found = value(await given.service.find(madePages(2), 'SHEET   number 2'))
    expect(found.pages.map(({ boxes }) => boxes.length)).toEqual([0, 1])
    const [only] = found.pages[1]?.boxes ?? []
    expect(only?.top).toBeGreaterThan(0.05)
    expect(only?.top).toBeLessThan(0.12)
    const scan = scanPdf({ grey: new Uint8Array(400 * 500).fill(200), widthPx: 400, heightPx: 500 })
    expect(value(await given.service.find(scan, 'patient')).pages).toEqual([
      { boxes: [], all: true, searchable: false },
    ])
  })
  test('are covered once each, and a page that has more of them than boxes, or than is searched, says so', async () => {
    const rows = (count: number, word: string, times = 1) =>
      Array.from({ length: count }, (_, at) => `BT /F1 2 Tf 20 ${780 - at * 3} Td (${word}) Tj ET `.repeat(times)).join(
        '',
      )
    const on = async (content: string) => value(await given.service.find(pageOf(content), 'tansy')).pages[0]
    const [few, many] = [await on(rows(9, 'Tansy', 3)), await on(rows(210, 'Tansy'))]
    expect([few?.boxes.length, few?.all]).toEqual([9, true])
    expect([many?.boxes.length, many?.all]).toEqual([200, false])
    const beyond = await on(rows(250, 'x'.repeat(130)) + rows(1, 'Tansy'))
    expect([beyond?.boxes.length, beyond?.all]).toEqual([0, false])
  })

  test('are found in answers typed into a form, where they are printed', async () => {
    for (const wanted of ['Tansy Sampleton', 'TEST-445566', 'Examplamol']) {
      const [page] = value(await given.service.find(sample('form-filled.pdf'), wanted)).pages
      expect(page?.boxes.length, wanted).toBe(1)
      const [found] = page?.boxes ?? []
      if (!found) throw new Error('not found')
      const { left, top, width, height } = found
      const seen = await render(sample('form-filled.pdf'), 0, 1224, 1584)
      expect(ink(seen, [left, top, left + width, top + height])).toBeGreaterThan(0.05)
      const sealed = await seal({
        sources: [{ bytes: sample('form-filled.pdf'), hides: true, pages: [{ index: 0, turn: 0, boxes: [found] }] }],
      })
      expect(ink(await render(sealed, 0, 1224, 1584), [left, top, left + width, top + height])).toBe(1)
    }
  })
})
