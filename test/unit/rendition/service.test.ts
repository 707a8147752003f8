/** The rendition through the document service: pages as they are made, kept by whoever asked. */
import { inflateSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { callMs, callOf, pageMs, renditionQualities, roughCallMs, parameterK } from '#app/domain/pages/rendition.ts'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import type { RenditionPage } from '#main/documents/service/protocol.ts'
import { madePages, sample } from '#test/given/samples/made.ts'
import { givenService, refusal, startWorker, value } from '#test/unit/documents/service.ts'

const { service } = givenService()
afterAll(() => service.stop())

test('pages arrive one by one, in order, and add up', async () => {
  const seen: number[] = []
  const made = value(
    await service.rendition(sample('referral-10p.pdf'), 'fine', { onPage: (_page, index) => void seen.push(index) }),
  )
  expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(made.pages).toHaveLength(10)
  const sizes = made.pages.map(({ g4 }) => g4.byteLength)
  expect(made.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0))
})

test('some pages alone are the same as among all', async () => {
  const all = value(await service.rendition(sample('referral-10p.pdf'), 'standard'))
  const two = value(await service.rendition(sample('referral-10p.pdf'), 'standard', { first: 4, count: 2 }))
  expect(two.pages).toEqual(all.pages.slice(4, 6))
})

test('a long document shared by two children has each page once, in its place', async () => {
  const { service: shared } = givenService({ workers: 2 })
  try {
    const bytes = madePages(41)
    const seen: number[] = []
    const onPage = (_page: RenditionPage, index: number) => void seen.push(index)
    const all = value(await shared.rendition(bytes, 'standard', { onPage }))
    expect(seen).toEqual([...Array(41).keys()])
    for (const first of [3, 4, 13, 14, 40]) {
      const alone = value(await service.rendition(bytes, 'standard', { first, count: 1 }))
      expect(all.pages[first]).toEqual(alone.pages[0])
    }
  } finally {
    shared.stop()
  }
})

test('a page becomes a PNG of the same dots', async () => {
  const made = value(await service.rendition(sample('text-1p.pdf'), 'standard'))
  const [page] = made.pages as readonly [RenditionPage]
  const { png } = value(await service.renditionPage(page))
  const file = Buffer.from(png)
  expect([file.readUInt32BE(16), file.readUInt32BE(20), file[24], file[25]]).toEqual([1728, page.heightPx, 1, 0])
  const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)))
  const { dots } = decodeG4(page.g4, page.widthPx, page.heightPx)
  const wanted = Buffer.alloc(rows.length)
  for (let y = 0; y < page.heightPx; y += 1) {
    for (let x = 0; x < 216; x += 1) wanted[y * 217 + 1 + x] = ~(dots[y * 216 + x] ?? 0)
  }
  expect(Buffer.compare(rows, wanted)).toBe(0)
})

test('in a window a page is greys in its own shape, though its dots are not square; with room for all, its own dots', async () => {
  for (const [quality, down] of [
    ['standard', 98],
    ['superfine', 391],
  ] as const) {
    const made = value(await service.rendition(sample('text-1p.pdf'), quality))
    const [page] = made.pages as readonly [RenditionPage]
    const shape = page.widthPx / 204 / (page.heightPx / down)
    const inRoom = async (widthPx: number, heightPx: number) => {
      const { png } = value(await service.renditionPage(page, { window: { box: { widthPx, heightPx }, quality } }))
      const file = Buffer.from(png)
      expect(file.toString('latin1', 37, 41)).toBe('pHYs')
      const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)]
      const paper = [width / file.readUInt32BE(41), height / file.readUInt32BE(45)].map((m) => (m / 0.0254) * 72)
      expect(paper[0]).toBeCloseTo((1728 / 204) * 72, 0)
      expect(paper[1]).toBeCloseTo((page.heightPx / down) * 72, 0)
      return { width, height, bits: file[24] }
    }
    const fitted = await inRoom(900, 500)
    expect(fitted).toMatchObject({ height: 500, bits: 8 })
    expect(fitted.width / fitted.height).toBeCloseTo(shape, 2)
    expect(await inRoom(3000, 4000)).toEqual({ width: 1728, height: page.heightPx, bits: 1 })
  }
})

test('what is no page is refused', async () => {
  const g4 = Uint8Array.of(1, 2, 3)
  expect(await service.renditionPage({ g4, widthPx: 1728, heightPx: 100 })).toEqual(refusal('damaged'))
  expect(await service.rendition(new Uint8Array(), 'fine')).toEqual(refusal('empty'))
  expect(await service.rendition(sample('not-a-pdf.pdf'), 'fine')).toEqual(refusal('not-a-pdf'))
  expect(await service.rendition(sample('truncated.pdf'), 'fine')).toEqual(refusal('damaged'))
  expect(await service.rendition(sample('encrypted-password.pdf'), 'fine')).toEqual(refusal('encrypted'))
  expect(await service.rendition(sample('text-1p.pdf'), 'fine', { first: 1 })).toEqual(refusal('damaged'))
})

test.each([
  ['hands over what is no page', '{ kind: "part", job: m.job, done: 1, part: { g4: "x" } }'],
  ['counts pages it never handed over', '{ kind: "done", job: m.job, result: { pages: 2 }, heapBytes: 0 }'],
])('a child that %s is not believed', async (_what, reply) => {
  const code = `const { parentPort } = require('node:worker_threads')
    parentPort.on('message', (m) => m.kind !== 'init' && parentPort.postMessage(${reply}))`
  const { service } = givenService({ start: () => startWorker(code, true) })
  expect(await service.rendition(sample('text-1p.pdf'), 'fine')).toMatchObject({ ok: false })
  service.stop()
})

test('calls last as long as the model says', () => {
  const seconds = (ms: number): number => Math.round(ms / 1000)
  expect(seconds(pageMs(43_750))).toBe(29)
  expect(seconds(pageMs(43_750, { coding: 'g4', bitsPerSecond: 9600 }))).toBe(42)
  expect(seconds(pageMs(270_242))).toBe(169)
  expect(seconds(pageMs(78_904, { coding: 'mh', bitsPerSecond: 9600 }))).toBe(71)
  expect(callMs([])).toBe(0)
  expect(roughCallMs(0, 'fine')).toBe(0)
  expect(roughCallMs(2, 'fine')).toBe(callMs([43_750, 43_750]))
  expect(seconds(roughCallMs(1, 'fine', callOf('plain')))).toBe(12 + 71)
  expect(seconds(roughCallMs(1, 'fine', callOf('plain-mr')))).toBe(12 + 52)
  expect(seconds(roughCallMs(1, 'fine', callOf('fast')))).toBe(12 + 15)
  expect(callMs([18_911, 18_911])).toBe(12_000 + 2 * pageMs(18_911))
  const ks = renditionQualities.map((quality) => [parameterK('mh', quality), parameterK('mr', quality)])
  expect(ks).toEqual([
    [0, 2],
    [0, 4],
    [0, 4],
  ])
})
