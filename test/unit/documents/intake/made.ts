/** Scans and photographs made for tests: by libvips itself, or written field by field where libvips has no such thing. */
import { Kernel, strideOf } from '#main/documents/rendition/kernel.ts'
import { assets } from '../service.ts'

/** One bit a dot, in bytes of 0 (black) and 255; a pattern that has no symmetry, so that a turned page shows. */
export interface MadePicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly colours: 1 | 3
  readonly dots: Uint8Array
}

/** Black shapes on white: an L in the top left corner, and grain. */
export function bilevel(widthPx = 200, heightPx = 120): MadePicture {
  const dots = new Uint8Array(widthPx * heightPx).fill(255)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const inL = (x < 20 && y < 60) || (x < 50 && y >= 50 && y < 60)
      if (inL || (x * 7 + y * 13) % 29 === 0) dots[y * widthPx + x] = 0
    }
  }
  return { widthPx, heightPx, colours: 1, dots }
}

export function shaded(colours: 1 | 3, widthPx = 200, heightPx = 120): MadePicture {
  const dots = Uint8Array.from({ length: widthPx * heightPx * colours }, (_, at) => {
    const dot = Math.floor(at / colours)
    const [x, y] = [dot % widthPx, Math.floor(dot / widthPx)]
    return x < 40 && y < 30 ? 10 : 120 + ((x + y * 2 + (at % colours) * 40) % 120)
  })
  return { widthPx, heightPx, colours, dots }
}

interface VipsImage {
  copy(options: object): VipsImage
  colourspace(space: string): VipsImage
  cast(format: string): VipsImage
  linear(by: number, add: number): VipsImage
  rot90(): VipsImage
  setInt(name: string, value: number): void
  tiffsaveBuffer(options: object): Uint8Array
  jpegsaveBuffer(options: object): Uint8Array
  pngsaveBuffer(options: object): Uint8Array
}

interface VipsModule {
  readonly Image: { newFromMemory(dots: Uint8Array, w: number, h: number, bands: number, format: string): VipsImage }
  shutdown(): void
}

/** libvips as a writer. `end` lets its threads go. */
export async function startWriter() {
  const { default: start } = (await import(assets.vipsPath)) as { default: (options: object) => Promise<VipsModule> }
  const vips = await start({ dynamicLibraries: [] })
  const image = ({ dots, widthPx, heightPx, colours }: MadePicture, dpi = 200): VipsImage =>
    vips.Image.newFromMemory(dots, widthPx, heightPx, colours, 'uchar').copy({
      interpretation: colours === 1 ? 'b-w' : 'srgb',
      xres: dpi / 25.4,
      yres: dpi / 25.4,
    })
  return { image, end: () => vips.shutdown() }
}

/** How a TIFF's numbers lie. */
export interface Layout {
  readonly big: boolean
  readonly little: boolean
}

type Field = readonly [tag: number, type: number, value: number]

/** TIFF 6.0, field types. */
export const [short, long] = [3, 4]

/** A TIFF of pages given by their fields and one strip each, in any byte order, BigTIFF or not. */
export function madeTiff(
  pages: readonly { readonly fields: readonly Field[]; readonly strip: Uint8Array }[],
  { big, little }: Layout,
): Uint8Array {
  const parts: Uint8Array[] = [headOf({ big, little })]
  let at = big ? 16 : 8
  for (const [index, { fields, strip }] of pages.entries()) {
    const all = [...fields, [273, long, 0], [279, long, strip.length]].toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    const size = (big ? 16 : 6) + all.length * (big ? 20 : 12)
    const strips = at + size + (size & 1)
    const next = strips + strip.length + (strip.length & 1)
    const filled = all.map(([tag = 0, type = 0, value = 0]): Field => [tag, type, tag === 273 ? strips : value])
    parts.push(directory(filled, index === pages.length - 1 ? 0 : next, { big, little }), Buffer.alloc(size & 1))
    parts.push(strip, Buffer.alloc(strip.length & 1))
    at = next
  }
  return new Uint8Array(Buffer.concat(parts))
}

function headOf({ big, little }: Layout): Uint8Array {
  const head = new DataView(new ArrayBuffer(big ? 16 : 8))
  head.setUint16(0, little ? 0x4949 : 0x4d4d)
  head.setUint16(2, big ? 43 : 42, little)
  if (big) {
    head.setUint16(4, 8, little)
    head.setBigUint64(8, 16n, little)
  } else head.setUint32(4, 8, little)
  return new Uint8Array(head.buffer)
}

function directory(fields: readonly Field[], next: number, { big, little }: Layout): Uint8Array {
  const [head, size, tail] = big ? [8, 20, 8] : [2, 12, 4]
  const view = new DataView(new ArrayBuffer(head + fields.length * size + tail))
  if (big) view.setBigUint64(0, BigInt(fields.length), little)
  else view.setUint16(0, fields.length, little)
  fields.forEach(([tag, type, value], index) => {
    const at = head + index * size
    view.setUint16(at, tag, little)
    view.setUint16(at + 2, type, little)
    if (big) view.setBigUint64(at + 4, 1n, little)
    else view.setUint32(at + 4, 1, little)
    const value0 = at + (big ? 12 : 8)
    if (type === short) view.setUint16(value0, value, little)
    else view.setUint32(value0, value, little)
  })
  const last = head + fields.length * size
  if (big) view.setBigUint64(last, BigInt(next), little)
  else view.setUint32(last, next, little)
  return new Uint8Array(view.buffer)
}

/** The picture's dots eight to a byte, 1 is black. */
export function packed({ dots, widthPx, heightPx }: MadePicture): Uint8Array {
  const stride = strideOf(widthPx)
  const bits = new Uint8Array(stride * heightPx)
  dots.forEach((value, at) => {
    const [x, y] = [at % widthPx, Math.floor(at / widthPx)]
    if (value === 0) bits[y * stride + (x >> 3)] = (bits[y * stride + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
  })
  return bits
}

/** TIFF's codings of one bit. `t4` as fax machines send it, in one dimension or two. */
export function coded(picture: MadePicture, coding: 'none' | 'mh' | 'mr' | 'g4'): Uint8Array {
  const bits = packed(picture)
  if (coding === 'none') return bits
  const kernel = new Kernel()
  kernel.begin(picture.widthPx, picture.heightPx)
  kernel.dots().set(bits)
  if (coding === 'g4') return kernel.g4()
  return kernel.t4({ k: coding === 'mr' ? 4 : 0, aligned: true })
}

const compression = { none: 1, mh: 3, mr: 3, g4: 4 } as const

/** The fields of a page of one bit; `more` are added. */
export const fieldsOf = (
  { widthPx, heightPx }: MadePicture,
  coding: keyof typeof compression,
  more: readonly Field[] = [],
): readonly Field[] => [
  [256, long, widthPx],
  [257, long, heightPx],
  [258, short, 1],
  [259, short, compression[coding]],
  [262, short, 0],
  [277, short, 1],
  [278, long, heightPx],
  ...(coding === 'mh' || coding === 'mr' ? [[292, long, coding === 'mr' ? 5 : 4] as const] : []),
  ...more,
]
