/** How large a picture of a page is, wherever it is drawn: bounded pixels, whatever the page or the zoom. Arithmetic only. */
import type { PageSize } from './document.ts'

/** No picture grows beyond this many pixels: 16 million are 64 MB. */
export const picturePixelsAtMost = 16_000_000
/** Nor is any side longer: browsers draw nothing at all beyond their own bound. */
export const pictureSideAtMost = 16_000

/** Room for a picture, in px. */
export interface PictureBox {
  readonly widthPx: number
  readonly heightPx: number
}

/** The room in whole px, made smaller in proportion where a picture that fills it would be too large. */
export function boxWithin({ widthPx, heightPx }: PictureBox): PictureBox {
  const longest = Math.max(widthPx, heightPx)
  const shrink = Math.min(1, Math.sqrt(picturePixelsAtMost / (widthPx * heightPx)), pictureSideAtMost / longest)
  const whole = (px: number): number => Math.max(1, Math.floor(px * shrink))
  return { widthPx: whole(widthPx), heightPx: whole(heightPx) }
}

/** Whether a picture may be as large as that. */
export const isWithin = ({ widthPx, heightPx }: PictureBox): boolean =>
  Math.min(widthPx, heightPx) >= 1 &&
  Math.max(widthPx, heightPx) <= pictureSideAtMost &&
  widthPx * heightPx <= picturePixelsAtMost

/** The size of the largest picture of a page in this room, in its own proportions. */
export function fittedIn({ widthPx, heightPx }: PictureBox, { widthPt, heightPt }: PageSize): PictureBox {
  const scale = Math.min(widthPx / widthPt, heightPx / heightPt)
  const side = (points: number): number => Math.max(1, Math.round(points * scale))
  return { widthPx: side(widthPt), heightPx: side(heightPt) }
}
