import { Growing } from './files.ts'
import type { Engine } from './pdfium.ts'

/** FPDF_NO_INCREMENTAL, fpdf_save.h: the whole document, not what was changed in it. */
const whole = 2
/** The only version there is of FPDF_FILEWRITE. */
const writerVersion = 1

/**
 * An open document as PDFium writes it. The pieces leave its memory as they come: its own writer would hold the file there
 * two and a half times.
 */
export function save(engine: Engine, document: number): Growing {
  const { api, lend, look } = engine
  const saved = new Growing()
  const hear = (_writer: number, pointer: number, size: number): number => {
    saved.append(look(pointer, size))
    return 1
  }
  const heard = api.pdfium.addFunction(hear, 'iiii')
  try {
    const writer = new Uint8Array(Int32Array.of(writerVersion, heard).buffer)
    if (!lend(writer, (pointer) => api.FPDF_SaveAsCopy(document, pointer, whole))) throw new RangeError('not saved')
    return saved
  } finally {
    api.pdfium.removeFunction(heard)
  }
}
