import type { PageSize } from '#app/domain/pages/document.ts'
import { placement } from '#app/domain/pages/rendition.ts'
import { decodeG4 } from '#main/documents/rendition/g4-decode.ts'
import { strideOf } from '#main/documents/rendition/kernel.ts'
import type { RenditionPage } from '#main/documents/service/protocol.ts'
import { gridOf, shrink, type Tones } from './likeness.ts'

/** A page as the service made it, fine, without the margins beside a page narrower than the paper; `grid` is Poppler's. */
export function printed(
  { g4, widthPx, heightPx }: RenditionPage,
  size: PageSize,
  grid = gridOf(size.widthPt, size.heightPt),
): Tones {
  const { dots } = decodeG4(g4, widthPx, heightPx)
  const stride = strideOf(widthPx)
  const { leftPx, widthPx: width } = placement(size, 'fine')
  const dotAt = (x: number, y: number): number =>
    ((dots[y * stride + ((x + leftPx) >> 3)] ?? 0) >> (7 - ((x + leftPx) & 7))) & 1
  // Photographs are lines four dots apart: a dot's tone is that of four, or the places of a grid would beat against them.
  const inkAt = (x: number, y: number): number => {
    const from = Math.max(0, Math.min(x - 2, width - 4))
    return (dotAt(from, y) + dotAt(from + 1, y) + dotAt(from + 2, y) + dotAt(from + 3, y)) / 4
  }
  return shrink({ width, height: heightPx, inkAt }, grid)
}
