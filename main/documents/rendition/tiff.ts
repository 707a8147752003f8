/**
 * TIFF as fax servers take it (TIFF 6.0 §10 and §11, RFC 2301 profiles S and F): one strip a page, each page numbered
 * and marked as one of several.
 */
import { faxDpi, type RenditionQuality } from '#app/domain/pages/rendition.ts'

/** One page, coded. `t4` is MH, or MR where `twoDimensional`; `alignedEnds` if its end-of-line words end on bytes. */
export interface CodedPage {
  readonly bytes: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly coding:
    { readonly kind: 't6' } | { readonly kind: 't4'; readonly twoDimensional: boolean; readonly alignedEnds: boolean }
}

/** TIFF 6.0, field types. */
const short = 3
const long = 4
const rational = 5

type Entry = readonly [tag: number, type: number, count: number, value: number]

/** A little-endian TIFF of one or more pages. */
export function writeTiff(pages: readonly CodedPage[], quality: RenditionQuality): Uint8Array {
  const parts: Uint8Array[] = []
  let offset = 8
  /** Adds a part at an even offset, where the standard wants everything, and answers that. */
  const add = (part: Uint8Array): number => {
    const at = offset
    parts.push(part, new Uint8Array(part.length & 1))
    offset += part.length + (part.length & 1)
    return at
  }
  const density = add(words([faxDpi.across, 1, faxDpi.down[quality], 1]))
  // A directory names the offset of the next one, which follows the next page's strip.
  let link: { readonly directory: DataView; readonly at: number } | undefined
  let first = 0
  for (const [index, page] of pages.entries()) {
    const strip = add(page.bytes)
    const entries = entriesOf(page, { strip, density, index, pages: pages.length })
    const directory = directoryOf(entries)
    const at = add(new Uint8Array(directory.buffer))
    if (link) link.directory.setUint32(link.at, at, true)
    else first = at
    link = { directory, at: directory.byteLength - 4 }
  }
  return Buffer.concat([Buffer.from('II*\0', 'latin1'), words([first]), ...parts])
}

const words = (values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer)

interface Place {
  readonly strip: number
  readonly density: number
  readonly index: number
  readonly pages: number
}

/** The fields of one page, by rising tag, as the standard wants them. */
function entriesOf({ bytes, widthPx, heightPx, coding }: CodedPage, place: Place): readonly Entry[] {
  return [
    [254, long, 1, 2], // NewSubfileType: one page of several
    [256, long, 1, widthPx],
    [257, long, 1, heightPx],
    [258, short, 1, 1], // BitsPerSample
    [259, short, 1, coding.kind === 't6' ? 4 : 3], // Compression
    [262, short, 1, 0], // Photometric: 0 is white
    [266, short, 1, 1], // FillOrder: first dot highest
    [273, long, 1, place.strip],
    [277, short, 1, 1], // SamplesPerPixel
    [278, long, 1, heightPx], // RowsPerStrip: all of them
    [279, long, 1, bytes.length],
    [282, rational, 1, place.density],
    [283, rational, 1, place.density + 8],
    coding.kind === 't6' ? [293, long, 1, 0] : [292, long, 1, t4Bits(coding)],
    [296, short, 1, 2], // ResolutionUnit: inch
    [297, short, 2, place.index | (place.pages << 16)], // PageNumber
  ]
}

/** T4Options: bit 0 two-dimensional, bit 2 fill bits before end-of-line words. */
const t4Bits = (coding: { readonly twoDimensional: boolean; readonly alignedEnds: boolean }): number =>
  (coding.twoDimensional ? 1 : 0) | (coding.alignedEnds ? 4 : 0)

/** Count, entries of 12 bytes, and the offset of the next directory, nought at first. */
function directoryOf(entries: readonly Entry[]): DataView {
  const view = new DataView(new ArrayBuffer(2 + entries.length * 12 + 4))
  view.setUint16(0, entries.length, true)
  entries.forEach(([tag, type, count, value], index) => {
    const at = 2 + index * 12
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, count, true)
    // Little-endian: a short stands in the lower half all the same.
    view.setUint32(at + 8, value >>> 0, true)
  })
  return view
}
