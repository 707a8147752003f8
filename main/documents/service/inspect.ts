import { documentLimits } from '#app/domain/pages/document.ts'
import { openDocument, type Engine } from './pdfium.ts'
import type { Inspection } from './protocol.ts'
import { Refused } from './refused.ts'

/**
 * Opens a document and tells its pages: sizes as people see them, each page's own rotation, and its kind of form.
 * Refuses as `openDocument` does, and too-many-pages.
 */
export function inspect(engine: Engine, bytes: Uint8Array, password: string | undefined): Inspection {
  const { handle, pages, close } = openDocument(engine, bytes, password)
  try {
    if (pages > documentLimits.pagesAtMost) throw new Refused('too-many-pages')
    return {
      pages: Array.from({ length: pages }, (_, index) => pageFacts(engine, handle, index)),
      form: form(engine.api.FPDF_GetFormType(handle)),
    }
  } finally {
    close()
  }
}

/** Two 32-bit floats, FS_SIZEF: width, height, crop box and rotation applied. */
function pageFacts(engine: Engine, handle: number, index: number): Inspection['pages'][number] {
  return engine.lend(new Uint8Array(8), (pointer) => {
    const known = engine.api.FPDF_GetPageSizeByIndexF(handle, index, pointer)
    const raw = engine.read(pointer, 8)
    const view = new DataView(raw.buffer)
    const [widthPt, heightPt] = [view.getFloat32(0, true), view.getFloat32(4, true)]
    if (!known || !(widthPt > 0) || !(heightPt > 0)) throw new Refused('damaged')
    return { widthPt, heightPt, rotation: quarter(engine.api.EPDF_GetPageRotationByIndex(handle, index)) }
  })
}

const quarters = [0, 90, 180, 270] as const
const quarter = (turns: number) => quarters[((turns % 4) + 4) % 4] ?? 0

/** FPDF_GetFormType, fpdf_formfill.h: 1 is AcroForm, 2 and 3 are XFA, whose values PDFium does not show. */
const form = (type: number): Inspection['form'] => (type === 1 ? 'fields' : type === 2 || type === 3 ? 'xfa' : 'none')
