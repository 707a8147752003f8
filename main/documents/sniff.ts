/**
 * What the main process may learn of a file: its size and its first bytes. Everything deeper is the document
 * service's work, in a child that may die; no parser may come in here.
 */
import { documentLimits, type DocumentKind, type DocumentRefusal } from '#app/domain/pages/document.ts'

const mark = Buffer.from('%PDF-', 'latin1')

const headOf = (bytes: Uint8Array, length: number): Buffer => {
  const head = bytes.subarray(0, length)
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength)
}

/**
 * Where the PDF begins: the offset of the first `%PDF-` within the junk we tolerate, or -1.
 * reference/documents §5: most files that PDFium cannot open have mail or printer headers before the mark.
 */
export const headerAt = (bytes: Uint8Array): number =>
  headOf(bytes, documentLimits.junkAtMost + mark.length).indexOf(mark)

/** TIFF 6.0 §2 and BigTIFF in both byte orders; JFIF and Exif (ITU T.81 B.1.1.3, SOI and a marker); PNG §5.2. */
const magics: readonly (readonly [string, DocumentKind])[] = [
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II+\0', 'tiff'],
  ['MM\0+', 'tiff'],
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
]

/** A picture by its first bytes, or a PDF within the junk we tolerate; undefined for anything else. */
export function kindOf(bytes: Uint8Array): DocumentKind | undefined {
  const head = headOf(bytes, 16).toString('latin1')
  const picture = magics.find(([magic]) => head.startsWith(magic))?.[1]
  return picture ?? (headerAt(bytes) < 0 ? undefined : 'pdf')
}

/** ISO 14496-12 §4.3 and ISO 23008-12 §10.2: the brands phones give to their pictures. */
const phonePicture = /^.{4}ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)/s

/** Why a PDF is refused at the door, by size and magic alone; undefined when it may go to the document service. */
export function sniff(bytes: Uint8Array): DocumentRefusal | undefined {
  return sizeRefusal(bytes) ?? (headerAt(bytes) < 0 ? 'not-a-pdf' : undefined)
}

/** The kind of a dropped file, or why it is refused at the door, by size and magic alone. */
export function sniffDropped(
  bytes: Uint8Array,
): { readonly kind: DocumentKind } | { readonly refusal: DocumentRefusal } {
  const refusal = sizeRefusal(bytes)
  if (refusal) return { refusal }
  const kind = kindOf(bytes)
  if (kind) return { kind }
  return { refusal: phonePicture.test(headOf(bytes, 16).toString('latin1')) ? 'heic' : 'unknown-kind' }
}

function sizeRefusal(bytes: Uint8Array): DocumentRefusal | undefined {
  if (bytes.byteLength === 0) return 'empty'
  return bytes.byteLength > documentLimits.bytesAtMost ? 'too-large' : undefined
}
