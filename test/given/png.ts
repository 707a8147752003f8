/** Just enough PNG to compare screenshots: 8 bits a channel, RGB or RGBA, not interlaced (PNG 1.2 §6.6 and §9). */
import { inflateSync } from 'node:zlib'

export type Picture = {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly bytes: Buffer
}

export function decodePng(png: Buffer): Picture {
  const data: Buffer[] = []
  let [width, height, channels] = [0, 0, 0]
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const kind = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + length)
    if (kind === 'IHDR') {
      width = body.readUInt32BE(0)
      height = body.readUInt32BE(4)
      channels = body[9] === 6 ? 4 : 3
    }
    if (kind === 'IDAT') data.push(body)
    at += length + 12
  }
  const stride = width * channels
  const bytes = Buffer.alloc(stride * height)
  const raw = inflateSync(Buffer.concat(data))
  for (let row = 0; row < height; row += 1) unfilter(raw, row * (stride + 1), bytes, row, stride, channels)
  return { width, height, channels, bytes }
}

function unfilter(raw: Buffer, from: number, out: Buffer, row: number, stride: number, channels: number): void {
  const filter = raw[from] ?? 0
  for (let x = 0; x < stride; x += 1) {
    const at = row * stride + x
    const left = x >= channels ? (out[at - channels] ?? 0) : 0
    const up = row > 0 ? (out[at - stride] ?? 0) : 0
    const corner = row > 0 && x >= channels ? (out[at - stride - channels] ?? 0) : 0
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    out[at] = ((raw[from + 1 + x] ?? 0) + guess) & 255
  }
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** Squares of `size` dots that have something in them (so many colours at least), as text that tells them apart. */
export function squares({ width, height, channels, bytes }: Picture, size: number, colours: number): Set<string> {
  const found = new Set<string>()
  for (let y = 0; y + size <= height; y += size) {
    for (let x = 0; x + size <= width; x += size) {
      const rows = Array.from({ length: size }, (_, row) => {
        const at = ((y + row) * width + x) * channels
        return bytes.subarray(at, at + size * channels)
      })
      const square = Buffer.concat(rows)
      const seen = new Set<number>()
      for (let at = 0; at < square.length; at += channels) seen.add(square.readUIntBE(at, 3))
      if (seen.size >= colours) found.add(square.toString('base64'))
    }
  }
  return found
}
