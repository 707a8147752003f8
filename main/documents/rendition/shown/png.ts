/** PNG of one bit, so that a page can show what a fax machine prints, and of grey dots for small pictures. Nothing more. */
import { crc32, deflateSync } from 'node:zlib'
import { strideOf, type Bitmap } from '../kernel.ts'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Each row begins with its filter: none, which suits one bit best and small pictures well enough. */
const filterBytes = 1

/** Grey of one bit. PNG has 1 for white: the dots are turned over on the way. */
export function writePng({ dots, widthPx, heightPx }: Bitmap): Uint8Array {
  const stride = strideOf(widthPx)
  const rows = new Uint8Array((filterBytes + stride) * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < stride; x += 1)
      rows[y * (filterBytes + stride) + filterBytes + x] = ~(dots[y * stride + x] ?? 0)
  }
  return pngOf(rows, { widthPx, heightPx, bits: 1 })
}

export interface GreyDots {
  /** One byte a dot, rows `stride` bytes apart. */
  readonly grey: Uint8Array
  readonly stride: number
  readonly widthPx: number
  readonly heightPx: number
}

/** Grey of eight bits, as it is. */
export function writeGreyPng({ grey, stride, widthPx, heightPx }: GreyDots): Uint8Array {
  const rows = new Uint8Array((filterBytes + widthPx) * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    const row = grey.subarray(y * stride, y * stride + widthPx)
    rows.set(row, y * (filterBytes + widthPx) + filterBytes)
  }
  return pngOf(rows, { widthPx, heightPx, bits: 8 })
}

interface Header {
  readonly widthPx: number
  readonly heightPx: number
  readonly bits: 1 | 8
}

/** Grey, no interlace (PNG §11.2.2). */
function pngOf(rows: Uint8Array, { widthPx, heightPx, bits }: Header): Uint8Array {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, widthPx)
  header.setUint32(4, heightPx)
  header.setUint8(8, bits)
  return Buffer.concat([
    signature,
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** Length, name, content, CRC of name and content (PNG §5.3). */
function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
