/** A page of dots as large as a window shows it: its own dots where there is room for all of them, fewer greys elsewhere. */
import { fittedIn, type PictureBox } from '#app/domain/pages/picture.ts'
import { faxDpi, type RenditionQuality } from '#app/domain/pages/rendition.ts'
import type { Bitmap } from '../kernel.ts'
import { writeGreyPng, writePng } from './png.ts'
import { smaller } from './smaller.ts'

/** What a window has room for, and how finely the page was made. */
export interface Window {
  readonly box: PictureBox
  readonly quality: RenditionQuality
}

/** A PNG, which says how large the page is: dots are not square. */
export function dotsIn(page: Bitmap, { box, quality }: Window): Uint8Array {
  const paper = { widthPt: (page.widthPx / faxDpi.across) * 72, heightPt: (page.heightPx / faxDpi.down[quality]) * 72 }
  const size = fittedIn(box, paper)
  return size.widthPx >= page.widthPx ? writePng(page, paper) : writeGreyPng(smaller(page, size), paper)
}
