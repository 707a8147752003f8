/** Reports on paper: every row once, in order, under repeated heads; pages numbered; bytes handed out as they come. */
import path from 'node:path'
import { expect, test } from 'vitest'
import { openFlow, type Block } from '#main/reports/render/flow.ts'
import { printerInThread } from '#main/reports/printer.ts'
import type { Frame, Piece } from '#main/reports/render/types.ts'
import { valueOf } from '#test/given/outcome.ts'
import { everything, ink, readPages, render } from '../documents/look.ts'
import { assets } from '../documents/service.ts'
import { frame } from '../documents/sheets.ts'

const worker = path.resolve(import.meta.dirname, '../../../main/reports/render/worker.ts')
const print = printerInThread(worker, { regularFont: assets.regularFontPath, boldFont: assets.boldFontPath })
const head: Frame = {
  ...frame,
  title: 'Audit report',
  subtitle: 'April 1 to April 14, 2026',
  footer: { ...frame.footer, checkpoint: `Checkpoint: entry 48,211 · ${'9f3c '.repeat(16)}` },
}

const columns = [
  { label: 'Entry', share: 9, align: 'right' },
  { label: 'When', share: 17, align: 'left' },
  { label: 'What', share: 34, align: 'left' },
] as const

async function* piecesOf(count: number, each = 100): AsyncGenerator<readonly Piece[]> {
  yield [
    { is: 'statement', mark: 'ok', title: 'Chain verified', detail: 'None changed or missing' },
    { is: 'table', columns },
  ]
  for (let from = 0; from < count; from += each) {
    const some = Array.from({ length: Math.min(each, count - from) }, (_, at) => from + at)
    yield some.map((at) => ({
      is: 'row',
      cells: [
        { text: String(5001 + at) },
        { text: 'Apr 14, 2026', detail: '10:24:23 AM' },
        {
          text: at % 5 === 0 ? 'Contact verified by calling back a number known from elsewhere' : 'Pages opened',
          mark: 'ok',
        },
      ],
    }))
  }
  yield [
    {
      is: 'proof',
      title: 'Checkpoint',
      facts: [{ label: 'Entry', value: '48,211' }],
      codes: [{ label: 'Hash', value: 'a1b2c3d4'.repeat(8) }],
    },
  ]
}

