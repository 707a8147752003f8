/** A page that went through the scanner at a slant, turned back by a few degrees about its middle. */
import { faxDpi, faxWidthPx, type RenditionQuality } from '#app/domain/pages/rendition.ts'
import type { Box } from '../rendition/kernel.ts'

interface Turning {
  readonly sine: number
  readonly cosine: number
  /** Columns to the row: dots are not square. */
  readonly aspect: number
}

const turningOf = (deg: number, quality: RenditionQuality): Turning => ({
  sine: Math.sin((deg * Math.PI) / 180),
  cosine: Math.cos((deg * Math.PI) / 180),
  aspect: faxDpi.across / faxDpi.down[quality],
})

/** Turns the greys of a page clockwise; what comes from outside is white. */
export function straighten(grey: Uint8Array, heightPx: number, deg: number, quality: RenditionQuality): void {
  const before = grey.slice()
  const { sine, cosine, aspect } = turningOf(deg, quality)
  const [middleX, middleY] = [faxWidthPx / 2, heightPx / 2]
  for (let y = 0; y < heightPx; y += 1) {
    const down = (y - middleY) * aspect
    for (let x = 0; x < faxWidthPx; x += 1) {
      const across = x - middleX
      const fromX = across * cosine + down * sine + middleX
      const fromY = (down * cosine - across * sine) / aspect + middleY
      grey[y * faxWidthPx + x] = sampled(before, heightPx, fromX, fromY)
    }
  }
}

/** Between the four dots around a place. */
function sampled(grey: Uint8Array, heightPx: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left + 1 >= faxWidthPx || top + 1 >= heightPx) return 255
  const [dx, dy] = [x - left, y - top]
  const at = top * faxWidthPx + left
  const upper = (grey[at] ?? 255) * (1 - dx) + (grey[at + 1] ?? 255) * dx
  const lower = (grey[at + faxWidthPx] ?? 255) * (1 - dx) + (grey[at + faxWidthPx + 1] ?? 255) * dx
  return Math.round(upper * (1 - dy) + lower * dy)
}

/** What surrounds a box once the page is turned. */
export function straightenedBox(box: Box, heightPx: number, deg: number, quality: RenditionQuality): Box {
  if (deg === 0) return box
  const { sine, cosine, aspect } = turningOf(deg, quality)
  const [middleX, middleY] = [faxWidthPx / 2, heightPx / 2]
  const corners = [box.left, box.right].flatMap((x) =>
    [box.top, box.bottom].map((y) => {
      const [across, down] = [x - middleX, (y - middleY) * aspect]
      return [across * cosine - down * sine + middleX, (across * sine + down * cosine) / aspect + middleY] as const
    }),
  )
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return {
    left: Math.max(0, Math.floor(Math.min(...xs)) - 1),
    top: Math.max(0, Math.floor(Math.min(...ys)) - 1),
    right: Math.min(faxWidthPx, Math.ceil(Math.max(...xs)) + 1),
    bottom: Math.min(heightPx, Math.ceil(Math.max(...ys)) + 1),
  }
}
