/**
 * The G4 bytes of a page of one bit, as the scanner wrote them. PDFium hands out a picture's bytes but not how they are
 * coded, so its dictionary is looked up in the file; where anything there is unusual, PDFium decodes instead.
 */
import type { Engine } from '../service/pdfium.ts'

export interface CodedG4 {
  readonly bytes: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

const filter = 'CCITTFaxDecode'
/** A dictionary further from its stream than this is none we know. */
const dictionaryAtMost = 2048
/** Anything that would show other dots than the bytes have (ISO 32000-2 tables 11 and 87), or points elsewhere. */
const unusual =
  /\/(?:Decode(?!Parms)|ImageMask|BlackIs1\s+true|EncodedByteAlign\s+true|EndOfLine\s+true)|\/DecodeParms\s+\d/

/** Undefined for every other coding, and where the file does not plainly say. */
export function g4Of(engine: Engine, object: number, file: Buffer): CodedG4 | undefined {
  if (!isFax(engine, object)) return undefined
  const bytes = rawOf(engine, object)
  const at = file.indexOf(bytes)
  if (at < 0) return undefined
  const before = file.subarray(Math.max(0, at - dictionaryAtMost), at).toString('latin1')
  const dictionary = before.slice(before.lastIndexOf(' obj'))
  const number = (key: string): number => Number(new RegExp(`/${key}\\s+(-?\\d+)`).exec(dictionary)?.[1])
  const [widthPx, heightPx] = [number('Width'), number('Height')]
  const plain = number('K') < 0 && number('Columns') === widthPx && heightPx > 0 && !unusual.test(dictionary)
  return plain ? { bytes, widthPx, heightPx } : undefined
}

function isFax({ api, lend, read }: Engine, object: number): boolean {
  if (api.FPDFImageObj_GetImageFilterCount(object) !== 1) return false
  const room = filter.length + 1
  return lend(new Uint8Array(room), (pointer) => {
    if (api.FPDFImageObj_GetImageFilter(object, 0, pointer, room) !== room) return false
    return Buffer.from(read(pointer, filter.length)).toString('latin1') === filter
  })
}

function rawOf({ api, lend, read }: Engine, object: number): Uint8Array {
  const size = api.FPDFImageObj_GetImageDataRaw(object, 0, 0)
  return lend(new Uint8Array(size), (pointer) => {
    api.FPDFImageObj_GetImageDataRaw(object, pointer, size)
    return read(pointer, size)
  })
}
