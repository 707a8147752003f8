/**
 * The rendition of a packet: each page as the far machine will print it, made once and kept as the truth about what was
 * sent. Page in, G4 out; what is previewed, measured and sent all comes from these bytes.
 */
import { documentLimits } from '#app/domain/pages/document.ts'
import {
  faxWidthPx,
  placement,
  type Lying,
  type Placement,
  type RenditionQuality,
} from '#app/domain/pages/rendition.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import type { Job, RenditionOrder, RenditionPage } from '../service/protocol.ts'
import { asPage, Refused } from '../service/refused.ts'
import { openDrawing, type Drawing } from './draw.ts'
import { decodeG4 } from './g4-decode.ts'
import type { Kernel } from './kernel.ts'
import { photographs } from './photographs.ts'
import { picturesOn, tooManyDots } from './page-pictures.ts'
import { dotsIn, type Window } from './shown/dots.ts'
import { writePng } from './shown/png.ts'

export interface RenditionTools {
  readonly engine: Engine
  readonly kernel: Kernel
}

/** Told of each page when it is made, with how many there are by then. */
export type OnPage = (page: RenditionPage, done: number) => Promise<void>

/**
 * Makes pages one after the other; answers how many. Refuses what `openDocument` refuses, too-many-pages, a page whose
 * pictures have too-many-dots to be drawn in time, one that cannot be loaded or does not exist (damaged); by its number.
 */
export async function makeRendition(
  tools: RenditionTools,
  { bytes, quality, first, count }: RenditionOrder,
  onPage: OnPage,
): Promise<{ readonly pages: number; readonly of: number }> {
  const document = openDocument(tools.engine, bytes, undefined)
  const drawing = openDrawing(tools.engine, tools.kernel, document, bytes)
  try {
    // The cover of a sealed packet comes on top.
    if (document.pages > documentLimits.pagesAtMost + 1) throw new Refused('too-many-pages')
    const pages = Math.min(count, document.pages - first)
    if (pages < 1) throw new Refused('damaged')
    for (let done = 1; done <= pages; done += 1) {
      const page = asPage(first + done, () =>
        withPage(tools.engine, document.handle, first + done - 1, (handle) =>
          makePage(tools, drawing, handle, quality),
        ),
      )
      await onPage(page, done)
    }
    return { pages, of: document.pages }
  } finally {
    drawing.close()
    document.close()
  }
}

/** Where a page lies on its paper; all over it, unless something else is said. */
export type Lay = (paper: Placement) => Lying
const allOver: Lay = (paper) => ({ ...paper, topPx: 0 })

/** What is done to a page on its way: where it lies, to its greys before they are ink or paper, to its packed dots after. */
export interface Touch {
  readonly lay?: Lay | undefined
  readonly grey: (grey: Uint8Array, paper: Placement, lies: Lying) => void
  readonly ink: (dots: Uint8Array, placed: Placement) => void
}

/** One loaded page in ink and paper. Refuses as `drawnPage` does. */
export function makePage(
  tools: RenditionTools,
  drawing: Drawing,
  page: number,
  quality: RenditionQuality,
  touch?: Touch,
): RenditionPage {
  const { engine, kernel } = tools
  const { placed, lies, pictures } = drawnPage(tools, drawing, page, quality, touch?.lay)
  touch?.grey(kernel.grey(), placed, lies)
  kernel.binarise()
  const drawn = { grey: kernel.grey(), ink: kernel.dots(), cells: () => kernel.cells() }
  for (const box of photographs(engine, page, pictures, lies, drawn)) kernel.dither(box)
  touch?.ink(kernel.dots(), placed)
  return { g4: kernel.g4(), widthPx: faxWidthPx, heightPx: placed.heightPx }
}

/**
 * Draws a loaded page into the kernel's grey dots; answers its paper, where it lies there, and its pictures. Refuses a page of no
 * size (damaged), and one with too-many-dots.
 */
export function drawnPage(
  { engine, kernel }: RenditionTools,
  drawing: Drawing,
  page: number,
  quality: RenditionQuality,
  lay: Lay = allOver,
) {
  const widthPt = engine.api.FPDF_GetPageWidthF(page)
  const heightPt = engine.api.FPDF_GetPageHeightF(page)
  if (!(widthPt > 0) || !(heightPt > 0)) throw new Refused('damaged')
  const placed = placement({ widthPt, heightPt }, quality)
  const pictures = picturesOn(engine, page)
  if (tooManyDots(engine, pictures)) throw new Refused('too-many-dots')
  kernel.begin(faxWidthPx, placed.heightPx)
  const lies = lay(placed)
  drawing.draw(page, placed, lies)
  return { placed, lies, pictures }
}

/** A stored page as a PNG: dot for dot, or as large as a window shows it. Refuses bytes that are no such page (damaged). */
export function pictureOf(page: RenditionPage, window?: Window): Uint8Array {
  const dots = bitmapOf(page)
  return window ? dotsIn(dots, window) : writePng(dots)
}

/** How many bytes stored pages have in MH or MR (`k` as in T4Options), to a machine that needs no time for a line. Refuses as `pictureOf` does. */
export async function plainBytes(
  kernel: Kernel,
  { pages, k }: Extract<Job, { readonly kind: 'plain-bytes' }>,
  progress: (done: number) => Promise<void>,
): Promise<readonly number[]> {
  const sizes: number[] = []
  for (const page of pages) {
    const { dots } = bitmapOf(page)
    kernel.begin(page.widthPx, page.heightPx)
    kernel.dots().set(dots)
    sizes.push(kernel.t4({ k, closed: true }).byteLength)
    await progress(sizes.length)
  }
  return sizes
}

function bitmapOf({ g4, widthPx, heightPx }: RenditionPage) {
  try {
    return decodeG4(g4, widthPx, heightPx)
  } catch (error) {
    if (error instanceof RangeError) throw new Refused('damaged')
    throw error
  }
}
