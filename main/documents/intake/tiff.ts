/**
 * What a TIFF says of its pages (TIFF 6.0, and BigTIFF with eight-byte offsets), read before libtiff may. Codings
 * outside the list can decode to black without an error (reference/documents §6), so they are refused here.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import { Refused } from '../service/refused.ts'
import type { Source } from './vips.ts'

/** None, CCITT RLE, G3, G4, LZW, JPEG as first and as now defined, ZIP (two numbers), PackBits. */
const codings = new Set([1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946])
/** CCITT RLE, G3 and G4. */
const faxCodings = new Set([2, 3, 4])
/** White or black is nought, RGB, palette, CMYK, YCbCr. */
const colourings = new Set([0, 1, 2, 3, 5, 6])
/** NewSubfileType: bit 0 a smaller copy of another page, bit 2 a mask for one. Neither is a page. */
const noPage = 0b101

const tags = { subfile: 254, width: 256, height: 257, coding: 259, colouring: 262 } as const

/** Bytes of one value of the field types that hold whole numbers: byte, short, long, long8, ifd8. */
const sizes: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 1: 1, 3: 2, 4: 4, 16: 8, 18: 8 }
const entriesAtMost = 1000
/** Directories looked at; some may be no pages. */
const directoriesAtMost = 2 * documentLimits.pagesAtMost

/** The pages to be read, in order. Refuses: damaged, no-pages, too-many-pages, too-many-dots, picture-coding. */
export function tiffPages(bytes: Uint8Array): readonly Source[] {
  const reader = new Reader(bytes)
  const pages: Source[] = []
  const seen = new Set<number>()
  let at = reader.offset(reader.big ? 8 : 4)
  for (let index = 0; at !== 0; index += 1) {
    if (seen.has(at)) throw new Refused('damaged')
    if (index === directoriesAtMost) throw new Refused('too-many-pages')
    seen.add(at)
    const { fields, next } = directoryAt(reader, at)
    if (((fields.get(tags.subfile) ?? 0) & noPage) === 0) pages.push(pageOf(fields, index))
    at = next
  }
  if (pages.length === 0) throw new Refused('no-pages')
  if (pages.length > documentLimits.pagesAtMost) throw new Refused('too-many-pages')
  return pages
}

type Fields = ReadonlyMap<number, number>

function pageOf(fields: Fields, page: number): Source {
  const [width, height] = [fields.get(tags.width) ?? 0, fields.get(tags.height) ?? 0]
  if (width < 1 || height < 1) throw new Refused('damaged')
  if (width * height > documentLimits.dotsAtMost) throw new Refused('too-many-dots')
  const known = codings.has(fields.get(tags.coding) ?? 1) && colourings.has(fields.get(tags.colouring) ?? 0)
  if (!known) throw new Refused('picture-coding')
  return { kind: 'tiff', page, fax: faxCodings.has(fields.get(tags.coding) ?? 1) }
}

function directoryAt(reader: Reader, at: number): { readonly fields: Fields; readonly next: number } {
  const { big } = reader
  const count = big ? reader.number(at, 8) : reader.number(at, 2)
  const first = at + (big ? 8 : 2)
  const size = big ? 20 : 12
  if (count > entriesAtMost) throw new Refused('damaged')
  const fields = new Map<number, number>()
  for (let entry = first; entry < first + count * size; entry += size) {
    const value = firstValue(reader, entry)
    if (value !== undefined) fields.set(reader.number(entry, 2), value)
  }
  return { fields, next: reader.offset(first + count * size) }
}

/** The first of a field's whole numbers, in the entry itself or where it points; undefined for other types. */
function firstValue(reader: Reader, entry: number): number | undefined {
  const size = sizes[reader.number(entry + 2, 2)]
  if (!size) return undefined
  const room = reader.big ? 8 : 4
  const count = reader.number(entry + 4, room)
  const at = entry + 4 + room
  return reader.number(count * size <= room ? at : reader.offset(at), size)
}

/** Whole numbers in either byte order; whatever lies outside the file is damage. */
class Reader {
  readonly big: boolean
  readonly #view: DataView
  readonly #little: boolean

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#little = bytes[0] === 0x49
    this.big = this.number(2, 2) === 43
  }

  /** An offset at `at`: eight bytes in a BigTIFF, four in others. */
  offset(at: number): number {
    return this.number(at, this.big ? 8 : 4)
  }

  number(at: number, size: 1 | 2 | 4 | 8): number {
    if (!(at >= 0) || at + size > this.#view.byteLength) throw new Refused('damaged')
    if (size === 1) return this.#view.getUint8(at)
    if (size === 2) return this.#view.getUint16(at, this.#little)
    return size === 4 ? this.#view.getUint32(at, this.#little) : Number(this.#view.getBigUint64(at, this.#little))
  }
}