async function printed(pieces: AsyncIterable<readonly Piece[]>, its: Frame = head) {
  const chunks: Uint8Array[] = []
  const write = async (bytes: Uint8Array): Promise<void> => void chunks.push(bytes)
  const stopped = new AbortController().signal
  const pages = valueOf(await print({ frame: its, pieces, write, stopped, progress: () => undefined }))
  return { pages, chunks, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

test('a long report has every entry once, in order, under a repeated head, its checkpoint on each page', async () => {
  const { bytes, pages, chunks } = await printed(piecesOf(5000))
  const read = await readPages(bytes)
  expect(pages).toBeGreaterThan(200)
  expect(read).toHaveLength(pages)
  // Handed out with each handful of rows.
  expect(chunks.length).toBeGreaterThan(5000 / 100)
  const entries = read.flatMap(({ text }) =>
    [...text.matchAll(/ (\d{4,5}) Apr 14, 2026/g)].map(([, entry]) => Number(entry)),
  )
  expect(entries).toEqual(Array.from({ length: 5000 }, (_, at) => 5001 + at))
  read.forEach(({ text }, at) => {
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`Page ${at + 1} of`)
    expect(text).toContain('TRAINING')
    expect(text).toContain('Checkpoint: entry 48,211')
    if (/ Apr 14, 2026 10:24/.test(text)) expect(text).toMatch(/Entry When What/)
  })
  expect(read.at(-1)?.text.replaceAll(' ', '')).toContain('a1b2c3d4'.repeat(8))
})

test('every page says how many there are, though that is known only at the end', async () => {
  const { bytes, pages } = await printed(piecesOf(120))
  expect(pages).toBeGreaterThan(3)
  for (const { text } of await readPages(bytes)) expect(text).toMatch(new RegExp(`of\\s*${pages}\\b`))
})

test('keeps its margins on A4 too, and is black only', async () => {
  const { bytes } = await printed(piecesOf(60), { ...head, paper: 'a4' })
  expect((await readPages(bytes))[0]).toMatchObject({ width: 595, height: 842 })
  const picture = await render(bytes, 0, 595, 842)
  expect(ink(picture, [0, 0, 0.065, 1]) + ink(picture, [0.935, 0, 1, 1])).toBe(0)
  expect(everything(bytes)).not.toMatch(/^[\d. ]+ (rg|k|g|sc|scn)$/m)
})

test('is the same, byte for byte, however the rows come', async () => {
  const [first, second] = [await printed(piecesOf(40, 7)), await printed(piecesOf(40, 40))]
  expect(first.bytes).toEqual(second.bytes)
})

test('is asked for more only when what came before is written, and stops at once when told to', async () => {
  const stop = new AbortController()
  let asked = 0
  let written = 0
  async function* endless(): AsyncGenerator<readonly Piece[]> {
    yield [{ is: 'table', columns }]
    for (; ; asked += 1) {
      if (asked === 5) stop.abort()
      yield Array.from(
        { length: 100 },
        () => ({ is: 'row', cells: [{ text: '1' }, { text: 'x' }, { text: 'y' }] }) as const,
      )
    }
  }
  const write = async (bytes: Uint8Array): Promise<void> => void (written += bytes.length)
  const outcome = await print({
    frame: head,
    pieces: endless(),
    write,
    stopped: stop.signal,
    progress: () => undefined,
  })
  expect(outcome).toEqual({ ok: false, fault: { code: 'conflict', why: 'report-stopped' } })
  expect(asked).toBe(5)
  expect(written).toBeGreaterThan(0)
})

test('what the disk says while it is written reaches whoever asked', async () => {
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC' })
  const write = (): Promise<void> => Promise.reject(full)
  const stopped = new AbortController().signal
  await expect(print({ frame: head, pieces: piecesOf(300), write, stopped, progress: () => undefined })).rejects.toBe(
    full,
  )
})

/** Heights put into a flow of 100; what was drawn where, page by page. */
function flowOf(blocks: readonly Pick<Block, 'height' | 'stays' | 'again'>[]) {
  const pages: number[][] = []
  const flow = openFlow({ newPage: () => void pages.push([]) }, { top: () => 0, bottom: 100, draw: () => undefined })
  for (const block of blocks) flow.put({ ...block, draw: () => void pages.at(-1)?.push(block.height) })
  expect(flow.end()).toBe(pages.length)
  return pages
}

test('a block is never divided and none is lost', () => {
  expect(flowOf([60, 60, 30, 150, 10, 90].map((height) => ({ height })))).toEqual([[60], [60, 30], [150], [10, 90]])
})

test('a head is drawn again where its rows go on, and is never left alone at the foot', () => {
  const rows = Array.from({ length: 5 }, () => ({ height: 40 }))
  expect(flowOf([{ height: 20, stays: 'repeats' }, ...rows])).toEqual([
    [20, 40, 40],
    [20, 40, 40],
    [20, 40],
  ])
  expect(flowOf([{ height: 70 }, { height: 20, stays: 'repeats' }, { height: 40 }])).toEqual([[70], [20, 40]])
  expect(flowOf([{ height: 70 }, { height: 20, stays: 'keeps' }, { height: 40 }])).toEqual([[70], [20, 40]])
})

test('a group that goes on on another page says so under the head, and a new one speaks for itself', () => {
  const pages: string[][] = []
  const flow = openFlow({ newPage: () => void pages.push([]) }, { top: () => 0, bottom: 100, draw: () => undefined })
  const block = (name: string, height: number): Block => ({ height, draw: () => void pages.at(-1)?.push(name) })
  flow.put({ ...block('head', 10), stays: 'repeats' })
  flow.put({ ...block('group', 20), stays: 'keeps', again: block('continued', 20) })
  for (let row = 0; row < 4; row += 1) flow.put(block('row', 30))
  flow.put({ ...block('other', 20), stays: 'keeps', again: block('other continued', 20) })
  for (let row = 0; row < 3; row += 1) flow.put(block('row', 30))
  flow.endTable()
  flow.put(block('end', 60))
  flow.end()
  expect(pages).toEqual([
    ['head', 'group', 'row', 'row'],
    ['head', 'continued', 'row', 'row'],
    ['head', 'other', 'row', 'row'],
    ['head', 'other continued', 'row'],
    ['end'],
  ])
})
