/**
 * Where photographs lie on a page: pictures whose dots are really of many greys. Only these become dots of ink; dithering
 * anything else would make writing ragged and pages slow to send. A picture as large as the page is a scan, not a photo.
 */
import type { Placement } from '#app/domain/rendition.ts'
import type { Engine } from '../service/pdfium.ts'
import type { Box } from './kernel.ts'
import { imageObject } from './picture.ts'

/** A page may consist of countless pictures; those further on are treated as drawings. */
const objectsAtMost = 2000
const smallestPx = 24
const largestShare = 0.7
/** Dots looked at: each fourth each way. */
const step = 4
/** Greys that are neither ink nor paper; a photograph has this share of them, spread over as many of ten shades. */
const midTones = { from: 48, to: 208 } as const
const midShare = 0.25
const shadesLeast = 5
const shadeShare = 0.01

/** The boxes of photographs on a loaded page, drawn at `placement` into `grey`, rows of `stride` dots. */
export function photographs(
  engine: Engine,
  page: number,
  placement: Placement,
  grey: Uint8Array,
  stride: number,
): readonly Box[] {
  const { api } = engine
  const boxes: Box[] = []
  const count = Math.min(api.FPDFPage_CountObjects(page), objectsAtMost)
  for (let at = 0; at < count; at += 1) {
    const object = api.FPDFPage_GetObject(page, at)
    if (api.FPDFPageObj_GetType(object) !== imageObject) continue
    const box = boxOf(engine, page, object, placement)
    if (box && isPhotograph(grey, stride, box)) boxes.push(box)
  }
  return boxes
}

/** Left, bottom, right and top of an object, in dots from the top left corner. */
function boxOf(engine: Engine, page: number, object: number, placement: Placement): Box | undefined {
  const { api, lend, read } = engine
  const floats = lend(new Uint8Array(16), (pointer) => {
    const known = api.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12)
    return known ? new Float32Array(read(pointer, 16).buffer) : undefined
  })
  if (!floats) return undefined
  const [left = 0, bottom = 0, right = 0, top = 0] = floats
  const [x1, y1] = toDots(engine, page, placement, left, top)
  const [x2, y2] = toDots(engine, page, placement, right, bottom)
  const [edgeX, { heightPx }] = [placement.leftPx + placement.widthPx, placement]
  const box = {
    left: Math.max(placement.leftPx, Math.min(x1, x2)),
    top: Math.max(0, Math.min(y1, y2)),
    right: Math.min(edgeX, Math.max(x1, x2)),
    bottom: Math.min(heightPx, Math.max(y1, y2)),
  }
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  if (width < smallestPx || height < smallestPx) return undefined
  return width * height > largestShare * placement.widthPx * heightPx ? undefined : box
}

function toDots(
  { api, lend, read }: Engine,
  page: number,
  { leftPx, widthPx, heightPx }: Placement,
  x: number,
  y: number,
): readonly [number, number] {
  return lend(new Uint8Array(8), (pointer) => {
    api.FPDF_PageToDevice(page, leftPx, 0, widthPx, heightPx, 0, x, y, pointer, pointer + 4)
    const [across = 0, down = 0] = new Int32Array(read(pointer, 8).buffer)
    return [across, down]
  })
}

function isPhotograph(grey: Uint8Array, stride: number, { left, top, right, bottom }: Box): boolean {
  const shades = new Uint32Array(10)
  let all = 0
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      const value = grey[y * stride + x] ?? 255
      all += 1
      if (value < midTones.from || value >= midTones.to) continue
      const shade = (value - midTones.from) >> 4
      shades[shade] = (shades[shade] ?? 0) + 1
    }
  }
  const mid = shades.reduce((sum, count) => sum + count, 0)
  const spread = shades.filter((count) => count >= shadeShare * all).length
  return mid >= midShare * all && spread >= shadesLeast
}
