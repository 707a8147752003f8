/**
 * How alike two faxes look: both drawn by independent programs (poppler, libtiff) and compared page by page. What a fax
 * machine does to a page is looked through: its dots are coarse and square, and the server shifts it by a row or two.
 */
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** A page as grey values, 0 black to 255 white, row by row. */
export type Look = { readonly width: number; readonly dots: Uint8Array }

const dotsPerInch = 40
const block = 4
const blocksAcross = 84
const blocksDown = 100
/** The server prints its header line at the top, as the law asks; it is not ours. */
const headerRows = 20
const shiftAtMost = 4

export async function lookAt(pdf: string, folder: string, name: string): Promise<readonly Look[]> {
  const args = ['-gray', '-r', String(dotsPerInch), pdf, path.join(folder, name)]
  const { status, stderr } = spawnSync('pdftoppm', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`pdftoppm: ${stderr}`)
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.pgm'))
  return Promise.all(files.toSorted().map(async (file) => picture(await readFile(path.join(folder, file)))))
}

function picture(pgm: Buffer): Look {
  const [header = '', width = ''] = /^P5\s+(\d+)\s+\d+\s+255\s/.exec(pgm.toString('latin1', 0, 40)) ?? []
  if (header === '') throw new Error('pdftoppm drew something else')
  return { width: Number(width), dots: pgm.subarray(header.length) }
}

/** @returns whether the TIFF was whole: one that is still arriving, or broke off, is not */
export const tiffAsPdf = (tiff: string, pdf: string): boolean =>
  spawnSync('tiff2pdf', ['-o', pdf, tiff], { stdio: 'ignore' }).status === 0

/** How alike two pages are, 1 for the same: the correlation of their blocks of dots, at the best small shift. */
export function likeness(sent: Look, received: Look): number {
  const wanted = blocksOf(sent, 0)
  const shifts = Array.from({ length: 2 * shiftAtMost + 1 }, (_, at) => at - shiftAtMost)
  return Math.max(...shifts.map((shift) => correlation(wanted, blocksOf(received, shift))))
}

function blocksOf({ width, dots }: Look, shift: number): readonly number[] {
  return Array.from({ length: blocksDown * blocksAcross }, (_, at) => {
    const top = headerRows + shift + Math.floor(at / blocksAcross) * block
    const left = (at % blocksAcross) * block
    let sum = 0
    for (let row = top; row < top + block; row += 1)
      for (let column = left; column < left + block; column += 1) sum += dots[row * width + column] ?? 255
    return sum
  })
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const a = centred(one)
  const b = centred(other)
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b))
}

function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

const product = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0)
