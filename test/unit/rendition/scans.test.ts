/** Photographs on scanned pages are told from everything else that is grey on them. */
import { beforeAll, describe, expect, test } from 'vitest'
import { photographsIn } from '#main/documents/rendition/cells/photographs-in.ts'
import type { Box } from '#main/documents/rendition/kernel.ts'
import type { RenditionTools } from '#main/documents/rendition/rendition.ts'
import { scanPdf, writtenPage, type MadeScan } from '#test/given/made/legible.ts'
import { greyPage, overlaid, photograph, withPhotograph, worn, type Wear } from '#test/given/made/scanned.ts'
import { difference, firstPage, givenTools, greyPicture, inkIn, pageOf, type Part } from './pages.ts'

const words = 'nothing in particular is written here but what a scanner needs to see'.split(' ')
const lines = Array.from({ length: 40 }, (_, at) => [...words.slice(at % 13), ...words.slice(0, at % 13)].join(' '))
const stuck = { left: 704, top: 900, right: 1300, bottom: 1400 }
/** Strips of a page of 2156 rows. */
const strips = 7
/** The photograph and half a cell around it, in points. */
const place: Part = [249, 328, 461, 517]

let tools: RenditionTools
let page: MadeScan
let photo: MadeScan
beforeAll(async () => {
  tools = await givenTools()
  page = greyPage(tools, writtenPage(lines, { sizePt: 11, grey: 0 }))
  photo = photograph(5)
})

function boxesOn({ grey, widthPx, heightPx }: MadeScan): readonly Box[] {
  const { kernel } = tools
  kernel.begin(widthPx, heightPx)
  kernel.grey().set(grey)
  kernel.binarise()
  return photographsIn(kernel.cells(), kernel.grey())
}

describe('a photograph beside writing on a scanned page', () => {
  test.each([
    ['a clean scan', { seed: 1, noise: 4 }],
    ['grain', { seed: 2, noise: 24 }],
    ['a slant', { seed: 3, skewDeg: 1 }],
    ['grey paper', { seed: 4, light: () => 200 }],
  ] satisfies readonly (readonly [string, Wear])[])('is found to its edges: %s', (_, wear) => {
    const [box, ...others] = boxesOn(worn(withPhotograph(page, stuck, photo), wear))
    expect(others).toEqual([])
    // A slant of one degree takes the corners 10 dots away.
    for (const edge of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs((box?.[edge] ?? 0) - stuck[edge]), edge).toBeLessThan(26)
  })

  test('fills the page, where there is no paper', () => {
    expect(boxesOn(worn(photo, { seed: 7, noise: 10 }))).toEqual([{ left: 0, top: 0, right: 1728, bottom: 2200 }])
  })

  test('has its shades, and the writing is as it would be without it', async () => {
    const wear = { seed: 6, noise: 12 }
    const [scanned, bare] = [worn(withPhotograph(page, stuck, photo), wear), worn(page, wear)]
    const [seen, without] = [await firstPage(scanPdf(scanned)), await firstPage(scanPdf(bare))]
    const { grey } = photo
    for (const [x, y] of [
      [760, 950],
      [860, 1100],
      [1010, 1250],
      [1150, 1000],
    ] as const) {
      const part: Part = [(x * 612) / 1728, (y * 792) / 2156, ((x + 60) * 612) / 1728, ((y + 60) * 792) / 2156]
      const shades = Array.from(
        { length: 3600 },
        (_, at) => grey[(y + Math.floor(at / 60)) * 1728 + x + (at % 60)] ?? 0,
      )
      const mean = shades.reduce((sum, shade) => sum + shade, 0) / shades.length
      expect(inkIn(seen, part), `${x}, ${y}`).toBeCloseTo(1 - (238 * (0.16 + (0.84 * mean) / 255)) / 255, 1)
    }
    for (const part of [
      [0, 0, 612, place[1]],
      [0, place[3], 612, 792],
      [0, 0, place[0], 792],
      [place[2], 0, 612, 792],
    ] as const)
      expect(inkIn(seen, part)).toBeCloseTo(inkIn(without, part), 3)
  })
})

