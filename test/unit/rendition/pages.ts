/** Pages made for the rendition's tests, and what of them is ink. */
import { readFileSync } from 'node:fs'
import type { RenditionQuality } from '#app/domain/pages/rendition.ts'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { Kernel, type Bitmap } from '#main/documents/rendition/kernel.ts'
import { makeRendition, type RenditionTools } from '#main/documents/rendition/rendition.ts'
import { startPdfium } from '#main/documents/service/pdfium.ts'
import type { RenditionPage } from '#main/documents/service/protocol.ts'
import { madePdf, type MadeObject } from '#test/given/samples/made.ts'
import { assets } from '#test/unit/documents/service.ts'

let tools: Promise<RenditionTools> | undefined

async function startTools(): Promise<RenditionTools> {
  return { engine: await startPdfium(readFileSync(assets.wasmPath)), kernel: new Kernel() }
}

/** The tools that all of a file's tests share. */
export const givenTools = (): Promise<RenditionTools> => (tools ??= startTools())

/** Every page of a PDF as it is sent. */
async function sent(bytes: Uint8Array, quality: RenditionQuality): Promise<readonly RenditionPage[]> {
  const pages: RenditionPage[] = []
  await makeRendition(await givenTools(), { bytes, quality, first: 0, count: 301 }, (page) => {
    pages.push(page)
    return Promise.resolve()
  })
  return pages
}

/** How many bytes each page of a PDF takes. */
export const coded = async (bytes: Uint8Array, quality: RenditionQuality = 'fine'): Promise<readonly number[]> =>
  (await sent(bytes, quality)).map(({ g4 }) => g4.byteLength)

/** Every page of a PDF as a fax machine prints it. */
export const printed = async (bytes: Uint8Array, quality: RenditionQuality = 'fine'): Promise<readonly Bitmap[]> =>
  (await sent(bytes, quality)).map(({ g4, widthPx, heightPx }) => decodeG4(g4, widthPx, heightPx))

export async function firstPage(bytes: Uint8Array, quality?: RenditionQuality): Promise<Bitmap> {
  const [page] = await printed(bytes, quality)
  if (!page) throw new Error('no page')
  return page
}

/** A part of a page: left, top, right, bottom in points from the top left corner of a Letter page. */
export type Part = readonly [number, number, number, number]

/** Share of ink in a part of a Letter page. */
export function inkIn({ dots, widthPx, heightPx }: Bitmap, [left, top, right, bottom]: Part): number {
  const x = (pt: number): number => Math.round((pt / 612) * widthPx)
  const y = (pt: number): number => Math.round((pt / 792) * heightPx)
  let ink = 0
  for (let row = y(top); row < y(bottom); row += 1) {
    for (let column = x(left); column < x(right); column += 1) ink += blackAt(dots, row * (widthPx >> 3), column)
  }
  return ink / ((y(bottom) - y(top)) * (x(right) - x(left)))
}

const blackAt = (dots: Uint8Array, row: number, x: number): number => ((dots[row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1

/** Share of dots in which two pages of one size differ. */
export function difference(one: Bitmap, other: Bitmap): number {
  let differing = 0
  one.dots.forEach((byte, at) => {
    for (let rest = byte ^ (other.dots[at] ?? 0); rest !== 0; rest &= rest - 1) differing += 1
  })
  return differing / (one.widthPx * one.heightPx)
}

const helvetica = '/Type/Font/Subtype/Type1/BaseFont/Helvetica'

/** A Letter page that draws `content`, with Helvetica as F1 and `pictures` as I0, I1 … */
export function pageOf(content: string, pictures: readonly MadeObject[] = []): Uint8Array {
  const names = pictures.map((_, at) => `/I${at} ${6 + at} 0 R`).join('')
  return madePdf([
    '/Type/Catalog/Pages 2 0 R',
    '/Type/Pages/Kids[4 0 R]/Count 1',
    helvetica,
    `/Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>/XObject<<${names}>>>>/Contents 5 0 R`,
    { dictionary: '', stream: Buffer.from(content) },
    ...pictures,
  ])
}

/** Grey of 8 bits a dot, from a shade for each dot. `extra` goes into its dictionary. */
export function greyPicture(
  width: number,
  height: number,
  shade: (x: number, y: number) => number,
  extra = '',
): MadeObject {
  const stream = Uint8Array.from({ length: width * height }, (_, at) => shade(at % width, Math.floor(at / width)))
  return {
    dictionary: `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8${extra}`,
    stream,
  }
}
