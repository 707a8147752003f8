/**
 * A scan's picture as the scanner wrote it: the G4 of a page of one bit, or a plain JPEG, for the kernel to decode.
 * PDFium hands out a picture's bytes but not how they are coded, so its dictionary is looked up in the file; where
 * anything there is unusual, PDFium decodes instead.
 */
import type { Engine } from '../service/pdfium.ts'
import { readJpeg, type Jpeg } from './jpeg.ts'

export type Coded =
  | { readonly kind: 'g4'; readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number }
  | { readonly kind: 'jpeg'; readonly jpeg: Jpeg }

/** What PDFium says of a picture. */
export interface PictureFacts {
  readonly widthPx: number
  readonly heightPx: number
  /** Whether its dots are grey by its colour space, are of three colours, or whatever a profile says. */
  readonly colours: 'grey' | 'three' | 'profile'
}

export interface SearchedFile {
  readonly file: Buffer
  /** Where these bytes begin; -1 if nowhere. */
  readonly find: (bytes: Uint8Array) => number
}

/** A PDF whose pictures are looked for: mostly one behind the other, as its pages are. */
export function searchedFile(file: Buffer): SearchedFile {
  let last = 0
  return {
    file,
    find(bytes) {
      const next = file.indexOf(bytes, last)
      const at = next < 0 && last > 0 ? file.indexOf(bytes) : next
      last = Math.max(at, 0)
      return at
    },
  }
}

const longestFilter = 'CCITTFaxDecode'.length + 1
/** A dictionary further from its stream than this is none we know. */
const dictionaryAtMost = 2048
/** Anything that would show other dots than the bytes have (ISO 32000-2 tables 11, 13 and 87), or points elsewhere. */
const unusual =
  /\/(?:Decode(?!Parms)|ImageMask|BlackIs1\s+true|EncodedByteAlign\s+true|EndOfLine\s+true|ColorTransform)|\/DecodeParms\s+\d/

/** Undefined for every other coding, and where the file does not plainly say. */
export function codedOf(
  engine: Engine,
  object: number,
  { file, find }: SearchedFile,
  facts: PictureFacts,
): Coded | undefined {
  const filter = filterOf(engine, object)
  if (filter !== 'CCITTFaxDecode' && filter !== 'DCTDecode') return undefined
  const bytes = rawOf(engine, object)
  const at = bytes.length === 0 ? -1 : find(bytes)
  if (at < 0) return undefined
  const before = file.subarray(Math.max(0, at - dictionaryAtMost), at).toString('latin1')
  const dictionary = before.slice(before.lastIndexOf(' obj'))
  if (unusual.test(dictionary)) return undefined
  return filter === 'DCTDecode' ? jpegOf(bytes, facts) : g4Of(bytes, dictionary)
}

function g4Of(bytes: Uint8Array, dictionary: string): Coded | undefined {
  const number = (key: string): number => Number(new RegExp(`/${key}\\s+(-?\\d+)`).exec(dictionary)?.[1])
  const [widthPx, heightPx] = [number('Width'), number('Height')]
  const plain = number('K') < 0 && number('Columns') === widthPx && heightPx > 0
  return plain ? { kind: 'g4', bytes, widthPx, heightPx } : undefined
}

/** A JPEG whose own word on its size and colours is the PDF's. */
function jpegOf(bytes: Uint8Array, { widthPx, heightPx, colours }: PictureFacts): Coded | undefined {
  const jpeg = readJpeg(bytes)
  if (jpeg?.widthPx !== widthPx || jpeg.heightPx !== heightPx) return undefined
  const own = jpeg.parts.length === 1 ? 'grey' : 'three'
  return colours === 'profile' || colours === own ? { kind: 'jpeg', jpeg } : undefined
}

/** The picture's filter if it has only one. */
function filterOf({ api, lend, read }: Engine, object: number): string | undefined {
  if (api.FPDFImageObj_GetImageFilterCount(object) !== 1) return undefined
  return lend(new Uint8Array(longestFilter), (pointer) => {
    const length = api.FPDFImageObj_GetImageFilter(object, 0, pointer, longestFilter)
    return length > longestFilter ? undefined : Buffer.from(read(pointer, length - 1)).toString('latin1')
  })
}

function rawOf({ api, lend, read }: Engine, object: number): Uint8Array {
  const size = api.FPDFImageObj_GetImageDataRaw(object, 0, 0)
  return lend(new Uint8Array(size), (pointer) => {
    api.FPDFImageObj_GetImageDataRaw(object, pointer, size)
    return read(pointer, size)
  })
}
