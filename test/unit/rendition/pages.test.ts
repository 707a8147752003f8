/** What becomes of a page on its way to ink and paper: nothing anybody wrote may be lost. */
import { describe, expect, test } from 'vitest'
import { faxWidthPx, placement } from '#app/domain/pages/rendition.ts'
import { sample, type MadeObject } from '#test/given/samples/made.ts'
import { coded, difference, firstPage, greyPicture, inkIn, pageOf, printed, type Part } from './pages.ts'

const line = (text: string, sizePt: number, grey: number, yPt: number): string =>
  `${grey / 255} g BT /F1 ${sizePt} Tf 72 ${792 - yPt} Td (${text}) Tj ET\n`

const sentence = 'Take 0.5 mg twice a day, no more than 8 mg in all'

test('typed answers of a form are on the fax', async () => {
  const page = await firstPage(sample('form-filled.pdf'))
  const fields: readonly Part[] = [
    [155, 150, 280, 168],
    [155, 190, 255, 207],
    [155, 228, 295, 246],
    [155, 267, 385, 286],
  ]
  for (const field of fields) expect(inkIn(page, field)).toBeGreaterThan(0.08)
  const [urgent, routine]: readonly Part[] = [
    [102, 322, 113, 333],
    [206, 322, 217, 333],
  ]
  expect(inkIn(page, urgent ?? [0, 0, 0, 0])).toBeGreaterThan(inkIn(page, routine ?? [0, 0, 0, 0]) + 0.05)
})

describe('grey writing keeps its ink', () => {
  const sizes = [6, 7, 8, 9, 10]
  const greys = [0x00, 0x66, 0x88, 0xaa]
  const rows = sizes.flatMap((size, at) => greys.map((grey, of) => ({ size, grey, y: 60 + (at * 4 + of) * 24 })))

  test('at fine, from 6 to 10 pt and down to #aaa', async () => {
    const grey = await firstPage(pageOf(rows.map(({ size, grey, y }) => line(sentence, size, grey, y)).join('')))
    const black = await firstPage(pageOf(rows.map(({ size, y }) => line(sentence, size, 0, y)).join('')))
    for (const { size, grey: shade, y } of rows) {
      const part: Part = [72, y - size, 72 + size * 20, y + 3]
      expect(inkIn(grey, part), `${size} pt, shade ${shade}`).toBeGreaterThan(inkIn(black, part) * 0.6)
      expect(inkIn(grey, part), `${size} pt, shade ${shade}`).toBeLessThan(inkIn(black, part) * 1.5)
    }
  })

  test('at standard, 8 pt and larger', async () => {
    const page = await firstPage(
      pageOf(rows.map(({ size, grey, y }) => line(sentence, size, grey, y)).join('')),
      'standard',
    )
    for (const { size, grey, y } of rows.filter(({ size }) => size >= 8))
      expect(inkIn(page, [72, y - size, 72 + size * 20, y + 3]), `${size} pt, shade ${grey}`).toBeGreaterThan(0.06)
  })
})

test('paper stays white, though it is grey or speckled', async () => {
  const paper = greyPicture(850, 1100, (x, y) => 215 + ((x * 7 + y * 13) % 11))
  const page = await firstPage(pageOf('612 0 0 792 0 0 cm /I0 Do', [paper]))
  expect(inkIn(page, [0, 0, 612, 792])).toBe(0)
})

test.each([0, 0x20, 0x40])('a large area of shade %i stays black, and light writing on it stays', async (shade) => {
  const area = `${shade / 255} g 36 36 540 720 re f\n`
  const page = await firstPage(pageOf(area + line(sentence, 12, 255, 100)))
  expect(inkIn(page, [60, 200, 550, 700])).toBe(1)
  expect(inkIn(page, [72, 90, 330, 102])).toBeLessThan(0.9)
  expect(inkIn(page, [0, 0, 612, 30])).toBe(0)
})

