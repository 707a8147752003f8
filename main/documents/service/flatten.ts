/**
 * Form answers, stamps and notes are drawn into the page itself before it is copied: import loses the form that gives
 * them meaning, and a fax without the typed answers is the worst failure we can have (reference/documents §1).
 */
import { withPage, type Engine } from './pdfium.ts'
import { Refused } from './refused.ts'

/** Tells how many pages are done and lets the message out before the next page begins. */
export type Progress = (done: number) => Promise<void>

/** Flattens pages of an open document, in its copy in memory only. */
export async function flattenPages(
  engine: Engine,
  document: number,
  indices: ReadonlySet<number>,
  progress: Progress,
): Promise<void> {
  const { api } = engine
  const info = api.PDFiumExt_OpenFormFillInfo()
  const form = api.PDFiumExt_InitFormFillEnvironment(document, info)
  try {
    for (const [done, index] of [...indices].entries()) {
      if (api.EPDFPage_GetAnnotCountRaw(document, index) > 0) flatten(engine, document, form, index)
      await progress(done + 1)
    }
  } finally {
    api.PDFiumExt_ExitFormFillEnvironment(form)
    api.PDFiumExt_CloseFormFillInfo(info)
  }
}

/**
 * FPDFPage_Flatten's mode 0 takes what a screen shows, mode 1 only what is marked for print: answers in carelessly made
 * forms lack that mark, so the screen decides.
 */
function flatten(engine: Engine, document: number, form: number, index: number): void {
  const { api } = engine
  withPage(engine, document, index, (page) => {
    for (let at = 0; at < api.FPDFPage_GetAnnotCount(page); at += 1) {
      const annotation = api.FPDFPage_GetAnnot(page, at)
      if (annotation === 0) continue
      if (undrawn(engine, form, annotation)) api.EPDFAnnot_GenerateFormFieldAP(annotation)
      api.FPDFPage_CloseAnnot(annotation)
    }
    if (api.FPDFPage_Flatten(page, 0) === 0) throw new Refused('damaged')
  })
}

/** FPDFAnnot_GetSubtype, fpdf_annot.h. */
const widget = 20
/** FPDFAnnot_GetFormFieldType, fpdf_formfill.h: combo box, list box, text field. */
const written = new Set([4, 5, 6])

/**
 * Forms may leave drawing to the reader: a field then has no picture, or still that of the empty field. A picture that
 * sets no text cannot be an answer's.
 */
function undrawn(engine: Engine, form: number, annotation: number): boolean {
  const { api } = engine
  if (api.FPDFAnnot_GetSubtype(annotation) !== widget) return false
  if (!api.EPDFAnnot_HasAppearanceStream(annotation, 0)) return true
  if (!written.has(api.FPDFAnnot_GetFormFieldType(form, annotation))) return false
  return !/T[jJ]|['"]|\bDo\b/.test(picture(engine, annotation))
}

/** The drawing operators of a field's normal appearance; UTF-16 with a closing zero, as PDFium hands text out. */
function picture({ api, lend, read }: Engine, annotation: number): string {
  const size = api.FPDFAnnot_GetAP(annotation, 0, 0, 0)
  return lend(new Uint8Array(size), (pointer) => {
    api.FPDFAnnot_GetAP(annotation, 0, pointer, size)
    return new TextDecoder('utf-16le').decode(read(pointer, size))
  })
}
