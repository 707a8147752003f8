/** The small pictures of all pages on screen share one bound and one turn. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Turn } from '#app/domain/pages/document.ts'
import { drawPage } from './draw.ts'
import { Pictures } from './pictures.ts'

/** 160 pictures of 200 × 260 pixels are some 32 MB. */
export const pagePictures = new Pictures<ImageBitmap>(160)

/** Device pixels: fine enough for a strip 98 CSS pixels wide on a screen of double density. */
export const pictureWidthPx = 200

/** Draws a small picture of a page, opening its document first. `page` counts from 1. */
export const drawPicture =
  (open: () => Promise<PDFDocumentProxy>, page: number, turn: Turn) =>
  async (signal: AbortSignal): Promise<ImageBitmap> => {
    const pdf = await open()
    const canvas = document.createElement('canvas')
    await drawPage(pdf, { page, turn, widthPx: pictureWidthPx }, canvas, signal)
    return createImageBitmap(canvas)
  }
