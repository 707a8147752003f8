/** Drawing one page: bounded pixels, bounded time, and filled-in form fields as they will be on paper. */
import { AnnotationMode, RenderingCancelledException } from 'pdfjs-dist'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import type { Turn } from '#app/domain/pages/document.ts'
import { abandonPdf, PdfFault, within } from './pdf.ts'
import { scaleWithin } from './scale.ts'

/** What to draw: page number from 1, quarter turns added to its own, and the width in device pixels. */
export type Drawing = { readonly page: number; readonly turn: Turn; readonly widthPx: number }

/** A page that has not drawn after this long is given up, in ms. */
const drawWithinMs = 20_000

/**
 * Draws a page into a canvas, which takes the page's proportions. Resolves when it is complete.
 * Throws AbortError when called off, PdfFault when the page cannot be drawn or takes too long.
 */
export async function drawPage(
  pdf: PDFDocumentProxy,
  drawing: Drawing,
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  const page = await within(drawWithinMs, pdf.getPage(drawing.page)).catch(refuse)
  signal.throwIfAborted()
  const render = begin(page, drawing, canvas)
  const calledOff = () => render.cancel()
  signal.addEventListener('abort', calledOff, { once: true })
  try {
    await within(drawWithinMs, render.promise)
  } catch (error) {
    render.cancel()
    signal.throwIfAborted()
    return refuse(error)
  } finally {
    signal.removeEventListener('abort', calledOff)
  }
}

function begin(page: PDFPageProxy, { turn, widthPx }: Drawing, canvas: HTMLCanvasElement) {
  const rotation = (page.rotate + turn) % 360
  const size = page.getViewport({ scale: 1, rotation })
  const viewport = page.getViewport({ scale: scaleWithin(size, widthPx), rotation })
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  // ENABLE draws fields with their values: here nobody fills them in, they are read.
  return page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE })
}

function refuse(error: unknown): never {
  if (error instanceof RenderingCancelledException) throw new DOMException('called off', 'AbortError')
  if (error instanceof PdfFault) {
    abandonPdf()
    throw error
  }
  throw new PdfFault('unreadable')
}
