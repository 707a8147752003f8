/** Pictures of pages, small and large: the whole page in its own shape, what was filled in as well, in the order asked for. */
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Thumb } from '#main/documents/service/protocol.ts'
import { decodePng } from '#test/given/png.ts'
import { madePages, madePdf, sample, textStream, undrawnForm } from '#test/given/samples/made.ts'
import { givenService, refusal, value, type Given } from './service.ts'

let given: Given
beforeAll(() => void (given = givenService()))
afterAll(() => given.service.stop())

async function thumbs(bytes: Uint8Array, pages: readonly number[]): Promise<readonly Thumb[]> {
  const heard: Thumb[] = []
  const done = value(await given.service.thumbs(bytes, pages, (thumb) => void heard.push(thumb)))
  expect(done.pages).toBe(heard.length)
  return heard
}

/** Size and dots, one byte each, of a PNG whose rows have no filter. */
function read(png: Uint8Array | undefined) {
  if (!png) throw new Error('no picture')
  const file = Buffer.from(png)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const data = file.indexOf('IDAT')
  const rows = inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)))
  const dots = Array.from({ length: height }, (_, y) => [...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))])
  return { width, height, dots: dots.flat() }
}

const dark = (png: Uint8Array | undefined): number => read(png).dots.reduce((sum, dot) => sum + 255 - dot, 0)

test('a page is small and grey in its own shape, as it stands', async () => {
  const [letter] = await thumbs(sample('text-1p.pdf'), [0])
  expect(read(letter?.png)).toMatchObject({ width: 204, height: 264 })
  expect(new Set(read(letter?.png).dots).size).toBeGreaterThan(20)
  const { pages } = value(await given.service.inspect(sample('mixed-size-rotated.pdf')))
  const all = await thumbs(
    sample('mixed-size-rotated.pdf'),
    pages.map((_, at) => at),
  )
  for (const [at, { widthPt, heightPt }] of pages.entries()) {
    const { width, height } = read(all[at]?.png)
    expect(Math.max(width, height)).toBe(264)
    expect(width / height).toBeCloseTo(widthPt / heightPt, 1)
  }
})

test('answers typed into a form are seen', async () => {
  const [filled] = await thumbs(undrawnForm('WWWWWWWWWWWW'), [0])
  const [empty] = await thumbs(undrawnForm(''), [0])
  expect(dark(filled?.png)).toBeGreaterThan(dark(empty?.png) * 1.5)
})

test('pages come in the order asked for; those that are not there are left out, or all are refused', async () => {
  expect((await thumbs(madePages(4), [2, 0, 7, 1])).map(({ index }) => index)).toEqual([2, 0, 1])
  expect(await given.service.thumbs(madePages(4), [4, 5], () => undefined)).toEqual(refusal('damaged'))
})

test('a page that cannot be drawn has no picture, and those behind it have', async () => {
  const page = (box: string): string => `/Type/Page/Parent 2 0 R/MediaBox[${box}]/Resources<<>>/Contents 3 0 R`
  const bytes = madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[9 0 R 4 0 R]/Count 2',
    textStream('here'),
    page('0 0 612 792'),
  ])
  const [missing, there] = await thumbs(bytes, [0, 1])
  expect(missing).toEqual({ index: 0 })
  expect(read(there?.png).width).toBe(204)
})

/** What a PNG says of itself: its size, whether it has colours, and how large its page is, in points. */
function told(png: Uint8Array) {
  const file = Buffer.from(png)
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
  const density = file.indexOf('pHYs')
  const points = (px: number, at: number) => ((px / file.readUInt32BE(density + at)) * 72) / 0.0254
  return { width, height, colour: file[25] === 2, paper: [points(width, 4), points(height, 8)] }
}

test('large, a page fills the room in its own shape and says how large it is', async () => {
  const bytes = sample('mixed-size-rotated.pdf')
  const { pages } = value(await given.service.inspect(bytes))
  expect(new Set(pages.map(({ rotation }) => rotation)).size).toBeGreaterThan(1)
  for (const [index, { widthPt, heightPt }] of pages.entries())
    for (const box of [
      { widthPx: 700, heightPx: 300 },
      { widthPx: 90, heightPx: 800 },
    ]) {
      const { png } = value(await given.service.picture(bytes, index, box))
      const { width, height, paper } = told(png)
      expect(width === box.widthPx || height === box.heightPx).toBe(true)
      expect(width / height).toBeCloseTo(widthPt / heightPt, 1)
      expect((paper[0] ?? 0) / widthPt).toBeCloseTo(1, 2)
      expect((paper[1] ?? 0) / heightPt).toBeCloseTo(1, 2)
    }
  const room = { widthPx: 700, heightPx: 300 }
  expect(await given.service.picture(bytes, pages.length, room)).toEqual(refusal('damaged'))
})

test('large, a page has its colours, and no more bytes than it needs where it has none', async () => {
  const painted = (colour: string) =>
    madePdf([
      '/Type/Catalog/Pages 2 0 R',
      '/Type/Pages/Kids[4 0 R]/Count 1',
      { dictionary: '', stream: Buffer.from(`${colour} rg 0 0 100 100 re f`) },
      '/Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>/Contents 3 0 R',
    ])
  const drawn = async (colour: string) =>
    value(await given.service.picture(painted(colour), 0, { widthPx: 40, heightPx: 40 })).png
  const { bytes } = decodePng(Buffer.from(await drawn('1 0.2 0')))
  const dot = (x: number, y: number) => [...bytes.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)]
  expect([dot(10, 30), dot(30, 10)]).toEqual([
    [255, 51, 0],
    [255, 255, 255],
  ])
  expect([told(await drawn('1 0.2 0')).colour, told(await drawn('0.5 0.5 0.5')).colour]).toEqual([true, false])
})
