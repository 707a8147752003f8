/**
 * The last look at pages that go as pictures: the sealed bytes are opened again, and each such page must be one picture,
 * black to the last dot where something is hidden, without a character of text; the file has no form and nothing
 * attached. What fails is not sent.
 */
import { decodeG4 } from '../rendition/g4-decode.ts'
import { strideOf, type Bitmap, type Box } from '../rendition/kernel.ts'
import { imageObject } from '../rendition/page-pictures.ts'
import { openDocument, withPage, type Engine } from '../service/pdfium.ts'
import { Refused } from '../service/refused.ts'
import type { Painted } from './paint.ts'

/** Refuses (not-hidden) unless every painted page, by its place in the packet, is its picture alone. */
export function proveHidden(engine: Engine, sealed: Uint8Array, painted: ReadonlyMap<number, Painted>): void {
  const { api } = engine
  const document = openDocument(engine, sealed, undefined)
  try {
    const bare = api.FPDF_GetFormType(document.handle) === 0 && api.FPDFDoc_GetAttachmentCount(document.handle) === 0
    for (const [place, page] of painted) {
      const proven = bare && withPage(engine, document.handle, place, (handle) => isPicture(engine, handle, page))
      if (!proven) throw new Refused('not-hidden')
    }
  } finally {
    document.close()
  }
}

function isPicture(engine: Engine, page: number, { hidden, widthPx, heightPx }: Painted): boolean {
  const [picture, ...more] = objectsOf(engine, page)
  if (!picture || more.length > 0 || picture.type !== imageObject || hasText(engine, page)) return false
  const seen = pictureIn(engine, picture.object, widthPx, heightPx)
  return seen !== undefined && hidden.every((box) => isBlack(seen, box))
}

function objectsOf({ api }: Engine, page: number): readonly { readonly object: number; readonly type: number }[] {
  if (api.FPDFPage_GetAnnotCount(page) > 0) return []
  return Array.from({ length: api.FPDFPage_CountObjects(page) }, (_, at) => {
    const object = api.FPDFPage_GetObject(page, at)
    return { object, type: api.FPDFPageObj_GetType(object) }
  })
}

function hasText({ api }: Engine, page: number): boolean {
  const text = api.FPDFText_LoadPage(page)
  if (text === 0) return true
  const count = api.FPDFText_CountChars(text)
  api.FPDFText_ClosePage(text)
  return count !== 0
}

function pictureIn(engine: Engine, object: number, widthPx: number, heightPx: number): Bitmap | undefined {
  try {
    return decodeG4(rawOf(engine, object), widthPx, heightPx)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function rawOf({ api, lend, read }: Engine, object: number): Uint8Array {
  const size = api.FPDFImageObj_GetImageDataRaw(object, 0, 0)
  return lend(new Uint8Array(size), (pointer) => {
    api.FPDFImageObj_GetImageDataRaw(object, pointer, size)
    return read(pointer, size)
  })
}

function isBlack({ dots, widthPx }: Bitmap, { left, top, right, bottom }: Box): boolean {
  const stride = strideOf(widthPx)
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      if (((dots[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0) return false
    }
  }
  return true
}
