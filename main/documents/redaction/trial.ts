/** One page as it would be printed with its marks, before anything is sealed. The same code paints the page that is sent. */
import type { Quality } from '#app/contract/desk/drafts.ts'
import { openDrawing } from '../rendition/draw.ts'
import { pictureOf, type RenditionTools } from '../rendition/rendition.ts'
import { openDocument } from '../service/pdfium.ts'
import type { Source } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'
import { paintPage } from './paint.ts'

/** A PNG of the source's first page. Refuses what `openDocument` refuses, and a page that is not there (damaged). */
export function trial(tools: RenditionTools, { bytes, password, pages }: Source, quality: Quality): Uint8Array {
  const [page] = pages
  const document = openDocument(tools.engine, bytes, password)
  const drawing = openDrawing(tools.engine, tools.kernel, document, bytes)
  try {
    if (!page || page.index >= document.pages) throw new Refused('damaged')
    return pictureOf(paintPage(tools, drawing, document.handle, page, { quality, strip: true }))
  } finally {
    drawing.close()
    document.close()
  }
}
