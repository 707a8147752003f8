/** Kinds of pages: text, forms, and scans in grey, colour and one bit, bare and under a sender line, against Ghostscript in the same run, by processor time and bytes. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Kernel } from '#main/documents/rendition/kernel.ts'
import { makeRendition, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { startPdfium } from '#main/documents/service/pdfium.ts'
import { seal } from '#main/documents/service/seal.ts'
import { sample } from '#test/given/samples/made.ts'
import { assets, givenService, value } from '#test/unit/documents/service.ts'
import { figureLine, median, print } from '../figure.ts'
import { scanPages, shadedForms, writeScan } from './made.ts'
import { cpuOf, ghostscriptFax, ownCpu, quietly, readIn, sizeOf } from './tools.ts'

export const startTools = async (): Promise<RenditionTools> => ({
  engine: await startPdfium(readFileSync(assets.wasmPath)),
  kernel: new Kernel(),
})

/** A sample's first page, so many times. */
async function repeated(tools: RenditionTools, name: string, count: number): Promise<Uint8Array> {
  const pages = Array.from({ length: count }, () => ({ index: 0, turn: 0 }) as const)
  const sealed = await seal(tools, { sources: [{ bytes: sample(name), pages }] }, () => Promise.resolve())
  return sealed.bytes
}

/** Pages of text as a scanner writes them in one bit, taken in as a dropped TIFF is. */
async function bilevelScan(folder: string): Promise<Uint8Array> {
  const scan = ['-sDEVICE=tiffg4', '-r300', `-dLastPage=${scanPages}`, '-o', 'bilevel.tif', 'text.pdf']
  cpuOf(folder, 'gs', [...quietly, ...scan])
  const { service } = givenService()
  try {
    return value(await service.take(readIn(folder, 'bilevel.tif'))).bytes
  } finally {
    service.stop()
  }
}

const senderLine = { text: 'Nov 22, 2026, 10:36 AM   Marigold Lane Family Clinic', pageOf: 'Page {page} of {pages}' }

/** Scans as a packet has them, sealed under a sender line. */
async function underLine(bytes: Uint8Array): Promise<Uint8Array> {
  const { service } = givenService()
  try {
    const pages = Array.from({ length: scanPages }, (_, index) => ({ index, turn: 0 }) as const)
    return value(await service.seal({ stamp: senderLine, sources: [{ bytes, pages }] })).bytes
  } finally {
    service.stop()
  }
}

interface Kind {
  readonly name: string
  readonly file: string
  readonly pages: number
  readonly leastSpeed: number
  readonly mostBytes: number
}

const rounds = 7
/** Pages made before any is measured: by then the engine has compiled for good what it does often. */
const warmPages = 150

/** Writes the documents and prints each kind's figures. `folder` is the bench's own. */
export async function benchKinds(tools: RenditionTools, folder: string): Promise<void> {
  const put = (name: string, bytes: Uint8Array): void => writeFileSync(path.join(folder, name), bytes)
  put('text.pdf', await repeated(tools, 'text-1p.pdf', 20))
  put('forms.pdf', shadedForms(20))
  writeScan(folder, 'forms.pdf', 'scan-200.pdf', 200)
  writeScan(folder, 'forms.pdf', 'scan-300.pdf', 300)
  writeScan(folder, 'forms.pdf', 'colour-200.pdf', 200, 'colour')
  put('bilevel.pdf', await bilevelScan(folder))
  for (const name of ['scan-300', 'bilevel']) put(`${name}-line.pdf`, await underLine(readIn(folder, `${name}.pdf`)))
  const kinds: readonly Kind[] = [
    { name: 'text', file: 'text.pdf', pages: 20, leastSpeed: 1, mostBytes: 1.02 },
    { name: 'forms', file: 'forms.pdf', pages: 20, leastSpeed: 1.5, mostBytes: 0.55 },
    { name: 'grey-scan-200', file: 'scan-200.pdf', pages: scanPages, leastSpeed: 2, mostBytes: 0.1 },
    { name: 'colour-scan-200', file: 'colour-200.pdf', pages: scanPages, leastSpeed: 2, mostBytes: 0.1 },
    { name: 'bilevel-scan-300', file: 'bilevel.pdf', pages: scanPages, leastSpeed: 1, mostBytes: 1.1 },
    { name: 'grey-scan-300', file: 'scan-300.pdf', pages: scanPages, leastSpeed: 2, mostBytes: 0.1 },
    { name: 'bilevel-scan-300-under-line', file: 'bilevel-line.pdf', pages: scanPages, leastSpeed: 1, mostBytes: 1.1 },
    // Ghostscript has less to draw of a page made smaller; the coded picture is as large as before.
    { name: 'grey-scan-300-under-line', file: 'scan-300-line.pdf', pages: scanPages, leastSpeed: 1.7, mostBytes: 0.1 },
  ]
  for (const kind of kinds) await benchKind(tools, folder, kind)
}

/** Both warm: Ghostscript's start is measured with one page of the same file and taken off. */
async function benchKind(tools: RenditionTools, folder: string, kind: Kind): Promise<void> {
  const bytes = readIn(folder, kind.file)
  const one = ['-dLastPage=1', ...ghostscriptFax(kind.file, 'one.tif')]
  const ratios: number[] = []
  let ourBytes = 0
  for (let made = 0; made < warmPages; made += kind.pages) ourBytes = await make(tools, bytes)
  for (let round = 0; round < rounds; round += 1) {
    const start = cpuOf(folder, 'gs', one)
    const theirs = (cpuOf(folder, 'gs', ghostscriptFax(kind.file, 'all.tif')) - start) / (kind.pages - 1)
    const ours = await ownCpu(async () => {
      ourBytes = await make(tools, bytes)
    })
    ratios.push(theirs / (ours / kind.pages))
  }
  print(figureLine(`documents/${kind.name}-vs-ghostscript`, median(ratios), 'x', { least: kind.leastSpeed }))
  const share = ourBytes / sizeOf(folder, 'all.tif')
  print(figureLine(`documents/${kind.name}-bytes-vs-ghostscript`, share, 'x', { most: kind.mostBytes }))
}

async function make(tools: RenditionTools, bytes: Uint8Array): Promise<number> {
  let size = 0
  await makeRendition(tools, { bytes, quality: 'fine', first: 0, count: 301 }, (page) => {
    size += page.g4.byteLength
    return Promise.resolve()
  })
  return size
}
