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
const picturesAtMost = 200
/** Groups may hold groups, and hostile ones themselves. */
const depthAtMost = 4
/** FPDF_PAGEOBJ_FORM, fpdf_edit.h: a form XObject, which is a group of objects and no form anybody fills in. */
const groupObject = 5
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
  const pictures: Rectangle[] = []
  collect(engine, pageObjects(engine, page), unmoved, pictures)
  return pictures
    .map((picture) => boxOf(engine, page, picture, placement))
    .filter((box) => box !== undefined)
    .filter((box) => isPhotograph(grey, stride, box))
}

/** A PDF matrix (ISO 32000-2 §8.3.3): a, b, c, d, e, f. */
type Matrix = readonly number[]
type Point = readonly [number, number]
/** Two opposite corners on the page, in its own points. */
type Rectangle = readonly [Point, Point]

const unmoved: Matrix = [1, 0, 0, 1, 0, 0]

interface Objects {
  readonly count: number
  readonly at: (index: number) => number
}

const pageObjects = ({ api }: Engine, page: number): Objects => ({
  count: api.FPDFPage_CountObjects(page),
  at: (index) => api.FPDFPage_GetObject(page, index),
})

const groupObjects = ({ api }: Engine, group: number): Objects => ({
  count: api.FPDFFormObj_CountObjects(group),
  at: (index) => api.FPDFFormObj_GetObject(group, index),
})

/** Finds pictures, and groups of objects with pictures in them (form XObjects), which lie in a space of their own. */
function collect(engine: Engine, { count, at }: Objects, matrix: Matrix, found: Rectangle[], depth = 0): void {
  const { api } = engine
  for (let index = 0; index < Math.min(count, objectsAtMost) && found.length < picturesAtMost; index += 1) {
    const object = at(index)
    const type = api.FPDFPageObj_GetType(object)
    if (type === groupObject && depth < depthAtMost) {
      const own = floatsOf(engine, 6, (pointer) => api.FPDFPageObj_GetMatrix(object, pointer))
      if (own) collect(engine, groupObjects(engine, object), times(own, matrix), found, depth + 1)
    }
    if (type !== imageObject) continue
    const bounds = floatsOf(engine, 4, (pointer) =>
      api.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12),
    )
    if (bounds) found.push(rectangleOf(bounds, matrix))
  }
}

/** Floats that PDFium writes where it is told to; none if it says that it did not. */
function floatsOf({ lend, read }: Engine, count: number, write: (pointer: number) => boolean): Matrix | undefined {
  return lend(new Uint8Array(count * 4), (pointer) =>
    write(pointer) ? [...new Float32Array(read(pointer, count * 4).buffer)] : undefined,
  )
}

/** First `inner`, then `outer`. */
function times(inner: Matrix, outer: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = inner
  const turn = ([x, y]: Point): Point => moved([x, y], [...outer.slice(0, 4), 0, 0])
  return [...turn([a, b]), ...turn([c, d]), ...moved([e, f], outer)]
}

function moved([x, y]: Point, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): Point {
  return [a * x + c * y + e, b * x + d * y + f]
}

/** PDFium's left, bottom, right, top, seen on the page; of a slanted picture, what surrounds it. */
function rectangleOf([left = 0, bottom = 0, right = 0, top = 0]: Matrix, matrix: Matrix): Rectangle {
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ] as const
  const points = corners.map((corner) => moved(corner, matrix))
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ]
}

/** A picture in dots from the top left corner, if it is large enough to be a photograph and not the whole page. */
function boxOf(engine: Engine, page: number, [one, other]: Rectangle, placement: Placement): Box | undefined {
  const [x1, y1] = toDots(engine, page, placement, one)
  const [x2, y2] = toDots(engine, page, placement, other)
  const { leftPx, widthPx, heightPx } = placement
  const box = {
    left: Math.max(leftPx, Math.min(x1, x2)),
    top: Math.max(0, Math.min(y1, y2)),
    right: Math.min(leftPx + widthPx, Math.max(x1, x2)),
    bottom: Math.min(heightPx, Math.max(y1, y2)),
  }
  const [width, height] = [box.right - box.left, box.bottom - box.top]
  if (width < smallestPx || height < smallestPx) return undefined
  return width * height > largestShare * widthPx * heightPx ? undefined : box
}

function toDots(
  { api, lend, read }: Engine,
  page: number,
  { leftPx, widthPx, heightPx }: Placement,
  [x, y]: Point,
): Point {
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
