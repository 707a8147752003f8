/** A practice's sign for the head of its cover sheets, in ink and paper, as large as the head has room for. */
import type { Kernel } from '../rendition/kernel.ts'
import { writePng } from '../rendition/shown/png.ts'
import type { RenditionTools } from '../rendition/rendition.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import { Refused } from '../service/refused.ts'

/** At 204 dots to the inch 2.75 by 0.75 inches. */
const room = { widthPx: 560, heightPx: 152 } as const
/** The kernel wants widths that are multiples of it. */
const stepPx = 16
/** FPDFBitmap_Gray, fpdfview.h. */
const greyFormat = 1
const white = 0xff

export interface Logo {
  readonly png: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** The first page of a document as a PNG of one bit. Refuses what `openDocument` refuses, and a page of no size (damaged). */
export function drawLogo({ engine, kernel }: RenditionTools, bytes: Uint8Array): Logo {
  const document = openDocument(engine, bytes, undefined)
  try {
    return withPage(engine, document.handle, 0, (page) => {
      const size = drawGrey(engine, kernel, page)
      kernel.binarise()
      return { ...size, png: writePng({ ...size, dots: kernel.dots() }) }
    })
  } finally {
    document.close()
  }
}

/** Draws a page into the kernel's grey dots, as large as there is room for; answers their size. */
function drawGrey({ api, look }: Engine, kernel: Kernel, page: number): Omit<Logo, 'png'> {
  const [widthPt, heightPt] = [api.FPDF_GetPageWidthF(page), api.FPDF_GetPageHeightF(page)]
  if (!(widthPt > 0) || !(heightPt > 0)) throw new Refused('damaged')
  const scale = Math.min(room.widthPx / widthPt, room.heightPx / heightPt)
  const across = Math.max(1, Math.round(widthPt * scale))
  const heightPx = Math.max(1, Math.round(heightPt * scale))
  const widthPx = Math.ceil(across / stepPx) * stepPx
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, greyFormat, 0, 0)
  if (bitmap === 0) throw new RangeError('out of memory')
  try {
    // Drawing may move PDFium's memory: its dots are looked up anew.
    const dots = (): Uint8Array => look(api.FPDFBitmap_GetBuffer(bitmap), widthPx * heightPx)
    dots().fill(white)
    api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, heightPx, 0, 0)
    kernel.begin(widthPx, heightPx)
    kernel.grey().set(dots())
    return { widthPx, heightPx }
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}
