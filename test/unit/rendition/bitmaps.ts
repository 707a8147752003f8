/** Bitmaps for tests: random ones that look like pages, and what Debian's libtiff tools make of a TIFF. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { strideOf, type Bitmap, type Kernel } from '#main/documents/rendition/kernel.ts'

/** Rows of runs, each row like the one above but for some shifted ends: what two-dimensional coding lives on. */
export const bitmaps = (widthAtMost = 300, heightAtMost = 12): fc.Arbitrary<Bitmap> =>
  fc
    .tuple(fc.integer({ min: 1, max: widthAtMost }), fc.integer({ min: 1, max: heightAtMost }))
    .chain(([widthPx, heightPx]) =>
      fc
        .array(row(widthPx), { minLength: heightPx, maxLength: heightPx })
        .map((rows) => ({ widthPx, heightPx, dots: pack(rows, widthPx) })),
    )

type Row = { readonly shifts: readonly number[] } | { readonly ends: readonly number[] }

const row = (widthPx: number): fc.Arbitrary<Row> =>
  fc.oneof(
    fc.record({ shifts: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 40 }) }),
    fc.record({ ends: fc.uniqueArray(fc.integer({ min: 0, max: widthPx }), { maxLength: 60 }) }),
  )

function pack(rows: readonly Row[], widthPx: number): Uint8Array {
  const stride = strideOf(widthPx)
  const dots = new Uint8Array(stride * rows.length)
  let ends: readonly number[] = []
  rows.forEach((row, y) => {
    ends = 'ends' in row ? row.ends.toSorted((a, b) => a - b) : ends.map((end, at) => end + (row.shifts[at] ?? 0))
    for (let at = 0; at < ends.length; at += 2) {
      const [from, to] = [Math.max(0, ends[at] ?? 0), Math.min(widthPx, ends[at + 1] ?? widthPx)]
      for (let x = from; x < to; x += 1) setDot(dots, y * stride, x)
    }
  })
  return dots
}

export const setDot = (dots: Uint8Array, row: number, x: number): void => {
  dots[row + (x >> 3)] = (dots[row + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
}

/** Hands a bitmap to the kernel as its page. */
export function load(kernel: Kernel, { dots, widthPx, heightPx }: Bitmap): Kernel {
  kernel.begin(widthPx, heightPx)
  kernel.dots().set(dots)
  return kernel
}

/** Whether libtiff's tools are here; on other systems these tests say that they did not run. */
export const libtiff = spawnSync('tiffcp', ['-h']).error === undefined

export interface Unpacked {
  /** The same pages without coding. */
  readonly tiff: Buffer
  /** The packed dots of each page, one after the other. */
  readonly dots: Uint8Array
  readonly complaints: string
}

/** What libtiff reads: `tiffcp -c none` in one strip a page. */
export function unpack(tiff: Uint8Array): Unpacked {
  return inFolder((folder) => {
    writeFileSync(path.join(folder, 'in.tif'), tiff)
    const { stderr } = run('tiffcp', ['-c', 'none', '-r', '100000', 'in.tif', 'out.tif'], folder)
    const plain = readFileSync(path.join(folder, 'out.tif'))
    return { tiff: plain, dots: strips(plain), complaints: stderr }
  })
}

/** The strips libtiff's own coder makes of the same pages, one after the other. `kind` is g4, g3:1d or g3:2d. */
export function recode(tiff: Uint8Array, kind: string): Uint8Array {
  return inFolder((folder) => {
    writeFileSync(path.join(folder, 'in.tif'), tiff)
    run('tiffcp', ['-c', kind, '-r', '100000', 'in.tif', 'out.tif'], folder)
    return strips(readFileSync(path.join(folder, 'out.tif')))
  })
}

/** What `tiffinfo` says of a file. */
export const describeTiff = (tiff: Uint8Array): string =>
  inFolder((folder) => {
    writeFileSync(path.join(folder, 'in.tif'), tiff)
    return run('tiffinfo', ['in.tif'], folder).stdout
  })

function run(tool: string, args: readonly string[], cwd: string): { readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(tool, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${tool} failed: ${stderr}`)
  return { stdout, stderr }
}

export function inFolder<T>(act: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'faxdesk-rendition-'))
  try {
    return act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface TiffPage {
  readonly widthPx: number
  readonly heightPx: number
  readonly strip: Uint8Array
}

/** The pages of a little-endian TIFF that has one strip a page. */
export function readTiff(tiff: Buffer): readonly TiffPage[] {
  const pages: TiffPage[] = []
  for (let at = tiff.readUInt32LE(4); at !== 0;) {
    const count = tiff.readUInt16LE(at)
    const fields = new Map<number, number>()
    for (let entry = 0; entry < count; entry += 1) {
      const from = at + 2 + entry * 12
      const size = tiff.readUInt16LE(from + 2)
      fields.set(tiff.readUInt16LE(from), size === 3 ? tiff.readUInt16LE(from + 8) : tiff.readUInt32LE(from + 8))
    }
    const field = (tag: number): number => fields.get(tag) ?? 0
    const strip = tiff.subarray(field(273), field(273) + field(279))
    pages.push({ widthPx: field(256), heightPx: field(257), strip })
    at = tiff.readUInt32LE(at + 2 + count * 12)
  }
  return pages
}

const strips = (tiff: Buffer): Uint8Array => Buffer.concat(readTiff(tiff).map(({ strip }) => strip))
