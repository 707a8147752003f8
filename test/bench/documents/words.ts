/** Whether small grey writing can still be read: the same page by us and by Ghostscript, both read by Tesseract. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeRendition, pictureOf, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { madePdf } from '#test/given/samples/made.ts'
import { figureLine, print } from '../figure.ts'
import { cpuOf, ghostscriptFax } from './tools.ts'

/** Ordinary words a letter has, of four letters and more. */
const words =
  'after again allergy before blood breathing cardiac chest clinic daily doctor dosage evening examined family fever ' +
  'follow heart history hospital insulin kidney letter liver medicine morning normal number nurse patient penicillin ' +
  'please pressure reduced referral report request result right severe shoulder tablet therapy tomorrow twice urgent ' +
  'visit weekly without'

const sizes = [5, 6, 7, 8, 9, 10]
const greys = [0x00, 0x66, 0x88, 0xaa]

/** The words at one size on the page of one grey, and the share of them that was read, in per cent. */
interface Cell {
  readonly size: number
  readonly grey: number
  readonly share: number
}

const paperPt = 792

/** Where the words of a size stand, from the top of the paper, in points. */
interface Band {
  readonly size: number
  readonly from: number
  readonly to: number
}

/** One page for each grey: its words at each size, as many to a line as fit, and where each size stands. */
function page(grey: number): { readonly bytes: Uint8Array; readonly bands: readonly Band[] } {
  const lines: string[] = []
  const bands: Band[] = []
  let y = 740
  for (const size of sizes) {
    const inLine = Math.floor(900 / (size * 7))
    const all = words.split(' ')
    const from = paperPt - y
    for (let at = 0; at < all.length; at += inLine) {
      y -= size * 1.8
      lines.push(`BT /F1 ${size} Tf 60 ${y} Td (${all.slice(at, at + inLine).join(' ')}) Tj ET`)
    }
    bands.push({ size, from, to: paperPt - y + size })
    y -= 12
  }
  const bytes = madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 ${paperPt}]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R`,
    { dictionary: '', stream: Buffer.from(`${grey / 255} g\n${lines.join('\n')}`) },
  ])
  return { bytes, bands }
}

export async function benchWords(tools: RenditionTools, folder: string): Promise<void> {
  const [ours, theirs]: [Cell[], Cell[]] = [[], []]
  for (const grey of greys) {
    const { bytes, bands } = page(grey)
    writeFileSync(path.join(folder, 'words.pdf'), bytes)
    await makeRendition(tools, { bytes, quality: 'fine', first: 0, count: 1 }, (made) => {
      writeFileSync(path.join(folder, 'words.png'), pictureOf(made))
      return Promise.resolve()
    })
    cpuOf(folder, 'gs', ghostscriptFax('words.pdf', 'words.tif'))
    ours.push(...cellsOf(folder, 'words.png', grey, bands))
    theirs.push(...cellsOf(folder, 'words.tif', grey, bands))
  }
  const note = `of words of 5 to 10 pt, shades #000 to #aaa; Ghostscript ${mean(theirs).toFixed(1)} %`
  print(figureLine('documents/grey-words-read', mean(ours), '%', { least: 97 }, note))
  const worst = ours.reduce((least, cell) => (cell.share < least.share ? cell : least))
  const where = `${worst.size} pt in shade ${worst.grey.toString(16).padStart(2, '0')}, the worst of ${ours.length}`
  print(figureLine('documents/grey-words-read-worst', worst.share, '%', { least: 97 }, where))
}

const mean = (cells: readonly Cell[]): number => cells.reduce((sum, { share }) => sum + share, 0) / cells.length

/** How many of the words of each size were read, each once. */
function cellsOf(folder: string, picture: string, grey: number, bands: readonly Band[]): readonly Cell[] {
  const { stdout } = spawnSync('tesseract', [picture, '-', '--dpi', '200', '--psm', '6', 'tsv'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  })
  const rows = stdout.split('\n').map((row) => row.split('\t'))
  // The first row after the names is the whole picture; top and height are the eighth and tenth column.
  const heightPx = Number(rows[1]?.[9])
  const read = rows.slice(1).map((row) => ({
    middlePt: ((Number(row[7]) + Number(row[9]) / 2) / heightPx) * paperPt,
    words: (row[11] ?? '').toLowerCase().split(/[^a-z]+/),
  }))
  const all = words.split(' ')
  return bands.map(({ size, from, to }) => {
    const here = new Set(read.filter(({ middlePt }) => middlePt >= from && middlePt <= to).flatMap((one) => one.words))
    return { size, grey, share: (100 * all.filter((word) => here.has(word)).length) / all.length }
  })
}
