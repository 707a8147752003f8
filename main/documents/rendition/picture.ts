/** Pages that are nothing but one upright picture, edge to edge, as scanners make them. */
import { faxWidthPx } from '#app/domain/pages/rendition.ts'
import type { Engine } from '../service/pdfium.ts'
import { codedOf, type Coded, type PictureFacts } from './coded.ts'
import type { Kernel } from './kernel.ts'
import { columnRatioAtMost } from './scaling.ts'

/** FPDF_PAGEOBJ_IMAGE, fpdf_edit.h. */
export const imageObject = 3
/** Formats of bitmaps, fpdfview.h: grey; blue, green, red; the same with a fourth byte of nothing. */
const bytesPerDot: Readonly<Record<number, 1 | 3 | 4>> = { 1: 1, 2: 3, 3: 4 }
/** A Legal page at 345 dpi has fewer. */
const dotsAtMost = 20_000_000
/** How far the picture's corners may lie from the page's, in points. */
const edge = 1

/** Scales a full-page picture into the kernel's page and answers true; of any other page, false. `file` is the PDF. */
export function scaleFullPicture(engine: Engine, kernel: Kernel, page: number, file: Buffer): boolean {
  const { api } = engine
  if (api.FPDFPage_CountObjects(page) !== 1 || api.FPDFPage_GetRotation(page) !== 0) return false
  const object = api.FPDFPage_GetObject(page, 0)
  if (api.FPDFPageObj_GetType(object) !== imageObject || !fillsPage(engine, page, object)) return false
  const facts = factsOf(engine, page, object)
  if (!facts) return false
  const coded = codedOf(engine, object, file, facts)
  if (coded && scaleCoded(kernel, coded)) return true
  const bitmap = api.FPDFImageObj_GetBitmap(object)
  if (bitmap === 0) return false
  try {
    const size = bytesPerDot[api.FPDFBitmap_GetFormat(bitmap)]
    if (!size) return false
    const [widthPx, heightPx] = [api.FPDFBitmap_GetWidth(bitmap), api.FPDFBitmap_GetHeight(bitmap)]
    const stride = api.FPDFBitmap_GetStride(bitmap)
    const bytes = engine.look(api.FPDFBitmap_GetBuffer(bitmap), stride * heightPx)
    kernel.scale({ bytes, stride, widthPx, heightPx, bytesPerDot: size })
    return true
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}

const scaleCoded = (kernel: Kernel, coded: Coded): boolean =>
  coded.kind === 'g4' ? kernel.scaleG4(coded.bytes, coded) : kernel.scaleJpeg(coded.jpeg)

/** Upright, unclipped, opaque, and as large as the page. */
function fillsPage({ api, lend, read }: Engine, page: number, object: number): boolean {
  if (api.FPDFPageObj_HasTransparency(object) || api.FPDFClipPath_CountPaths(api.FPDFPageObj_GetClipPath(object)) > 0)
    return false
  return lend(new Uint8Array(24), (pointer) => {
    if (!api.FPDFPageObj_GetMatrix(object, pointer)) return false
    const is = new Float32Array(read(pointer, 24).buffer)
    const wanted = [api.FPDF_GetPageWidthF(page), 0, 0, api.FPDF_GetPageHeightF(page), 0, 0]
    return wanted.every((value, at) => Math.abs((is[at] ?? Number.NaN) - value) < edge)
  })
}

/** DeviceGray, DeviceRGB and pictures with a colour profile (fpdf_edit.h). */
const plainSpaces: Readonly<Record<number, PictureFacts['colours']>> = { 1: 'grey', 2: 'three', 7: 'profile' }

/**
 * What scanners write, as JPEG of 8 bits a colour or of one bit a dot; pictures with palettes or of odd colours are
 * PDFium's to draw, and have no facts here.
 */
function factsOf({ api, lend, read }: Engine, page: number, object: number): PictureFacts | undefined {
  return lend(new Uint8Array(28), (pointer) => {
    if (!api.FPDFImageObj_GetImageMetadata(object, page, pointer)) return undefined
    // FPDF_IMAGEOBJ_METADATA: width, height, two densities, bits a dot, colour space, a mark.
    const [widthPx = 0, heightPx = 0, , , bits = 0, space = 0] = new Uint32Array(read(pointer, 28).buffer)
    const colours = plainSpaces[space]
    const fits = widthPx >= 16 && widthPx * heightPx <= dotsAtMost && widthPx <= faxWidthPx * columnRatioAtMost
    return fits && colours && (bits === 1 || bits === 8 || bits === 24) ? { widthPx, heightPx, colours } : undefined
  })
}