test('dark writing on a grey ground stays, and the ground is left away', async () => {
  const page = await firstPage(pageOf(`0.7 g 36 600 540 150 re f\n${line(sentence, 10, 0, 100)}`))
  expect(inkIn(page, [60, 130, 550, 180])).toBe(0)
  expect(inkIn(page, [72, 91, 280, 102])).toBeGreaterThan(0.1)
})

test('a thin rule survives', async () => {
  const page = await firstPage(pageOf('0 G 0.2 w 72 392 m 540 392 l S'))
  expect(inkIn(page, [100, 398, 500, 402])).toBeGreaterThan(0.05)
})

describe('photographs', () => {
  const shades = greyPicture(300, 200, (x, y) => 60 + Math.round((x / 300) * 140) + ((x * y) % 7))
  const place = '300 0 0 200 156 400 cm'
  const box: Part = [156, 192, 456, 392]

  test('are dots as dense as they are dark, inside their box only', async () => {
    const page = await firstPage(pageOf(`${line(sentence, 10, 0, 100)}q ${place} /I0 Do Q`, [shades]))
    expect(inkIn(page, [160, 200, 200, 380])).toBeGreaterThan(0.6)
    expect(inkIn(page, [290, 200, 320, 380])).toBeCloseTo(1 - 133 / 255, 1)
    expect(inkIn(page, [410, 200, 450, 380])).toBeLessThan(0.35)
    const without = await firstPage(pageOf(line(sentence, 10, 0, 100)))
    expect(inkIn(page, [0, 0, 612, 188])).toBe(inkIn(without, [0, 0, 612, 188]))
    expect(inkIn(page, [0, 396, 612, 792])).toBe(0)
  })

  test('are lines of ink rather than specks: a bit and a half for each turn from paper to ink', async () => {
    const [photo] = await coded(pageOf(`q ${place} /I0 Do Q`, [shades]))
    const [bare] = await coded(pageOf('q Q'))
    // 300 by 200 points are 847 by 544 dots, and 424 turns a row at the most.
    expect((photo ?? Infinity) - (bare ?? 0)).toBeLessThan((544 * 424 * 1.5) / 8)
  })

  test('cut into strips fit together', async () => {
    const strip = (from: number) => greyPicture(300, 50, (x, y) => 60 + Math.round((x / 300) * 140) + ((from + y) % 7))
    const strips = pageOf('q 300 0 0 50 156 550 cm /I0 Do Q q 300 0 0 50 156 500 cm /I1 Do Q', [strip(0), strip(50)])
    const whole = greyPicture(300, 100, (x, y) => 60 + Math.round((x / 300) * 140) + (y % 7))
    const one = pageOf('q 300 0 0 100 156 500 cm /I0 Do Q', [whole])
    expect(difference(await firstPage(strips), await firstPage(one))).toBeLessThan(0.0005)
  })

  test('are found in a group of objects too, wherever it is put', async () => {
    const group: MadeObject = {
      dictionary:
        '/Type/XObject/Subtype/Form/BBox[0 0 1000 1000]/Matrix[0.5 0 0 0.5 56 100]/Resources<</XObject<</I0 6 0 R>>>>',
      stream: Buffer.from('q 600 0 0 400 100 200 cm /I0 Do Q'),
    }
    const grouped = await firstPage(pageOf('q 1 0 0 1 50 200 cm /I1 Do Q', [shades, group]))
    const plain = await firstPage(pageOf(`q ${place} /I0 Do Q`, [shades]))
    expect(difference(grouped, plain)).toBeLessThan(0.002)
  })

  test('a drawing of one grey is none', async () => {
    const logo = greyPicture(300, 200, (x) => (x < 150 ? 0x99 : 0xff))
    const page = await firstPage(pageOf(`q ${place} /I0 Do Q`, [logo]))
    expect([0, 1]).toContain(Math.round(inkIn(page, [180, 220, 280, 360]) * 1000) / 1000)
    expect(inkIn(page, box)).toBeLessThan(0.6)
  })
})

