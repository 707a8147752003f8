/** How alike two faxes look: both drawn by independent programs (poppler, libtiff), small and grey, page by page. */
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** A page as rows of grey values, 0 black to 255 white, at `dotsPerInch` and without the top strip. */
export type Look = { readonly width: number; readonly rows: Uint8Array }

const dotsPerInch = 20
/** The server prints its header line at the top, as the law asks; it is not ours. */
const stripRows = 10

export async function lookAt(pdf: string, folder: string, name: string): Promise<readonly Look[]> {
  const { status, stderr } = spawnSync('pdftoppm', ['-gray', '-r', String(dotsPerInch), pdf, path.join(folder, name)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`pdftoppm: ${stderr}`)
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.pgm'))
  return Promise.all(files.toSorted().map(async (file) => picture(await readFile(path.join(folder, file)))))
}

function picture(pgm: Buffer): Look {
  const [header = '', width = '', height = ''] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40)) ?? []
  if (header === '') throw new Error('pdftoppm drew something else')
  const rows = pgm.subarray(header.length, header.length + Number(width) * Number(height))
  return { width: Number(width), rows: rows.subarray(Number(width) * stripRows) }
}

/** @returns whether the TIFF was whole: one that is still arriving, or broke off, is not */
export const tiffAsPdf = (tiff: string, pdf: string): boolean =>
  spawnSync('tiff2pdf', ['-o', pdf, tiff], { stdio: 'ignore' }).status === 0

/**
 * Mean distance of two pages, 0 (the same) to 255. A fax is a few dots narrower than its paper; what one page lacks is
 * taken for white.
 */
export function distance(one: Look, other: Look): number {
  const width = Math.min(one.width, other.width)
  const height = Math.max(one.rows.byteLength / one.width, other.rows.byteLength / other.width)
  let sum = 0
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) sum += Math.abs(dot(one, row, column) - dot(other, row, column))
  return sum / (width * height)
}

const dot = ({ width, rows }: Look, row: number, column: number): number => rows[row * width + column] ?? 255
