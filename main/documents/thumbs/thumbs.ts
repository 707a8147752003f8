/**
 * Small grey pictures of pages, for strips: soon made and small to keep. They are for finding one's way, not for reading
 * and not for judging: nothing that is measured, shown large or sent comes from here.
 */
import { fittedIn } from '#app/domain/pages/picture.ts'
import { openForm } from '../rendition/draw.ts'
import { writeGreyPng } from '../rendition/shown/png.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import type { Job, Thumb } from '../service/protocol.ts'
import { Refused } from '../service/refused.ts'
import { drawnIn, paperOf, type Loaded } from './drawn.ts'

/** The longer side, whichever it is: a strip 98 CSS pixels wide stays sharp on a screen of double density. */
const sidePx = 264

type Order = Pick<Extract<Job, { readonly kind: 'thumbs' }>, 'bytes' | 'pages'>

/**
 * Makes pictures of these pages in this order, and answers how many; a page that cannot be drawn has none. Refuses what
 * `openDocument` refuses, and pages none of which is there (damaged).
 */
export async function makeThumbs(
  engine: Engine,
  { bytes, pages }: Order,
  onThumb: (thumb: Thumb, done: number) => Promise<void>,
): Promise<{ readonly pages: number }> {
  const document = openDocument(engine, bytes, undefined)
  const form = openForm(engine, document.handle)
  try {
    const there = pages.filter((index) => index < document.pages)
    if (there.length === 0) throw new Refused('damaged')
    for (const [at, index] of there.entries()) {
      const png = thumbOf(engine, document.handle, form.handle, index)
      await onThumb({ index, ...(png ? { png } : {}) }, at + 1)
    }
    return { pages: there.length }
  } finally {
    form.close()
    document.close()
  }
}

function thumbOf(engine: Engine, document: number, form: number, index: number): Uint8Array | undefined {
  try {
    return withPage(engine, document, index, (page) => draw(engine, { page, form }))
  } catch (error) {
    // The pages behind it may well be fine.
    if (error instanceof Refused) return undefined
    throw error
  }
}

function draw(engine: Engine, loaded: Loaded): Uint8Array {
  const size = fittedIn({ widthPx: sidePx, heightPx: sidePx }, paperOf(engine, loaded))
  return drawnIn(engine, loaded, size, 'grey', (grey, stride) => writeGreyPng({ grey, stride, ...size }))
}
