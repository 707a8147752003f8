/**
 * Documents on screen that one goes about in: the one place that talks to pdf.js. It draws one large page at a time, at
 * any zoom. Every picture of what is made here of a fax is the document service's: small ones, the cover sheet, the
 * packet as it goes and as it arrives.
 * What may come in: opening PDF bytes, drawing one page into a canvas. What may not:
 * text or annotation layers, links, scripting, anything that lets a document act. Bytes come from relative addresses
 * of our own origin, or from a file a person has just handed over.
 */
import * as pdfjs from 'pdfjs-dist'
import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

/** Why a document could not be shown. It says nothing about whether it can be sent: main judges that. */
export type PdfTrouble = 'unreachable' | 'unreadable' | 'took-too-long'

/** Thrown by everything here that opens or draws. */
export class PdfFault extends Error {
  readonly why: PdfTrouble
  constructor(why: PdfTrouble) {
    super(why)
    this.name = 'PdfFault'
    this.why = why
  }
}

/** A parser that has not answered after this long is taken to be stuck, in ms. */
export const openWithinMs = 30_000
/** Pictures beyond this many pixels are not decoded: a few bytes can claim any size. 120 million is A3 at 900 dpi, grey. */
const imagePixelsAtMost = 120_000_000

type Engine = { readonly worker: PDFWorker; readonly port: Worker }
let engine: Engine | undefined
let generation = 0

/** Counts parsers: a document opened under an earlier number is gone with its parser. */
export const pdfGeneration = (): number => generation

/**
 * Starts the parser ahead of the first document, so that a drop need not wait for it. One serves all documents; it is
 * made anew after it got stuck.
 */
export function warmPdf(): PDFWorker {
  if (engine && !engine.worker.destroyed) return engine.worker
  // The port is ours rather than pdf.js's own, which would wrap it in a blob where it cannot tell the origin.
  const port = new Worker(workerUrl, { type: 'module', name: 'pages' })
  const worker = pdfjs.PDFWorker.create({ port, verbosity: pdfjs.VerbosityLevel.ERRORS })
  engine = { worker, port }
  generation += 1
  return worker
}

/** Ends a stuck parser. Every document it had open must be opened again. */
export function abandonPdf(): void {
  engine?.worker.destroy()
  engine?.port.terminate()
  engine = undefined
}

/**
 * Opens the PDF at a relative address of our own origin.
 * Throws PdfFault: unreachable (not there, or locked), unreadable, took-too-long; and AbortError when called off.
 */
export async function openPdf(url: string, signal?: AbortSignal): Promise<PDFDocumentProxy> {
  const answer = await fetch(url, { credentials: 'same-origin', ...(signal && { signal }) }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw error instanceof PdfFault ? error : new PdfFault('unreachable')
  })
  if (!answer.ok) throw new PdfFault('unreachable')
  // Whole rather than in ranges: it is on this machine, and one answer is simpler for a scheme of our own than many.
  return openPdfBytes(new Uint8Array(await answer.arrayBuffer()), signal)
}

/** Opens PDF bytes; they are handed to the parser and are empty here afterwards. Throws as openPdf does. */
export async function openPdfBytes(bytes: Uint8Array, signal?: AbortSignal): Promise<PDFDocumentProxy> {
  const task = pdfjs.getDocument({ ...options(), data: bytes, worker: warmPdf() })
  const calledOff = () => void task.destroy()
  signal?.addEventListener('abort', calledOff, { once: true })
  try {
    return await within(openWithinMs, task.promise)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof PdfFault) abandonPdf()
    else void task.destroy()
    throw error instanceof PdfFault ? error : new PdfFault('unreadable')
  } finally {
    signal?.removeEventListener('abort', calledOff)
  }
}

/** Lets go of a document; the parser stays. */
export const closePdf = (pdf: PDFDocumentProxy): void => void pdf.loadingTask.destroy()

/** Answers as the promise does, or throws PdfFault took-too-long after `ms`. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new PdfFault('took-too-long')), ms)
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** pdf.js resolves addresses against its worker in some places and the page in others; whole ones mean the same in both. */
const besidePage = (folder: string): string => new URL(folder, document.baseURI).href

const options = () => ({
  cMapUrl: besidePage('./pdf/cmaps/'),
  cMapPacked: true,
  standardFontDataUrl: besidePage('./pdf/standard_fonts/'),
  wasmUrl: besidePage('./pdf/wasm/'),
  // Through the page: its content security policy and our scheme are certain there.
  useWorkerFetch: false,
  enableXfa: false,
  maxImageSize: imagePixelsAtMost,
  // A fallback font of this machine would show what another machine does not print.
  useSystemFonts: false,
  verbosity: pdfjs.VerbosityLevel.ERRORS,
})
