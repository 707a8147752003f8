/** Where on a page anything stands, so that white margins can be told from it. */
import type { PageBox } from '#app/domain/pages/page-marks.ts'
import type { Placement } from '#app/domain/pages/rendition.ts'
import { strideOf } from '../rendition/kernel.ts'
import type { ScanDots } from './scan.ts'

/** Pale writing counts before any ink does: what is taken for margin is not printed on an enlarged page. */
const paperFrom = 232
/** A row or column with fewer dots holds a speck. */
const dotsLeast = 2

/** The smallest box around all that is not paper, in shares of the page; undefined on a blank page. */
export function inkBoxOf({ grey, ink, widthPx, heightPx }: ScanDots, { leftPx, widthPx: across }: Placement) {
  const [rows, columns] = [new Uint32Array(heightPx), new Uint32Array(widthPx)]
  const stride = strideOf(widthPx)
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const inked = ((ink[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
      if (!inked && (grey[y * widthPx + x] ?? 255) >= paperFrom) continue
      rows[y] = (rows[y] ?? 0) + 1
      columns[x] = (columns[x] ?? 0) + 1
    }
  }
  const [top, bottom] = ends(rows)
  const [left, right] = ends(columns)
  if (top < 0 || left < 0) return undefined
  const share = (value: number, of: number): number => Math.max(0, Math.min(1, value / of))
  const [x1, x2] = [share(left - leftPx, across), share(right + 1 - leftPx, across)]
  const [y1, y2] = [share(top, heightPx), share(bottom + 1, heightPx)]
  return { left: x1, top: y1, width: x2 - x1, height: y2 - y1 } satisfies PageBox
}

const ends = (counts: Uint32Array): readonly [number, number] => [
  counts.findIndex((count) => count >= dotsLeast),
  counts.findLastIndex((count) => count >= dotsLeast),
]
