/** Pages made to be judged: writing of a size and shade, and scans with a fault that is known because it was put in. */
import { writePictures } from '#main/documents/intake/picture-pdf.ts'
import { deflateSync } from 'node:zlib'
import { madePdf } from '../samples/made.ts'

export interface Writing {
  readonly sizePt: number
  readonly grey: number
  readonly paper?: number
  readonly font?: 'Helvetica' | 'Times-Roman' | 'Courier'
}

/** A page of lines. `grey` 0 is black; `paper` is the shade behind it. */
export function writtenPage(
  lines: readonly string[],
  { sizePt, grey, paper = 255, font = 'Helvetica' }: Writing,
): Uint8Array {
  const rows = lines.map((line, at) => `BT /F1 ${sizePt} Tf 60 ${720 - at * sizePt * 1.6} Td (${line}) Tj ET`)
  const back = paper === 255 ? '' : `${paper / 255} g 0 0 612 792 re f `
  return madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    `/Type/Font/Subtype/Type1/BaseFont/${font}`,
    '/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R',
    { dictionary: '', stream: Buffer.from(`${back}${grey / 255} g\n${rows.join('\n')}`) },
  ])
}

/** Dots of a page of grey, one byte each. */
export interface MadeScan {
  readonly grey: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

/** A PDF of scans, one a page. */
export const scanPdf = (...scans: readonly MadeScan[]): Uint8Array =>
  writePictures(
    scans.map(({ grey, widthPx, heightPx }) => ({
      coding: 'flate',
      colours: 1,
      coded: [deflateSync(grey, { level: 1 })],
      widthPx,
      heightPx,
      orientation: 1,
      dpi: [200, 200],
    })),
  )
