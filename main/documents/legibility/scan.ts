/** What can be measured on a page that is a picture, from its greys and from the ink they become. Numbers only. */
import type { ScanFacts } from '#app/domain/pages/legibility.ts'
import { faxDpi } from '#app/domain/pages/rendition.ts'
import { strideOf } from '../rendition/kernel.ts'

export interface ScanDots {
  readonly grey: Uint8Array
  readonly ink: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
}

const block = 8
/** A block with less difference than this is bare paper or plain shade. */
const rangeLeast = 24
const middle = { from: 64, to: 192 } as const

export const bits = Uint8Array.from({ length: 256 }, (_, value) => value.toString(2).replaceAll('0', '').length)

export const inkShareOf = ({ ink, widthPx, heightPx }: Pick<ScanDots, 'ink' | 'widthPx' | 'heightPx'>): number =>
  ink.reduce((sum, byte) => sum + (bits[byte] ?? 0), 0) / (widthPx * heightPx)

export function measureScan(dots: ScanDots): ScanFacts {
  const midway = dots.grey.reduce((sum, grey) => sum + (grey >= middle.from && grey < middle.to ? 1 : 0), 0)
  return {
    contrast: contrastOf(dots),
    midShare: midway / dots.grey.length,
    inkShare: inkShareOf(dots),
    skewDeg: skewOf(dots),
    cutShare: cutOf(dots),
    thinShare: thinOf(dots),
  }
}

/** The usual difference inside blocks in which anything stands. */
function contrastOf({ grey, widthPx, heightPx }: ScanDots): number {
  const ranges: number[] = []
  for (let top = 0; top + block <= heightPx; top += block) {
    for (let left = 0; left + block <= widthPx; left += block) {
      let [low, high] = [255, 0]
      for (let y = top; y < top + block; y += 2) {
        for (let x = left; x < left + block; x += 1) {
          const value = grey[y * widthPx + x] ?? 255
          if (value < low) low = value
          if (value > high) high = value
        }
      }
      if (high - low >= rangeLeast) ranges.push(high - low)
    }
  }
  // Blocks at the rim of a stroke hold little of it: the upper quarter says how dark strokes are.
  ranges.sort((a, b) => a - b)
  return ranges.length < blocksLeast ? 255 : (ranges[Math.floor(ranges.length * 0.75)] ?? 255)
}

/** A page with fewer blocks of anything is blank. */
const blocksLeast = 40

const skewMost = 5
const skewStep = 0.25

/** Lines of writing are sharpest when looked at along them. Clockwise, in degrees; 0 where nothing is sharper. */
function skewOf({ ink, widthPx, heightPx }: ScanDots): number {
  const stride = strideOf(widthPx)
  const places: number[] = []
  // The edges are left out: shadows and punch holes there are straight when the page is not.
  for (let y = 60; y < heightPx - 60; y += 1)
    for (let x = 8; x < stride - 8; x += 1) if (ink[y * stride + x]) places.push(y * stride + x)
  if (places.length < 500) return 0
  const sharpness = (deg: number): number => {
    const rows = new Uint32Array(heightPx + 512)
    const slope = Math.tan((deg * Math.PI) / 180) * block * (faxDpi.down.fine / faxDpi.across)
    for (const place of places) {
      const y = Math.floor(place / stride)
      const row = Math.round(y - ((place % stride) - stride / 2) * slope) + 256
      rows[row] = (rows[row] ?? 0) + (bits[ink[place] ?? 0] ?? 0)
    }
    return rows.reduce((sum, count) => sum + count * count, 0)
  }
  const straight = sharpness(0)
  let best = { deg: 0, sharp: straight }
  const tryAll = (from: number, to: number, step: number): void => {
    for (let deg = from; deg <= to; deg += step) {
      const sharp = sharpness(deg)
      if (sharp > best.sharp) best = { deg, sharp }
    }
  }
  tryAll(-skewMost, skewMost, 2 * skewStep)
  tryAll(best.deg - skewStep, best.deg + skewStep, 2 * skewStep)
  return best.sharp > 1.15 * straight ? best.deg : 0
}

const edge = 6

/** The worst of four edges. A black rim is a scanner's shadow and no writing: it touches nearly all of the edge. */
function cutOf({ ink, widthPx, heightPx }: ScanDots): number {
  const stride = strideOf(widthPx)
  const inked = (x: number, y: number): boolean => ((ink[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0
  const share = (length: number, at: (along: number, deep: number) => boolean): number => {
    let touching = 0
    for (let along = 0; along < length; along += 1) {
      let deep = 0
      while (deep < edge && !at(along, deep)) deep += 1
      if (deep < edge) touching += 1
    }
    return touching / length
  }
  const shares = [
    share(heightPx, (y, deep) => inked(deep, y)),
    share(heightPx, (y, deep) => inked(widthPx - 1 - deep, y)),
    share(widthPx, (x, deep) => inked(x, deep)),
    share(widthPx, (x, deep) => inked(x, heightPx - 1 - deep)),
  ]
  return Math.max(...shares)
}

/** Ink with paper right above and right below. */
function thinOf({ ink, widthPx }: ScanDots): number {
  const stride = strideOf(widthPx)
  let [thin, all] = [0, 0]
  for (let at = stride; at < ink.length - stride; at += 1) {
    const own = ink[at] ?? 0
    all += bits[own] ?? 0
    thin += bits[own & ~(ink[at - stride] ?? 0) & ~(ink[at + stride] ?? 0) & 0xff] ?? 0
  }
  return all === 0 ? 0 : thin / all
}
