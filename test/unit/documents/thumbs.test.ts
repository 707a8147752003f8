/** Small pictures of pages: the whole page in its own shape, what was filled in as well, in the order asked for. */
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Thumb } from '#main/documents/service/protocol.ts'
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
