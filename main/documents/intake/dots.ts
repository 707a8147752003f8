/** Unpacked dots, coded for a PDF without loss: one bit as G4, grey and colour deflated. */
import { strideOf, type Kernel } from '../rendition/kernel.ts'
import { Deflate } from './deflate.ts'
import type { Coded } from './picture-pdf.ts'
import type { Dots, OpenPicture } from './vips.ts'

/** Pages whose every dot is black or white are kept as such, whatever file they came in. Refuses: damaged. */
export function dotsOf(kernel: Kernel, picture: OpenPicture): Coded {
  const dots = picture.unpack()
  if (dots.colours === 3) return { coding: 'flate', colours: 3, coded: deflated(dots) }
  const packed = packedOf(dots, picture)
  if (!packed) return { coding: 'flate', colours: 1, coded: deflated(picture.unpack()) }
  kernel.begin(picture.widthPx, picture.heightPx)
  kernel.dots().set(packed)
  return { coding: 'g4', colours: 1, coded: [kernel.g4()] }
}

/** Reads every dot and keeps none: what cannot be read is said. Refuses: damaged. */
export const readThrough = (picture: OpenPicture): void => picture.unpack().rows(() => true)

/** Eight dots to a byte, 1 is black; undefined as soon as one dot is neither black nor white. */
function packedOf(dots: Dots, { widthPx, heightPx }: OpenPicture): Uint8Array | undefined {
  const stride = strideOf(widthPx)
  const packed = new Uint8Array(stride * heightPx)
  let [row, plain] = [0, true]
  dots.rows((bytes) => {
    for (let from = 0; from < bytes.length && plain; from += widthPx, row += 1)
      plain = packRow(bytes, from, widthPx, packed, row * stride)
    return plain
  })
  return plain ? packed : undefined
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

function deflated(dots: Dots): readonly Uint8Array[] {
  const deflate = new Deflate()
  dots.rows((bytes) => {
    deflate.add(bytes)
    return true
  })
  return deflate.end()
}
