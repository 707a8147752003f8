/** Unpacked dots, coded for a PDF without loss: one bit as G4, grey and colour deflated. */
import { once } from 'node:events'
import { createDeflate } from 'node:zlib'
import { strideOf, type Kernel } from '../rendition/kernel.ts'
import type { Coded } from './picture-pdf.ts'
import type { Dots } from './vips.ts'

interface Size {
  readonly widthPx: number
  readonly heightPx: number
}

/** Bytes unpacked at a time: a page of colour at 600 dpi would be hundreds of megabytes twice. */
const bandBytes = 4 * 1024 * 1024

/** Pages whose every dot is black or white are kept as such, whatever file they came in. */
export async function dotsOf(kernel: Kernel, dots: Dots, size: Size): Promise<Coded> {
  const packed = dots.colours === 1 ? packedOf(dots, size) : undefined
  if (!packed) return { coding: 'flate', colours: dots.colours, coded: await deflated(dots, size) }
  kernel.begin(size.widthPx, size.heightPx)
  kernel.dots().set(packed)
  return { coding: 'g4', colours: 1, coded: [kernel.g4()] }
}

function* bandsOf({ rows, colours }: Dots, { widthPx, heightPx }: Size) {
  const count = Math.max(1, Math.floor(bandBytes / (widthPx * colours)))
  for (let first = 0; first < heightPx; first += count) {
    yield { first, bytes: rows(first, Math.min(count, heightPx - first)) }
  }
}

/** Eight dots to a byte, 1 is black; undefined as soon as one dot is neither black nor white. */
function packedOf(dots: Dots, size: Size): Uint8Array | undefined {
  const stride = strideOf(size.widthPx)
  const packed = new Uint8Array(stride * size.heightPx)
  for (const { first, bytes } of bandsOf(dots, size)) {
    for (let from = 0, row = first; from < bytes.length; from += size.widthPx, row += 1) {
      if (!packRow(bytes, from, size.widthPx, packed, row * stride)) return undefined
    }
  }
  return packed
}

function packRow(grey: Uint8Array, from: number, width: number, packed: Uint8Array, at: number): boolean {
  for (let x = 0; x < width; x += 1) {
    const value = grey[from + x] ?? 0
    if (value === 255) continue
    if (value !== 0) return false
    packed[at + (x >> 3)] = (packed[at + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
  }
  return true
}

/** Level 4: a scan's grain does not get smaller by trying harder. */
async function deflated(dots: Dots, size: Size): Promise<readonly Uint8Array[]> {
  const deflate = createDeflate({ level: 4 })
  const parts: Uint8Array[] = []
  deflate.on('data', (part: Uint8Array) => parts.push(part))
  const ended = once(deflate, 'end')
  for (const { bytes } of bandsOf(dots, size)) {
    if (!deflate.write(bytes)) await once(deflate, 'drain')
  }
  deflate.end()
  await ended
  return parts
}
