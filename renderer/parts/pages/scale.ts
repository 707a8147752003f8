/** How large a page may be drawn. */

/** No canvas grows beyond this many pixels, whatever the page or zoom: 16 million are 64 MB. */
export const canvasPixelsAtMost = 16_000_000
/** Nor is any side longer: browsers draw nothing at all beyond their own bound. */
export const canvasSideAtMost = 16_000

/** The scale that gives `widthPx`, less where the canvas would grow too large. Sizes in points; answers px per point. */
export function scaleWithin(size: { readonly width: number; readonly height: number }, widthPx: number): number {
  const asked = widthPx / size.width
  const most = Math.sqrt(canvasPixelsAtMost / (size.width * size.height))
  return Math.min(asked, most, canvasSideAtMost / Math.max(size.width, size.height))
}
