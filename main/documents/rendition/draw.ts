/**
 * A document's pages as grey dots, as they would be printed: annotations and form answers included. A page that is one
 * scanned picture is not drawn at all: the picture itself is scaled, which is finer and several times faster.
 */
import { faxWidthPx, type Lying, type Placement } from '#app/domain/pages/rendition.ts'
import type { Engine, OpenDocument } from '../service/pdfium.ts'
import type { Kernel } from './kernel.ts'
import { scaleFullPicture } from './picture.ts'

export interface Drawing {
  /** Fills the kernel's grey page, which has begun at the paper's height, with a loaded page that lies there. */
  readonly draw: (page: number, paper: Placement, lies: Lying) => void
  readonly close: () => void
}

/** FPDFBitmap_Gray, fpdfview.h: a third of the memory of colour, and half the time. */
const greyFormat = 1
const white = 0xff
/** FPDF_ANNOT draws annotations. */
const withAnnotations = 0x01

/** Draws pages of an open document; `bytes` are the file's, for what PDFium does not tell. */
export function openDrawing(engine: Engine, kernel: Kernel, document: OpenDocument, bytes: Uint8Array): Drawing {
  const form = openForm(engine, document.handle)
  const canvas = openCanvas(engine)
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const masked = mayMaskPictures(file)
  return {
    draw(page, paper, lies) {
      const plain =
        !masked &&
        lies.widthPx === faxWidthPx &&
        lies.heightPx === paper.heightPx &&
        engine.api.FPDFPage_GetAnnotCount(page) === 0
      if (plain && scaleFullPicture(engine, kernel, page, file)) return
      const bitmap = canvas.blank(paper.heightPx)
      drawOn(engine, bitmap, form.handle, page, lies)
      kernel.grey().set(dotsOf(engine, bitmap, paper.heightPx))
    },
    close() {
      canvas.close()
      form.close()
    },
  }
}

interface Canvas {
  /** A white bitmap as wide as a fax page. */
  readonly blank: (heightPx: number) => number
  readonly close: () => void
}

/** One bitmap for all pages of one height: getting the memory takes longer than whitening it. */
function openCanvas(engine: Engine): Canvas {
  const { api } = engine
  let bitmap = 0
  let rows = 0
  const close = (): void => {
    if (bitmap !== 0) api.FPDFBitmap_Destroy(bitmap)
    bitmap = 0
  }
  return {
    blank(heightPx) {
      if (bitmap === 0 || rows !== heightPx) {
        close()
        bitmap = api.FPDFBitmap_CreateEx(faxWidthPx, heightPx, greyFormat, 0, 0)
        if (bitmap === 0) throw new RangeError('out of memory')
        rows = heightPx
      }
      dotsOf(engine, bitmap, heightPx).fill(white)
      return bitmap
    },
    close,
  }
}

/** The bitmap's dots in PDFium's memory. 1728 is a multiple of four, so rows lie without gaps. */
const dotsOf = ({ api, look }: Engine, bitmap: number, heightPx: number): Uint8Array =>
  look(api.FPDFBitmap_GetBuffer(bitmap), faxWidthPx * heightPx)

/**
 * Whether any picture of the file may have a mask, which PDFium does not tell and its bare picture does not show. The
 * dictionaries of pictures are always readable (ISO 32000-2 §7.5.7: streams are never inside object streams).
 */
const mayMaskPictures = (file: Buffer): boolean => file.includes('/SMask') || file.includes('/Mask')

export interface Form {
  readonly handle: number
  readonly close: () => void
}

/** The answers of a form are drawn by its environment only; without it a filled-in form looks empty. */
export function openForm({ api }: Engine, document: number): Form {
  if (api.FPDF_GetFormType(document) === 0) return { handle: 0, close: () => undefined }
  const info = api.PDFiumExt_OpenFormFillInfo()
  const handle = api.PDFiumExt_InitFormFillEnvironment(document, info)
  api.FPDF_SetFormFieldHighlightAlpha(handle, 0)
  return {
    handle,
    close() {
      api.PDFiumExt_ExitFormFillEnvironment(handle)
      api.PDFiumExt_CloseFormFillInfo(info)
    },
  }
}

/** Draws a loaded page with its annotations and its form's answers into a grey bitmap, where it lies there. */
export function drawOn({ api }: Engine, bitmap: number, form: number, page: number, lies: Lying): void {
  const { leftPx, topPx, widthPx, heightPx } = lies
  if (form !== 0) api.FORM_OnAfterLoadPage(page, form)
  api.FPDF_RenderPageBitmap(bitmap, page, leftPx, topPx, widthPx, heightPx, 0, withAnnotations)
  if (form === 0) return
  api.FPDF_FFLDraw(form, bitmap, page, leftPx, topPx, widthPx, heightPx, 0, withAnnotations)
  api.FORM_OnBeforeClosePage(page, form)
}
