/**
 * Pages of a fax as the dots they are made of, read by an independent program (poppler), and what differs between two.
 * For pages that go as dots and arrive as dots: nothing is scaled, drawn or judged.
 */
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** Rows of dots, eight to a byte. */
export type Dots = { readonly width: number; readonly height: number; readonly rows: Uint8Array }

/** The pictures a PDF holds, one a page, in order; none where it holds anything but black and white. */
export async function dotsIn(pdf: string, folder: string, name: string): Promise<readonly Dots[]> {
  const { status, stderr } = spawnSync('pdfimages', [pdf, path.join(folder, `${name}-dots`)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`pdfimages: ${stderr}`)
  const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}-dots-`) && file.endsWith('.pbm'))
  return Promise.all(files.toSorted().map(async (file) => bitmap(await readFile(path.join(folder, file)))))
}

function bitmap(pbm: Buffer): Dots {
  const [header = '', width = '', height = ''] = /^P4\s+(\d+)\s+(\d+)\s/.exec(pbm.toString('latin1', 0, 40)) ?? []
  if (header === '') throw new Error('pdfimages wrote something else')
  return { width: Number(width), height: Number(height), rows: pbm.subarray(header.length) }
}

/** @returns whether the TIFF was whole: one that is still arriving, or broke off, is not */
export const tiffAsPdf = (tiff: string, pdf: string): boolean =>
  spawnSync('tiff2pdf', ['-o', pdf, tiff], { stdio: 'ignore' }).status === 0

/** How many dots of two pages differ below the header line the server prints, and how many there are. */
export function differing(
  one: Dots,
  other: Dots | undefined,
  headerRows: number,
): { readonly dots: number; readonly of: number } {
  if (one.width !== other?.width) return { dots: Infinity, of: one.width * one.height }
  const rowBytes = Math.ceil(one.width / 8)
  const height = Math.min(one.height, other.height)
  let dots = Math.abs(one.height - other.height) * one.width
  for (let at = headerRows * rowBytes; at < height * rowBytes; at += 1)
    dots += bitsIn((one.rows[at] ?? 0) ^ (other.rows[at] ?? 0))
  return { dots, of: (height - headerRows) * one.width }
}

function bitsIn(byte: number): number {
  let count = 0
  for (let left = byte; left > 0; left >>= 1) count += left & 1
  return count
}
