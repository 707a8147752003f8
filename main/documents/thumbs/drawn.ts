/** A page drawn on white paper in the size of its picture: what small pictures and the window's large ones have in common. */
import type { PageSize } from '#app/domain/pages/document.ts'
import type { PictureBox } from '#app/domain/pages/picture.ts'
import { drawOn } from '../rendition/draw.ts'
import { picturesOn, tooManyDots } from '../rendition/page-pictures.ts'
import type { Engine } from '../service/pdfium.ts'
import { Refused } from '../service/refused.ts'

/** FPDFBitmap_Gray and FPDFBitmap_BGRx, fpdfview.h. */
const formats = { grey: 1, colour: 3 } as const
const white = 0xff

/** A loaded page, and the form of its document. */
export interface Loaded {
  readonly page: number
  readonly form: number
}

/** How large a loaded page is; refuses one that cannot be drawn: damaged, too-many-dots. */
export function paperOf(engine: Engine, { page }: Loaded): PageSize {
  const [widthPt, heightPt] = [engine.api.FPDF_GetPageWidthF(page), engine.api.FPDF_GetPageHeightF(page)]
  if (!(widthPt > 0) || !(heightPt > 0)) throw new Refused('damaged')
  if (tooManyDots(engine, picturesOn(engine, page))) throw new Refused('too-many-dots')
  return { widthPt, heightPt }
}

/** Draws a page so large and hands `use` its dots, in rows `stride` bytes apart; they are gone when it has answered. */
export function drawnIn<T>(
  engine: Engine,
  { page, form }: Loaded,
  { widthPx, heightPx }: PictureBox,
  format: keyof typeof formats,
  use: (dots: Uint8Array, stride: number) => T,
): T {
  const { api, look } = engine
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, formats[format], 0, 0)
  if (bitmap === 0) throw new RangeError('out of memory')
  try {
    const stride = api.FPDFBitmap_GetStride(bitmap)
    // Drawing may move PDFium's memory: its dots are looked up anew.
    const dots = (): Uint8Array => look(api.FPDFBitmap_GetBuffer(bitmap), stride * heightPx)
    dots().fill(white)
    drawOn(engine, bitmap, form, page, { leftPx: 0, topPx: 0, widthPx, heightPx })
    return use(dots(), stride)
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}
