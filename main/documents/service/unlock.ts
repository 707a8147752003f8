/** A copy of a protected document that needs no password any more; form, notes and answers stay as they are. */
import { openDocument, type Engine } from './pdfium.ts'
import { Refused } from './refused.ts'
import { save } from './save.ts'

/** Refuses what `openDocument` refuses, and damaged where PDFium cannot write what it has opened. */
export function unlock(engine: Engine, bytes: Uint8Array, password: string): Uint8Array {
  const { handle, close } = openDocument(engine, bytes, password)
  try {
    engine.api.EPDF_RemoveEncryption(handle)
    return save(engine, handle).done()
  } catch (error) {
    throw error instanceof RangeError ? new Refused('damaged') : error
  } finally {
    close()
  }
}
