/** Prints a made PDF through the window's own print dialog: its pages as pictures, and nothing else of the window. */
import { drawPage } from '../pages/draw.ts'
import { closePdf, openPdf } from '../pages/pdf.ts'

/** Letter width at 200 dots per inch. */
const widthPx = 1700

/**
 * Opens the print dialog with the pages of the PDF at a relative address. Resolves when the dialog has been answered.
 * Throws when the PDF cannot be opened or drawn; nothing was printed then.
 */
export async function printPdf(url: string): Promise<void> {
  const sheet = document.createElement('div')
  sheet.className = 'print-sheet print-pages'
  sheet.ariaHidden = 'true'
  const pictures: string[] = []
  const clear = (): void => {
    sheet.remove()
    pictures.forEach((picture) => URL.revokeObjectURL(picture))
  }
  try {
    await drawInto(sheet, pictures, url)
    document.body.append(sheet)
    const answered = new Promise((resolve) => addEventListener('afterprint', resolve, { once: true }))
    window.print()
    await answered
  } finally {
    clear()
  }
}

async function drawInto(sheet: HTMLElement, pictures: string[], url: string): Promise<void> {
  const pdf = await openPdf(url)
  try {
    // One canvas after another: a long report must not hold all its pages twice.
    for (let page = 1; page <= pdf.numPages; page += 1) {
      const canvas = document.createElement('canvas')
      await drawPage(pdf, { page, turn: 0, widthPx }, canvas, new AbortController().signal)
      const picture = document.createElement('img')
      picture.src = URL.createObjectURL(await pictureOf(canvas))
      pictures.push(picture.src)
      sheet.append(picture)
      await picture.decode()
    }
  } finally {
    closePdf(pdf)
  }
}

const pictureOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
