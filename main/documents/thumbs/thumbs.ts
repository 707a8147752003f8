/**
 * Small grey pictures of pages, for strips: soon made and small to keep. They are for finding one's way, not for reading
 * and not for judging: nothing that is measured, shown large or sent comes from here.
 */
import { drawOn, openForm } from '../rendition/draw.ts'
import { picturesOn, tooManyDots } from '../rendition/page-pictures.ts'
import { writeGreyPng } from '../rendition/shown/png.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import type { Job, Thumb } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'

/** The longer side, whichever it is: a strip 98 CSS pixels wide stays sharp on a screen of double density. */
const sidePx = 264
/** FPDFBitmap_Gray, fpdfview.h. */
const greyFormat = 1
const white = 0xff

type Order = Pick<Extract<Job, { readonly kind: 'thumbs' }>, 'bytes' | 'pages'>

/**
 * Makes pictures of these pages in this order, and answers how many; a page that cannot be drawn has none. Refuses what
 * `openDocument` refuses, and pages none of which is there (damaged).
 */
export async function makeThumbs(
  engine: Engine,
  { bytes, pages }: Order,
  onThumb: (thumb: Thumb, done: number) => Promise<void>,
): Promise<{ readonly pages: number }> {
  const document = openDocument(engine, bytes, undefined)
  const form = openForm(engine, document.handle)
  try {
    const there = pages.filter((index) => index < document.pages)
    if (there.length === 0) throw new Refused('damaged')
    for (const [at, index] of there.entries()) {
      const png = thumbOf(engine, document.handle, form.handle, index)
      await onThumb({ index, ...(png ? { png } : {}) }, at + 1)
    }
    return { pages: there.length }
  } finally {
    form.close()
    document.close()
  }
}

function thumbOf(engine: Engine, document: number, form: number, index: number): Uint8Array | undefined {
  try {
    return withPage(engine, document, index, (page) => draw(engine, form, page))
  } catch (error) {
    // The pages behind it may well be fine.
    if (error instanceof Refused) return undefined
    throw error
  }
}

function draw(engine: Engine, form: number, page: number): Uint8Array {
  const { api, look } = engine
  const [widthPt, heightPt] = [api.FPDF_GetPageWidthF(page), api.FPDF_GetPageHeightF(page)]
  if (!(widthPt > 0) || !(heightPt > 0)) throw new Refused('damaged')
  if (tooManyDots(engine, picturesOn(engine, page))) throw new Refused('too-many-dots')
  const scale = sidePx / Math.max(widthPt, heightPt)
  const widthPx = Math.max(1, Math.round(widthPt * scale))
  const heightPx = Math.max(1, Math.round(heightPt * scale))
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, greyFormat, 0, 0)
  if (bitmap === 0) throw new RangeError('out of memory')
  try {
    const stride = api.FPDFBitmap_GetStride(bitmap)
    // Drawing may move PDFium's memory: its dots are looked up anew.
    const dots = (): Uint8Array => look(api.FPDFBitmap_GetBuffer(bitmap), stride * heightPx)
    dots().fill(white)
    drawOn(engine, bitmap, form, page, { leftPx: 0, topPx: 0, widthPx, heightPx })
    return writeGreyPng({ grey: dots(), stride, widthPx, heightPx })
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}
