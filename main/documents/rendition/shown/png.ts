/** PNG as a window needs it: of one bit, which is what a fax machine prints, of grey dots, and of colours. Nothing more. */
import { crc32, deflateSync } from 'node:zlib'
import type { PageSize } from '#app/domain/pages/document.ts'
import { strideOf, type Bitmap } from '../kernel.ts'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Each row begins with its filter: none, which suits one bit best and small pictures well enough. */
const filterBytes = 1

/** Grey of one bit. PNG has 1 for white: the dots are turned over on the way. `paper`, if it is to say how large the page is. */
export function writePng({ dots, widthPx, heightPx }: Bitmap, paper?: PageSize): Uint8Array {
  const stride = strideOf(widthPx)
  const rows = new Uint8Array((filterBytes + stride) * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < stride; x += 1)
      rows[y * (filterBytes + stride) + filterBytes + x] = ~(dots[y * stride + x] ?? 0)
  }
  return pngOf(rows, { widthPx, heightPx, bits: 1, colour: grey, paper })
}

export interface GreyDots {
  /** One byte a dot, rows `stride` bytes apart. */
  readonly grey: Uint8Array
  readonly stride: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Grey of eight bits, as it is. `paper` as in `writePng`. */
export function writeGreyPng({ grey: dots, stride, widthPx, heightPx }: GreyDots, paper?: PageSize): Uint8Array {
  const rows = new Uint8Array((filterBytes + widthPx) * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    const row = dots.subarray(y * stride, y * stride + widthPx)
    rows.set(row, y * (filterBytes + widthPx) + filterBytes)
  }
  return pngOf(rows, { widthPx, heightPx, bits: 8, colour: grey, paper })
}

export interface ColourDots {
  /** Four bytes a dot: blue, green, red and one of no meaning; rows lie without gaps. */
  readonly bgrx: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** Colours of eight bits each; grey, in a third of the bytes, where there are none. `paper` as in `writePng`. */
export function writeColourPng({ bgrx, widthPx, heightPx }: ColourDots, paper: PageSize): Uint8Array {
  const coloured = hasColour(bgrx)
  const bytes = coloured ? 3 : 1
  const rows = new Uint8Array((filterBytes + widthPx * bytes) * heightPx)
  for (let y = 0, from = 0, to = 0; y < heightPx; y += 1) {
    to += filterBytes
    for (const end = from + widthPx * 4; from < end; from += 4, to += bytes) {
      rows[to] = bgrx[from + 2] ?? 0
      if (!coloured) continue
      rows[to + 1] = bgrx[from + 1] ?? 0
      rows[to + 2] = bgrx[from] ?? 0
    }
  }
  return pngOf(rows, { widthPx, heightPx, bits: 8, colour: coloured ? redGreenBlue : grey, paper })
}

function hasColour(bgrx: Uint8Array): boolean {
  for (let at = 0; at < bgrx.length; at += 4) if (bgrx[at] !== bgrx[at + 1] || bgrx[at] !== bgrx[at + 2]) return true
  return false
}

/** Colour types (PNG §11.2.2). */
const grey = 0
const redGreenBlue = 2

interface Header {
  readonly widthPx: number
  readonly heightPx: number
  readonly bits: 1 | 8
  readonly colour: typeof grey | typeof redGreenBlue
  readonly paper: PageSize | undefined
}

/** No interlace (PNG §11.2.2). */
function pngOf(rows: Uint8Array, { widthPx, heightPx, bits, colour, paper }: Header): Uint8Array {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, widthPx)
  header.setUint32(4, heightPx)
  header.setUint8(8, bits)
  header.setUint8(9, colour)
  return Buffer.concat([
    signature,
    chunk('IHDR', new Uint8Array(header.buffer)),
    ...(paper ? [chunk('pHYs', density({ widthPx, heightPx }, paper))] : []),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array()),
  ])
}

const pointsInMetre = 72 / 0.0254

/** Dots to the metre, each way (PNG §11.3.4.3). */
function density({ widthPx, heightPx }: Pick<Header, 'widthPx' | 'heightPx'>, paper: PageSize): Uint8Array {
  const physical = new DataView(new ArrayBuffer(9))
  physical.setUint32(0, Math.max(1, Math.round((widthPx / paper.widthPt) * pointsInMetre)))
  physical.setUint32(4, Math.max(1, Math.round((heightPx / paper.heightPt) * pointsInMetre)))
  physical.setUint8(8, 1)
  return new Uint8Array(physical.buffer)
}

/** Length, name, content, CRC of name and content (PNG §5.3). */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