describe('a page that is one picture', () => {
  // Writing in white and grey, as a scanner would have it.
  const scan = greyPicture(1275, 1650, (x, y) => (x % 40 < 6 && y % 60 < 30 ? 70 : 235))
  const whole = 'q 612 0 0 792 0 0 cm /I0 Do Q'

  test('is the same whether it is scaled here or drawn by PDFium', async () => {
    const scaled = await firstPage(pageOf(whole, [scan]))
    const drawn = await firstPage(pageOf(`${whole} 1 g 0 0 1 1 re f`, [scan]))
    expect(inkIn(scaled, [0, 0, 612, 792])).toBeGreaterThan(0.07)
    expect(difference(scaled, drawn)).toBeLessThan(0.02)
  })

  test('of many greys, and nothing written on it, is a photograph and does not arrive blank', async () => {
    const photo = greyPicture(640, 828, (x, y) => 60 + Math.round(70 * (Math.sin(x / 90) + 1) * (y / 828)) + (x % 3))
    const page = await firstPage(pageOf(whole, [photo]))
    expect(inkIn(page, [0, 0, 612, 792])).toBeGreaterThan(0.4)
    const paper = greyPicture(1275, 1650, (x, y) =>
      x > 100 && x < 1100 && x % 14 < 4 && y % 60 < 20 ? 40 : 130 + Math.round(90 * (y / 1650)),
    )
    expect(inkIn(await firstPage(pageOf(whole, [paper])), [0, 0, 612, 792])).toBeLessThan(0.15)
  })

  test('and has a mask is drawn through it', async () => {
    const mask = greyPicture(64, 64, () => 0)
    const black = greyPicture(1275, 1650, () => 0, '/SMask 7 0 R')
    const page = await firstPage(pageOf(whole, [black, mask]))
    expect(inkIn(page, [0, 0, 612, 792])).toBe(0)
  })

  test('and is black stays black', async () => {
    const page = await firstPage(pageOf(whole, [greyPicture(850, 1100, () => 10)]))
    expect(inkIn(page, [0, 0, 612, 792])).toBe(1)
  })
})

describe('sizes', () => {
  test.each([
    ['standard', 1078],
    ['fine', 2156],
    ['superfine', 4301],
  ] as const)('Letter at %s is %i rows', async (quality, rows) => {
    const page = await firstPage(sample('text-1p.pdf'), quality)
    expect([page.widthPx, page.heightPx]).toEqual([faxWidthPx, rows])
  })

  test('A4 fills the row; wide pages shrink; cards keep their size in the middle', () => {
    expect(placement({ widthPt: 595, heightPt: 842 }, 'fine')).toEqual({ leftPx: 0, widthPx: 1728, heightPx: 2292 })
    expect(placement({ widthPt: 1224, heightPt: 792 }, 'fine')).toEqual({ leftPx: 0, widthPx: 1728, heightPx: 1074 })
    expect(placement({ widthPt: 243, heightPt: 153 }, 'fine')).toEqual({ leftPx: 519, widthPx: 689, heightPx: 417 })
  })

  test('no page is endless, or nothing', () => {
    expect(placement({ widthPt: 10, heightPt: 14_400 }, 'superfine').heightPx).toBe(40 * 391)
    expect(placement({ widthPt: 14_400, heightPt: 1 }, 'standard')).toEqual({ leftPx: 0, widthPx: 1728, heightPx: 1 })
  })

  test('pages of all sizes and turns come out, each with ink', async () => {
    const pages = await printed(sample('mixed-size-rotated.pdf'), 'standard')
    expect(pages.map(({ heightPx }) => heightPx)).toEqual([1078, 587, 1274, 571, 1078, 1174, 208, 3332])
    for (const page of pages) expect(page.dots.some((byte) => byte !== 0)).toBe(true)
  })
})
