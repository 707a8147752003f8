/** The documents a screen has open: each is opened once, however many pictures of it are asked for. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { closePdf, openPdf, pdfGeneration, warmPdf } from './pdf.ts'

type Shelf = { readonly pdf: Promise<PDFDocumentProxy>; readonly generation: number }

export class PdfLibrary {
  readonly #shelves = new Map<string, Shelf>()
  #over = new AbortController()

  /** Takes in a document that is being opened by another way; where that fails it is opened from its address. */
  adopt(name: string, url: string, opening: Promise<PDFDocumentProxy | undefined>): void {
    this.#close(name)
    void this.#put(
      name,
      opening.then((pdf) => pdf ?? openPdf(url, this.#over.signal)),
    )
  }

  /** The document of that name, opened from its relative address unless it is open. Throws as openPdf does. */
  open(name: string, url: string): Promise<PDFDocumentProxy> {
    const shelf = this.#shelves.get(name)
    if (shelf?.generation === pdfGeneration()) return shelf.pdf
    return this.#put(name, openPdf(url, this.#over.signal))
  }

  /** Lets go of everything. */
  close(): void {
    this.#over.abort()
    this.#over = new AbortController()
    for (const name of this.#shelves.keys()) this.#close(name)
  }

  #put(name: string, pdf: Promise<PDFDocumentProxy>): Promise<PDFDocumentProxy> {
    warmPdf()
    const shelf = { pdf, generation: pdfGeneration() }
    this.#shelves.set(name, shelf)
    // One that could not be opened is tried again when it is next asked for.
    pdf.catch(() => {
      if (this.#shelves.get(name) === shelf) this.#shelves.delete(name)
    })
    return pdf
  }

  #close(name: string): void {
    this.#shelves.get(name)?.pdf.then(closePdf, () => undefined)
    this.#shelves.delete(name)
  }
}
