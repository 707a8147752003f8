/** The sender line (47 CFR 68.318(d)): on every page, readable on the worst machine, and never over what was written. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Packet, Source } from '#main/documents/service/protocol.ts'
import { madePages, pageSentence, sample } from '#test/given/samples/made.ts'
import { everything, ink, readPages, render } from './look.ts'
import { startReader } from './ocr.ts'
import { pageOf } from '../rendition/pages.ts'
import { givenService, value, type Given } from './service.ts'

let given: Given
let reader: Awaited<ReturnType<typeof startReader>>
beforeAll(async () => {
  given = givenService()
  reader = await startReader()
})
afterAll(async () => {
  given.service.stop()
  await reader.stop()
})

const stamp = {
  text: 'Nov 22, 2026, 10:36 AM   Marigold Lane Family Clinic   (202) 555-0101',
  pageOf: 'Page {page} of {pages}',
}
const all = (bytes: Uint8Array, count: number): Source => ({
  bytes,
  pages: Array.from({ length: count }, (_, index) => ({ index, turn: 0 })),
})
const seal = async (packet: Packet): Promise<Uint8Array> => value(await given.service.seal(packet)).bytes
/** How much of Letter's height the strip takes. */
const stripShare = 24 / 792

test('every page says when, who, from where and which page of how many, under the text it had', async () => {
  const sealed = await seal({ stamp, sources: [all(madePages(3), 3)] })
  const pages = await readPages(sealed)
  expect(pages).toHaveLength(3)
  for (const [at, { text, width, height }] of pages.entries()) {
    expect(text).toContain('Nov 22, 2026, 10:36 AM Marigold Lane Family Clinic (202) 555-0101')
    expect(text).toContain(`Page ${at + 1} of 3`)
    expect(text).toContain(pageSentence(at))
    expect([width, height]).toEqual([612, 792])
  }
  expect(everything(sealed)).not.toMatch(/Producer|CreationDate|Metadata/)
  expect(await seal({ stamp, sources: [all(madePages(3), 3)] })).toEqual(sealed)
})

test('pages of every size, lying or turned, keep their size, and show the line upright along the top', async () => {
  const bytes = sample('mixed-size-rotated.pdf')
  const before = value(await given.service.inspect(bytes))
  const sealed = await seal({ stamp, sources: [all(bytes, 8)] })
  expect(value(await given.service.inspect(sealed)).pages).toEqual(before.pages)
  for (const [at, { widthPt, heightPt }] of before.pages.entries()) {
    const picture = await render(sealed, at, Math.round(widthPt), Math.round(heightPt))
    const share = (24 * Math.max(1, widthPt / 612)) / heightPt
    expect(ink(picture, [0.1, 0, 0.9, share]), `page ${at + 1}`).toBeGreaterThan(0.02)
    expect(ink(picture, [0, 0, 1, share * 0.1]), `page ${at + 1}`).toBe(0)
  }
})

describe('nothing is covered', () => {
  /** A black frame along the page's very edges. */
  const frame = '0 G 6 w 3 3 606 786 re S'

  test('what stood at the upper edge stands under the strip', async () => {
    const sealed = await seal({ stamp, sources: [all(pageOf(frame), 1)] })
    const picture = await render(sealed, 0, 1224, 1584)
    const under = stripShare + 2 / 792
    expect(ink(picture, [0.2, under, 0.8, under + 2 / 792])).toBeGreaterThan(0.95)
    expect(ink(picture, [0.2, 0.998, 0.8, 1])).toBeGreaterThan(0.95)
    expect(ink(picture, [0, 0, 0.02, stripShare])).toBe(0)
  })

  test('what the page itself hides beyond its edges does not come to light', async () => {
    const sealed = await seal({ stamp, sources: [all(pageOf('0 g -400 -400 1400 380 re f 0 700 -40 300 re f'), 1)] })
    const picture = await render(sealed, 0, 612, 792)
    expect(ink(picture, [0, stripShare, 1, 1])).toBe(0)
    expect(ink(picture, [0, 0, 0.03, stripShare])).toBe(0)
  })
})

test('a long name is narrowed, and stays within the page', async () => {
  const long = {
    ...stamp,
    text: stamp.text.replace('Clinic', 'Clinic and Associates of Greater Sampleton Valley County'),
  }
  const picture = await render(await seal({ stamp: long, sources: [all(sample('text-1p.pdf'), 1)] }), 0, 612, 792)
  for (const edge of [
    [0, 0, 0.03, stripShare],
    [0.97, 0, 1, stripShare],
  ] as const)
    expect(ink(picture, edge)).toBe(0)
})

test('at 204 × 98 dots to the inch the line is read by a machine that knows nothing of it', async () => {
  const sealed = await seal({ stamp, sources: [all(pageOf(''), 1)] })
  const made = value(await given.service.rendition(sealed, 'standard'))
  const [page] = made.pages
  if (!page) throw new Error('no page')
  const { png } = value(await given.service.renditionPage(page))
  const [line] = (await reader.read(png)).split('\n')
  expect(line?.replace(/\s+/g, ' ')).toContain(
    'Nov 22, 2026, 10:36 AM Marigold Lane Family Clinic (202) 555-0101 Page 1 of 1',
  )
})
