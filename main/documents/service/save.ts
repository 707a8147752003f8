import type { Engine } from './pdfium.ts'

/** An open document as PDFium writes it. */
export function save(engine: Engine, document: number): Uint8Array {
  const { api } = engine
  const writer = api.PDFiumExt_OpenFileWriter()
  try {
    if (!api.PDFiumExt_SaveAsCopy(document, writer)) throw new RangeError('not saved')
    const size = api.PDFiumExt_GetFileWriterSize(writer)
    return engine.lend(new Uint8Array(size), (pointer) => {
      api.PDFiumExt_GetFileWriterData(writer, pointer, size)
      return engine.read(pointer, size)
    })
  } finally {
    api.PDFiumExt_CloseFileWriter(writer)
  }
}