describe('no photograph is', () => {
  const all = { left: 0, top: 0, right: 1728, bottom: 2156 }
  const shade = (level: (x: number, y: number) => number): MadeScan =>
    overlaid(page, all, (x, y, grey) => grey * level(x, y))

  test.each([0, 10, 20, 30])('writing on a scan with grain of %i', (noise) => {
    expect(boxesOn(worn(page, { seed: noise, noise }))).toEqual([])
  })

  test.each([
    ['falls off to one side', (x) => 236 - 120 * x],
    ['falls off to the edges', (x, y) => 250 - 190 * ((x - 0.5) ** 2 + (y - 0.5) ** 2)],
    ['is lost at the binding', (x) => 236 - 200 * Math.exp(-14 * x)],
    ['is lost at a slanted binding', (x, y) => 236 - 200 * Math.exp(-12 * Math.max(0, x - 0.05 * y))],
    ['is lost in a corner', (x, y) => 236 - 190 * Math.exp(-14 * (x * x + y * y))],
    ['breaks at folds', (x, y) => 236 - 60 * Math.exp(-((30 * y - 15) ** 2)) - 50 * Math.exp(-((30 * x - 15) ** 2))],
    [
      'is kept off by whoever holds the telephone',
      (x, y) => 215 - 90 / (1 + Math.exp((Math.hypot((x - 0.45) / 0.25, (y - 0.5) / 0.3) - 1) / 0.05)),
    ],
    [
      'is poor, as a telephone sees it',
      (x, y) => 190 - 70 * Math.hypot(x - 0.3, y - 0.4) + 18 * Math.sin(5 * x) * Math.cos(4 * y),
    ],
  ] satisfies readonly (readonly [string, Wear['light']])[])('paper whose light %s', (_, light) => {
    expect(boxesOn(worn(page, { seed: 1, noise: 10, light }))).toEqual([])
  })

  test('a page on grey paper that a scanner has written as strips of a picture', async () => {
    const { grey, widthPx, heightPx } = worn(page, { seed: 1, noise: 10, light: (x, y) => 205 - 110 * x * y })
    const whole = greyPicture(widthPx, heightPx, (x, y) => grey[y * widthPx + x] ?? 0)
    const rows = heightPx / strips
    const parts = Array.from({ length: strips }, (_, at) =>
      greyPicture(widthPx, rows, (x, y) => grey[(at * rows + y) * widthPx + x] ?? 0),
    )
    const place = (at: number, count: number): string =>
      `q 612 0 0 ${792 / count} 0 ${(792 * (count - 1 - at)) / count} cm /I${at} Do Q `
    const scanned = await firstPage(pageOf(place(0, 1), [whole]))
    const inStrips = await firstPage(pageOf(parts.map((_, at) => place(at, strips)).join(''), parts))
    expect(inkIn(scanned, [0, 0, 612, 792])).toBeLessThan(0.1)
    expect(difference(inStrips, scanned)).toBeLessThan(0.001)
  })

  test.each([
    ['rows of a form', (_, y) => [1, 0.9, 0.75][Math.floor(y / 110) % 3] ?? 1],
    [
      'fields of four shades',
      (x, y) => [1, 0.85, 0.7, 0.55][(Math.floor(x / 220) * 3 + Math.floor(y / 120) * 5) % 4] ?? 1,
    ],
    [
      'dark areas',
      (x, y) => (y > 500 && y < 1200 && x > 200 && x < 900 ? 0.1 : y > 1300 && y < 1700 && x > 500 ? 0.3 : 1),
    ],
    ['a heading that grows lighter', (x, y) => (y > 60 && y < 430 ? 0.2 + (0.7 * x) / 1728 : 1)],
    [
      'a coloured card with writing on it',
      (x, y) => (x > 100 && x < 1000 && y > 100 && y < 800 ? 0.55 + (0.3 * (x - 100) * (y - 100)) / 630_000 : 1),
    ],
  ] satisfies readonly (readonly [string, (x: number, y: number) => number])[])('shades of %s', (_, level) => {
    expect(boxesOn(worn(shade(level), { seed: 2, noise: 12 }))).toEqual([])
  })
})
