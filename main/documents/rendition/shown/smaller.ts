/**
 * A page of dots in fewer greys, for screens: what a window makes of it by itself lets the lines of a photograph beat
 * against its own. Each grey takes in what lies around its place, the nearer the more (a tent, two greys wide and more).
 */
import { strideOf, type Bitmap } from '../kernel.ts'
import type { GreyDots } from './png.ts'

interface Tap {
  readonly first: number
  readonly weights: readonly number[]
}

/** @param wanted the size of the picture, in px; each way it is as large as the page at most */
export function smaller(page: Bitmap, wanted: { readonly widthPx: number; readonly heightPx: number }): GreyDots {
  const to = {
    widthPx: Math.min(wanted.widthPx, page.widthPx),
    heightPx: Math.min(wanted.heightPx, page.heightPx),
  }
  const [columns, rows] = [taps(page.widthPx, to.widthPx), taps(page.heightPx, to.heightPx)]
  const grey = new Uint8Array(to.widthPx * to.heightPx)
  const ink = new Float32Array(strideOf(page.widthPx) * 8)
  rows.forEach(({ first, weights }, y) => {
    ink.fill(0)
    weights.forEach((weight, row) => addRow(ink, page, first + row, weight))
    columns.forEach((column, x) => {
      const darkness = column.weights.reduce((sum, weight, at) => sum + weight * (ink[column.first + at] ?? 0), 0)
      grey[y * to.widthPx + x] = Math.round(255 * (1 - darkness))
    })
  })
  return { grey, stride: to.widthPx, ...to }
}

function addRow(ink: Float32Array, { dots, widthPx }: Bitmap, y: number, weight: number): void {
  const stride = strideOf(widthPx)
  for (let at = 0; at < stride; at += 1) {
    // Most of a page is paper.
    for (let byte = dots[y * stride + at] ?? 0, x = at * 8; byte !== 0; byte = (byte << 1) & 0xff, x += 1)
      if (byte & 0x80) ink[x] = (ink[x] ?? 0) + weight
  }
}

/** The lines of a photograph (build/kernel/dither.ts) lie so far apart; a tent of that reach evens them out wholly. */
const linesPx = 4

function taps(from: number, to: number): readonly Tap[] {
  const ratio = from / to
  const reach = ratio < linesPx / 2 ? ratio : Math.max(ratio, linesPx)
  return Array.from({ length: to }, (_, at) => {
    const middle = (at + 0.5) * ratio
    const first = Math.max(0, Math.ceil(middle - reach - 0.5))
    const end = Math.min(from, Math.floor(middle + reach - 0.5) + 1)
    const shares = Array.from({ length: end - first }, (__, tap) =>
      Math.max(0, 1 - Math.abs(first + tap + 0.5 - middle) / reach),
    )
    const all = shares.reduce((sum, share) => sum + share, 0)
    return { first, weights: shares.map((share) => share / all) }
  })
}
