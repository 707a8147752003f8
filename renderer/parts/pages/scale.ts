import { picturePixelsAtMost, pictureSideAtMost } from '#app/domain/pages/picture.ts'

/** The scale that gives `widthPx`, less where the canvas would grow too large. Sizes in points; answers px per point. */
export function scaleWithin(size: { readonly width: number; readonly height: number }, widthPx: number): number {
  const asked = widthPx / size.width
  const most = Math.sqrt(picturePixelsAtMost / (size.width * size.height))
  return Math.min(asked, most, pictureSideAtMost / Math.max(size.width, size.height))
}
