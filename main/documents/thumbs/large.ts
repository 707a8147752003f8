/**
 * A page as it stands, large and in its colours, for a window: sheets and packets that were made, to look at before they
 * go. Nothing that is measured or sent comes from here.
 */
import { fittedIn } from '#app/domain/pages/picture.ts'
import { openForm } from '../rendition/draw.ts'
import { writeColourPng } from '../rendition/shown/png.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import type { Job } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'
import { drawnIn, paperOf } from './drawn.ts'

type Order = Pick<Extract<Job, { readonly kind: 'picture' }>, 'bytes' | 'index' | 'box'>

/** A PNG as large as its room lets it be, which says how large the page is. Refuses what `openDocument` refuses; damaged; too-many-dots. */
export function makeLarge(engine: Engine, { bytes, index, box }: Order): Uint8Array {
  const document = openDocument(engine, bytes, undefined)
  const form = openForm(engine, document.handle)
  try {
    if (index >= document.pages) throw new Refused('damaged')
    return withPage(engine, document.handle, index, (page) => {
      const loaded = { page, form: form.handle }
      const paper = paperOf(engine, loaded)
      const size = fittedIn(box, paper)
      return drawnIn(engine, loaded, size, 'colour', (bgrx) => writeColourPng({ bgrx, ...size }, paper))
    })
  } finally {
    form.close()
    document.close()
  }
}
