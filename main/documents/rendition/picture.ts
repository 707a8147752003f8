/** Pages that are nothing but one upright picture, edge to edge, as scanners make them. */
import { faxWidthPx } from '#app/domain/pages/rendition.ts'
import type { Engine } from '../service/pdfium.ts'
import { g4Of } from './bilevel.ts'
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
  if (!photographic(engine, page, object)) return false
  const coded = g4Of(engine, object, file)
  if (coded && kernel.scaleG4(coded.bytes, coded)) return true
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

/** DeviceGray, DeviceRGB and pictures with a colour profile (fpdf_edit.h), of 8 bits a colour or one bit a dot. */
const plainSpaces = new Set([1, 2, 7])

/** What scanners write, as JPEG or of one bit; pictures with palettes or of odd colours are PDFium's to draw. */
function photographic({ api, lend, read }: Engine, page: number, object: number): boolean {
  return lend(new Uint8Array(28), (pointer) => {
    if (!api.FPDFImageObj_GetImageMetadata(object, page, pointer)) return false
    // FPDF_IMAGEOBJ_METADATA: width, height, two densities, bits a dot, colour space, a mark.
    const [width = 0, height = 0, , , bits = 0, space = 0] = new Uint32Array(read(pointer, 28).buffer)
    const fits = width >= 16 && width * height <= dotsAtMost && width <= faxWidthPx * columnRatioAtMost
    return fits && (bits === 1 || bits === 8 || bits === 24) && plainSpaces.has(space)
  })
}
