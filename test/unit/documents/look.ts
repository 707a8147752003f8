/** Second opinions on a PDF: its text by pdf.js, its picture by PDFium, its bytes unpacked by zlib. */
import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openDocument, startPdfium, withPage, type Engine } from '#main/documents/service/pdfium.ts'
import { assets } from './service.ts'

export interface PageText {
  readonly text: string
  readonly rotation: number
  readonly width: number
  readonly height: number
  readonly fontSizes: readonly number[]
}

/** Each page as pdf.js reads it; annotations are not part of the text. */
export async function readPages(bytes: Uint8Array): Promise<readonly PageText[]> {
  const task = getDocument({
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,

    useSystemFonts: false,
  })
  const document = await task.promise
  const pages: PageText[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const runs = items.flatMap((item) => ('str' in item ? [item] : []))
    const { width, height } = page.getViewport({ scale: 1 })
    const fontSizes = runs.filter(({ str }) => str.trim() !== '').map(({ transform }) => Number(transform[3]))
    pages.push({
      text: runs
        .map(({ str }) => str)
        .join(' ')
        .replace(/\s+/g, ' '),
      rotation: page.rotate,
      width,
      height,
      fontSizes,
    })
  }
  await task.destroy()
  return pages
}

let engine: Promise<Engine> | undefined

export interface Grey {
  readonly width: number
  readonly height: number
  readonly dots: Uint8Array
}

/** A page as PDFium draws it on a screen, form fields included, one byte a dot, 0 is black. */
export async function render(bytes: Uint8Array, index: number, width: number, height: number): Promise<Grey> {
  const pdfium = await (engine ??= startPdfium(readFileSync(assets.wasmPath)))
  const { api } = pdfium
  const document = openDocument(pdfium, bytes, undefined)
  const bitmap = api.FPDFBitmap_CreateEx(width, height, 1, 0, 0)
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
    withPage(pdfium, document.handle, index, (page) => drawPage(pdfium, document.handle, page, bitmap, [width, height]))
    const stride = api.FPDFBitmap_GetStride(bitmap)
    const raw = pdfium.read(api.FPDFBitmap_GetBuffer(bitmap), stride * height)
    const dots = new Uint8Array(width * height)
    for (let y = 0; y < height; y += 1) dots.set(raw.subarray(y * stride, y * stride + width), y * width)
    return { width, height, dots }
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
    document.close()
  }
}

/** FPDF_ANNOT: draws annotations. */
const withAnnotations = 1

/** Form fields appear only when drawn after the page, from a form environment, with their highlight off. */
function drawPage(
  { api }: Engine,
  document: number,
  page: number,
  bitmap: number,
  [width, height]: readonly [number, number],
): void {
  const info = api.PDFiumExt_OpenFormFillInfo()
  const form = api.PDFiumExt_InitFormFillEnvironment(document, info)
  api.FPDF_SetFormFieldHighlightAlpha(form, 0)
  api.FORM_OnAfterLoadPage(page, form)
  api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, withAnnotations)
  api.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, withAnnotations)
  api.FORM_OnBeforeClosePage(page, form)
  api.PDFiumExt_ExitFormFillEnvironment(form)
  api.PDFiumExt_CloseFormFillInfo(info)
}

/** Share of dark dots inside a box given in parts of the page, from its upper left corner. */
export function ink(
  { width, height, dots }: Grey,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): number {
  let dark = 0
  let all = 0
  for (let y = Math.round(y1 * height); y < Math.round(y2 * height); y += 1) {
    for (let x = Math.round(x1 * width); x < Math.round(x2 * width); x += 1) {
      all += 1
      if ((dots[y * width + x] ?? 255) < 128) dark += 1
    }
  }
  return dark / all
}

/** Everything in a file that could be read: the file itself, and each of its streams unpacked. */
export function everything(bytes: Uint8Array): string {
  const file = Buffer.from(bytes)
  const texts = [file.toString('latin1')]
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 1))
    texts.push(unpacked(file, at + 7))
  for (let at = file.indexOf('stream\r\n'); at >= 0; at = file.indexOf('stream\r\n', at + 1))
    texts.push(unpacked(file, at + 8))
  return texts.join('\n')
}

function unpacked(file: Buffer, at: number): string {
  try {
    return inflateSync(file.subarray(at)).toString('latin1')
  } catch {
    return ''
  }
}
