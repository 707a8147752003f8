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

/** One page for each grey: its words at each size, as many to a line as fit. */
function page(grey: number): Uint8Array {
  const lines: string[] = []
  let y = 740
  for (const size of sizes) {
    const inLine = Math.floor(900 / (size * 7))
    const all = words.split(' ')
    for (let at = 0; at < all.length; at += inLine) {
      y -= size * 1.8
      lines.push(`BT /F1 ${size} Tf 60 ${y} Td (${all.slice(at, at + inLine).join(' ')}) Tj ET`)
    }
    y -= 12
  }
  return madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    '/Type/Font/Subtype/Type1/BaseFont/Helvetica',
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R',
    { dictionary: '', stream: Buffer.from(`${grey / 255} g\n${lines.join('\n')}`) },
  ])
}

export async function benchWords(tools: RenditionTools, folder: string): Promise<void> {
  const found = { ours: 0, theirs: 0, all: 0 }
  for (const grey of greys) {
    const bytes = page(grey)
    writeFileSync(path.join(folder, 'words.pdf'), bytes)
    await makeRendition(tools, { bytes, quality: 'fine', first: 0, count: 1 }, (made) => {
      writeFileSync(path.join(folder, 'words.png'), pictureOf(made))
      return Promise.resolve()
    })
    cpuOf(folder, 'gs', ghostscriptFax('words.pdf', 'words.tif'))
    found.ours += recall(folder, 'words.png')
    found.theirs += recall(folder, 'words.tif')
    found.all += words.split(' ').length * sizes.length
  }
  const share = (count: number): number => (100 * count) / found.all
  const note = `of words of 5 to 10 pt, shades #000 to #aaa; Ghostscript ${share(found.theirs).toFixed(1)} %`
  print(figureLine('documents/grey-words-read', share(found.ours), '%', { least: 97 }, note))
}

/** How many of the words on the page were read, each as often as it stands there. */
function recall(folder: string, picture: string): number {
  const { stdout } = spawnSync('tesseract', [picture, '-', '--dpi', '200', '--psm', '6'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  })
  const read = stdout.toLowerCase().split(/[^a-z]+/)
  return words
    .split(' ')
    .reduce((sum, word) => sum + Math.min(sizes.length, read.filter((one) => one === word).length), 0)
}
