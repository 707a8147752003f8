/** One-bit PNG, so that a page can show what a fax machine prints. Nothing but what such a page needs. */
import { crc32, deflateSync } from 'node:zlib'
import { strideOf, type Bitmap } from './kernel.ts'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/** Grey of one bit, no interlace (PNG §11.2.2). PNG has 1 for white: the dots are turned over on the way. */
export function writePng({ dots, widthPx, heightPx }: Bitmap): Uint8Array {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, widthPx)
  header.setUint32(4, heightPx)
  header.setUint8(8, 1)
  const stride = strideOf(widthPx)
  // Each row begins with its filter: none, which suits one bit best.
  const rows = new Uint8Array((stride + 1) * heightPx)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < stride; x += 1) rows[y * (stride + 1) + 1 + x] = ~(dots[y * stride + x] ?? 0)
  }
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
