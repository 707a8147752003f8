/**
 * Pages that look otherwise once they are copied. Optional content (ISO 32000-2 §8.11) is shown or hidden by what the
 * document as a whole says of it, and that is not copied: a layer that nobody was to see would be sent. Such pages go as
 * pictures of what the original shows.
 */
import { flattenPages, type Progress } from '../flatten.ts'
import { openDocument, withPage, type Engine } from '../pdfium.ts'
import type { ChosenPage, Source } from '../protocol.ts'

/** Whether a file as PDFium writes it, its dictionaries in plain sight, has anything that may be shown or not. */
export const hasLayers = (saved: Uint8Array): boolean => {
  const file = Buffer.from(saved.buffer, saved.byteOffset, saved.byteLength)
  return file.includes('/OCG') || file.includes('/OCMD')
}

/**
 * Those of the chosen pages that the sealed PDF, which has them in this order, does not show as their originals do. Pages
 * that went as pictures already are among them, and go so again.
 */
export async function changedPages(
  engine: Engine,
  sealed: Uint8Array,
  sources: readonly Source[],
  progress: Progress,
): Promise<ReadonlySet<ChosenPage>> {
  const changed = new Set<ChosenPage>()
  const copy = openDocument(engine, sealed, undefined)
  try {
    let place = 0
    for (const { bytes, password, pages } of sources) {
      const original = openDocument(engine, bytes, password)
      try {
        // Copied pages have their notes and answers in them.
        await flattenPages(engine, original.handle, new Set(pages.map(({ index }) => index)), progress)
        for (const page of pages) {
          const was = look(engine, original.handle, page.index, page.turn)
          if (differ(was, look(engine, copy.handle, place, 0))) changed.add(page)
          place += 1
          await progress(place)
        }
      } finally {
        original.close()
      }
    }
  } finally {
    copy.close()
  }
  return changed
}

/** FPDFBitmap_Gray, fpdfview.h. */
const greyFormat = 1
const widthPx = 432
const heightPx = 560

/** A page as small as a letter can still be missed on it, in grey, as large as its paper allows. */
function look(engine: Engine, document: number, index: number, turn: number): Uint8Array {
  const { api, read, look: dots } = engine
  const bitmap = api.FPDFBitmap_CreateEx(widthPx, heightPx, greyFormat, 0, 0)
  if (bitmap === 0) throw new RangeError('out of memory')
  try {
    const buffer = api.FPDFBitmap_GetBuffer(bitmap)
    dots(buffer, widthPx * heightPx).fill(0xff)
    withPage(engine, document, index, (page) =>
      api.FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, turn / 90, 0),
    )
    return read(buffer, widthPx * heightPx)
  } finally {
    api.FPDFBitmap_Destroy(bitmap)
  }
}

/** One engine draws the same thing the same way: more than rounding is another thing. */
const roundingAtMost = 8
const differ = (one: Uint8Array, other: Uint8Array): boolean =>
  one.some((dot, at) => Math.abs(dot - (other[at] ?? 0)) > roundingAtMost)
