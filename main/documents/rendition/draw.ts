/**
 * A document's pages as grey dots, as they would be printed: annotations and form answers included. A scan is not drawn:
 * its picture is scaled, which is finer and several times faster, and only what stands beside it is drawn.
 */
import { faxWidthPx, type Lying, type Placement } from '#app/domain/pages/rendition.ts'
import type { Engine, OpenDocument } from '../service/pdfium.ts'
import { searchedFile } from './coded.ts'
import type { Kernel } from './kernel.ts'
import { scaleScan } from './picture.ts'
import { scanOn, type Laid, type Scan } from './place.ts'

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
  const hiding = mayHidePictures(file)
  const searched = searchedFile(file)
  const drawScan = (page: number, laid: Laid): boolean => {
    if (hiding || engine.api.FPDFPage_GetAnnotCount(page) > 0) return false
    const scan = scanOn(engine, page, laid)
    if (!scan) return false
    kernel.grey().fill(white)
    if (!scan.alone) {
      const bitmap = canvas.blank(laid.rows)
      if (!drawBeside(engine, bitmap, page, scan, laid)) return false
      const dots = dotsOf(engine, bitmap, laid.rows)
      const [above, below] = [scan.box.top * faxWidthPx, scan.box.bottom * faxWidthPx]
      kernel.grey().set(dots.subarray(0, above))
      kernel.grey().set(dots.subarray(below), below)
    }
    return scaleScan(engine, kernel, scan, searched)
  }
  return {
    draw(page, paper, lies) {
      if (drawScan(page, { ...lies, rows: paper.heightPx })) return
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
 * Whether any picture of the file may have a mask or be on a layer, which PDFium does not tell and its bare picture does
 * not show. The dictionaries of pictures are always readable (ISO 32000-2 §7.5.7: streams are never inside object streams).
 */
function mayHidePictures(file: Buffer): boolean {
  if (file.includes('/SMask') || file.includes('/Mask')) return true
  // So short a name is in many a picture's bytes: what follows tells.
  for (let at = file.indexOf('/OC'); at >= 0; at = file.indexOf('/OC', at + 3))
    if (nameEnds.has(file[at + 3] ?? 0)) return true
  return false
}

/** White space and delimiters (ISO 32000-2 §7.2.3). */
const nameEnds = new Set(Buffer.from('\0\t\n\f\r ()<>[]{}/%'))

/** Two rows of two greys in turn, the second the other way round: nothing can be drawn over them and not be noticed. */
const untouched = Buffer.concat([
  Buffer.alloc(faxWidthPx, Buffer.of(0x5a, 0xa5)),
  Buffer.alloc(faxWidthPx, Buffer.of(0xa5, 0x5a)),
])

/**
 * Draws everything but the picture of a scan above and below it; answers false if anything is in the same rows, as it may
 * lie over the picture or under it. Words that a reader of the scan left there, unseen, are nothing.
 */
function drawBeside(engine: Engine, bitmap: number, page: number, { parts, box }: Scan, laid: Laid): boolean {
  const { api } = engine
  if (api.FPDFPage_HasTransparency(page)) return false
  const between = (): Buffer => {
    const { buffer, byteOffset } = dotsOf(engine, bitmap, laid.rows)
    return Buffer.from(buffer, byteOffset + box.top * faxWidthPx, (box.bottom - box.top) * faxWidthPx)
  }
  between().fill(untouched)
  for (const { object } of parts) api.FPDFPageObj_SetIsActive(object, false)
  try {
    drawOn(engine, bitmap, 0, page, laid)
  } finally {
    for (const { object } of parts) api.FPDFPageObj_SetIsActive(object, true)
  }
  const rows = between()
  // Each row is as the one two above it.
  const repeats = rows.subarray(untouched.length).equals(rows.subarray(0, -untouched.length))
  return repeats && rows.subarray(0, untouched.length).equals(untouched)
}

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
