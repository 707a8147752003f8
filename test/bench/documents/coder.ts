/**
 * The G4 coder against libtiff's: same bytes, and how much faster. Pages are the ITU's test charts if FAXDESK_ITU_CHARTS
 * names a folder with them (they are not ours to keep here), else pages of our samples.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import type { Bitmap, Kernel } from '#main/documents/rendition/kernel.ts'
import { makeRendition, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { writeTiff, type CodedPage } from '#main/documents/rendition/tiff.ts'
import { sample } from '#test/given/samples/made.ts'
import { load, readTiff, recode, unpack } from '#test/unit/rendition/bitmaps.ts'
import { figureLine, median, print } from '../figure.ts'
import { cpuOf, ownCpu } from './tools.ts'

const rounds = 5
/** Each page so often in one file, so that a process's start does not drown what it does. */
const copies = 5

export async function benchCoder(tools: RenditionTools, folder: string): Promise<void> {
  const charts = process.env['FAXDESK_ITU_CHARTS']
  const pages = charts ? chartsIn(charts) : await samplePages(tools)
  const of = charts ? `${pages.length} ITU charts` : `${pages.length} pages of our samples`
  const coded = pages.map((page) => codedWith(tools.kernel, page))
  const ours = coded.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const theirs = recode(writeTiff(coded, 'fine'), 'g4').length
  print(figureLine('documents/g4-bytes-vs-libtiff', ours / theirs, 'x', { most: 1 }, `on ${of}`))
  const many = Array.from({ length: copies }, () => coded).flat()
  writePlain(folder, 'one.tif', coded.slice(0, 1))
  writePlain(folder, 'many.tif', many)
  const ratios: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    // Copying the same file without coding takes the reading, the writing and the start off.
    const idle = cpuOf(folder, 'tiffcp', ['-c', 'none', 'many.tif', 'out.tif'])
    const libtiff = cpuOf(folder, 'tiffcp', ['-c', 'g4', 'many.tif', 'out.tif']) - idle
    const own = await ownCpu(() => {
      for (let copy = 0; copy < copies; copy += 1) for (const page of pages) load(tools.kernel, page).g4()
      return Promise.resolve()
    })
    if (round > 0) ratios.push(libtiff / own)
  }
  print(figureLine('documents/g4-speed-vs-libtiff', median(ratios), 'x', { least: 2 }, `on ${of}`))
}

const codedWith = (kernel: Kernel, page: Bitmap): CodedPage => {
  const { widthPx, heightPx } = page
  return { widthPx, heightPx, bytes: load(kernel, page).g4(), coding: { kind: 't6' } }
}

/** The charts' own G4, read by libtiff. */
function chartsIn(folder: string): readonly Bitmap[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.tif'))
  return names.toSorted().map((name) => {
    const tiff = readFileSync(path.join(folder, name))
    const [page] = readTiff(unpack(tiff).tiff)
    if (!page) throw new Error(`${name} has no page`)
    return { widthPx: page.widthPx, heightPx: page.heightPx, dots: page.strip }
  })
}

async function samplePages(tools: RenditionTools): Promise<readonly Bitmap[]> {
  const pages: Bitmap[] = []
  const order = { bytes: sample('referral-10p.pdf'), quality: 'fine', first: 0, count: 8 } as const
  await makeRendition(tools, order, ({ g4, widthPx, heightPx }) => {
    pages.push(decodeG4(g4, widthPx, heightPx))
    return Promise.resolve()
  })
  return pages
}

const writePlain = (folder: string, name: string, pages: readonly CodedPage[]): void =>
  writeFileSync(path.join(folder, name), unpack(writeTiff(pages, 'fine')).tiff)
