/** The documents a screen has open: each is opened once, however many pictures of it are asked for. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { closePdf, openPdf, pdfGeneration } from './pdf.ts'

type Shelf = { readonly pdf: Promise<PDFDocumentProxy>; readonly generation: number }

export class PdfLibrary {
  readonly #shelves = new Map<string, Shelf>()
  #over = new AbortController()

  /** Takes in a document that is open already. */
  adopt(name: string, pdf: PDFDocumentProxy): void {
    this.#close(name)
    this.#shelves.set(name, { pdf: Promise.resolve(pdf), generation: pdfGeneration() })
  }

  /** The document of that name, opened from a relative address unless it is open. Throws as openPdf does. */
  open(name: string, url: string): Promise<PDFDocumentProxy> {
    const shelf = this.#shelves.get(name)
    if (shelf && shelf.generation === pdfGeneration()) return shelf.pdf
    const pdf = openPdf(url, this.#over.signal)
    this.#shelves.set(name, { pdf, generation: Math.max(1, pdfGeneration()) })
    // One that could not be opened is tried again when it is next asked for.
    pdf.catch(() => this.#shelves.delete(name))
    return pdf
  }

  /** Lets go of everything. */
  close(): void {
    this.#over.abort()
    this.#over = new AbortController()
    for (const name of [...this.#shelves.keys()]) this.#close(name)
  }

  #close(name: string): void {
    this.#shelves.get(name)?.pdf.then(closePdf, () => undefined)
    this.#shelves.delete(name)
  }
}
