/** The documents a screen has open: each is opened once, however many pictures of it are asked for. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { closePdf, openPdf, pdfGeneration, warmPdf } from './pdf.ts'

type Shelf = { readonly url: string; readonly pdf: Promise<PDFDocumentProxy>; readonly generation: number }

export class PdfLibrary {
  readonly #shelves = new Map<string, Shelf>()
  #over = new AbortController()

  /** Takes in a document that is being opened by another way; where that fails it is opened from its address. */
  adopt(name: string, url: string, opening: Promise<PDFDocumentProxy | undefined>): void {
    this.#close(name)
    void this.#put(
      name,
      url,
      opening.then((pdf) => pdf ?? openPdf(url, this.#over.signal)),
    )
  }

  /**
   * The document of that name, opened from a relative address unless it is open. One of another address is let go of
   * once this one is there: until then somebody may be looking at it. Throws as openPdf does.
   */
  open(name: string, url: string): Promise<PDFDocumentProxy> {
    const shelf = this.#shelves.get(name)
    if (shelf?.url === url && shelf.generation === pdfGeneration()) return shelf.pdf
    const pdf = this.#put(name, url, openPdf(url, this.#over.signal))
    const letGo = (): void => void shelf?.pdf.then(closePdf, () => undefined)
    if (shelf?.url !== url) pdf.then(letGo, letGo)
    return pdf
  }

  /** Lets go of everything. */
  close(): void {
    this.#over.abort()
    this.#over = new AbortController()
    for (const name of this.#shelves.keys()) this.#close(name)
  }

  #put(name: string, url: string, pdf: Promise<PDFDocumentProxy>): Promise<PDFDocumentProxy> {
    warmPdf()
    const shelf = { url, pdf, generation: pdfGeneration() }
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
