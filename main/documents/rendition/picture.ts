/** The picture of a scan, in the kernel: as the scanner coded it where that can be told, else as PDFium decodes it. */
import type { Engine } from '../service/pdfium.ts'
import { codedOf, type Coded, type PictureFacts, type SearchedFile } from './coded.ts'
import type { Box, Kernel } from './kernel.ts'
import type { Part, Scan } from './place.ts'

/** Formats of bitmaps, fpdfview.h: grey; blue, green, red; the same with a fourth byte of nothing. */
const bytesPerDot: Readonly<Record<number, 1 | 3 | 4>> = { 1: 1, 2: 3, 3: 4 }
/** A Legal page at 345 dpi has fewer. */
const dotsAtMost = 20_000_000

/** Scales a loaded page's scan into its boxes of the kernel's page; false if a picture cannot be read. `file` is the PDF. */
export const scaleScan = (engine: Engine, kernel: Kernel, { parts }: Scan, file: SearchedFile): boolean =>
  parts.every((part) => scalePart(engine, kernel, part, file))

function scalePart(engine: Engine, kernel: Kernel, { object, box, facts }: Part, file: SearchedFile): boolean {
  const { api } = engine
  const coded = codedOf(engine, object, file, facts)
  if (coded && scaleCoded(kernel, coded, box)) return true
  const bitmap = api.FPDFImageObj_GetBitmap(object)
  if (bitmap === 0) return false
  try {
    const size = bytesPerDot[api.FPDFBitmap_GetFormat(bitmap)]
    if (!size) return false
    const [widthPx, heightPx] = [api.FPDFBitmap_GetWidth(bitmap), api.FPDFBitmap_GetHeight(bitmap)]
    const stride = api.FPDFBitmap_GetStride(bitmap)
    const bytes = engine.look(api.FPDFBitmap_GetBuffer(bitmap), stride * heightPx)
    kernel.scale({ bytes, stride, widthPx, heightPx, bytesPerDot: size }, box)
    return true
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}

const scaleCoded = (kernel: Kernel, coded: Coded, box: Box): boolean =>
  coded.kind === 'g4' ? kernel.scaleG4(coded.bytes, coded, box) : kernel.scaleJpeg(coded.jpeg, box)

/** DeviceGray, DeviceRGB and pictures with a colour profile (fpdf_edit.h). */
const plainSpaces: Readonly<Record<number, PictureFacts['colours']>> = { 1: 'grey', 2: 'three', 7: 'profile' }

/**
 * What scanners write, as JPEG of 8 bits a colour or of one bit a dot; pictures with palettes or of odd colours are
 * PDFium's to draw, and have no facts here.
 */
export function factsOf({ api, lend, read }: Engine, page: number, object: number): PictureFacts | undefined {
  return lend(new Uint8Array(28), (pointer) => {
    if (!api.FPDFImageObj_GetImageMetadata(object, page, pointer)) return undefined
    // FPDF_IMAGEOBJ_METADATA: width, height, two densities, bits a dot, colour space, a mark.
    const [widthPx = 0, heightPx = 0, , , bits = 0, space = 0] = new Uint32Array(read(pointer, 28).buffer)
    const colours = plainSpaces[space]
    const fits = widthPx >= 16 && widthPx * heightPx <= dotsAtMost
    return fits && colours && (bits === 1 || bits === 8 || bits === 24) ? { widthPx, heightPx, colours } : undefined
  })
}
