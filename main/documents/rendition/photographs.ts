/**
 * Where photographs lie on a page: pictures whose dots are really of many greys. Only these become lines of ink; doing so to
 * anything else would make writing ragged and pages slow to send. A picture as large as the page is taken for a scan,
 * with photographs here and there on paper that may be of many greys too; it is one itself where none are found on it
 * and telling ink from paper has left next to nothing.
 */
import { faxWidthPx, type Lying } from '#app/domain/pages/rendition.ts'
import type { Engine } from '../service/pdfium.ts'
import { photographsIn } from './cells/photographs-in.ts'
import { strideOf, type Box, type Cells } from './kernel.ts'
import { floatsOf, moved, type Matrix, type Picture, type Point } from './page-pictures.ts'

const smallestPx = 24
const largestShare = 0.7
/** A sheet with as little as two lines of writing turns from paper to ink and back more often in its mean row. */
const changesLeast = 4
/** Dots looked at: each fourth each way. */
const step = 4
/** Greys that are neither ink nor paper; a photograph has this share of them, spread over as many of ten shades. */
const midTones = { from: 48, to: 208 } as const
const midShare = 0.25
const shadesLeast = 5
const shadeShare = 0.01

/** A page of `faxWidthPx` dots a row: its greys, what was found to be ink, eight dots to a byte, and how it looks from afar. */
export interface Drawn {
  readonly grey: Uint8Array
  readonly ink: Uint8Array
  readonly cells: () => Cells
}

/** The boxes of photographs on a loaded page that was drawn as it `lies`, with these pictures on it. */
export function photographs(
  engine: Engine,
  page: number,
  pictures: readonly Picture[],
  lies: Lying,
  drawn: Drawn,
): readonly Box[] {
  const parts = pictures
    .map((picture) => boundsOf(engine, picture))
    .filter((bounds) => bounds !== undefined)
    .map((bounds) => boxOf(engine, page, bounds, { ...lies, rows: drawn.grey.length / faxWidthPx }))
  const boxes = joined(parts).filter(
    ({ left, top, right, bottom }) => right - left >= smallestPx && bottom - top >= smallestPx,
  )
  const small = boxes.filter((box) => !isLarge(box, drawn.grey) && isPhotograph(drawn.grey, box))
  const large = boxes.filter((box) => isLarge(box, drawn.grey))
  return large.length === 0 ? small : [...small, ...onScan(drawn, large)]
}

function onScan({ grey, ink, cells }: Drawn, scans: readonly Box[]): readonly Box[] {
  const found = photographsIn(cells(), grey)
  return found.length > 0
    ? found
    : scans.filter((box) => changesInRow(ink, box) < changesLeast && isPhotograph(grey, box))
}

/** Two opposite corners on the page, in its own points. */
type Rectangle = readonly [Point, Point]

function boundsOf(engine: Engine, { object, matrix }: Picture): Rectangle | undefined {
  const bounds = floatsOf(engine, 4, (pointer) =>
    engine.api.FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12),
  )
  return bounds && rectangleOf(bounds, matrix)
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

/** How far the edges of strips may lie apart, in dots. */
const seam = 2

/** Strips one below the other are one picture, as wide as they are: many scanners write a page so. */
function joined(parts: readonly Box[]): readonly Box[] {
  const wholes: Box[] = []
  for (const part of parts.toSorted((one, other) => one.top - other.top)) {
    const at = wholes.findIndex(
      ({ left, right, bottom }) =>
        Math.abs(left - part.left) <= seam && Math.abs(right - part.right) <= seam && part.top - bottom <= seam,
    )
    const above = wholes[at]
    if (above) wholes[at] = { ...above, bottom: Math.max(above.bottom, part.bottom) }
    else wholes.push(part)
  }
  return wholes
}

/** A picture in dots from the top left corner, as far as it is on the page. */
function boxOf(engine: Engine, page: number, [one, other]: Rectangle, lies: Lying & { readonly rows: number }): Box {
  const [x1, y1] = toDots(engine, page, lies, one)
  const [x2, y2] = toDots(engine, page, lies, other)
  const { leftPx, topPx, widthPx, heightPx, rows } = lies
  return {
    left: Math.max(0, leftPx, Math.min(x1, x2)),
    top: Math.max(0, topPx, Math.min(y1, y2)),
    right: Math.min(faxWidthPx, leftPx + widthPx, Math.max(x1, x2)),
    bottom: Math.min(rows, topPx + heightPx, Math.max(y1, y2)),
  }
}

const isLarge = ({ left, top, right, bottom }: Box, page: Uint8Array): boolean =>
  (right - left) * (bottom - top) > largestShare * page.length

/** How often a row of the box turns from ink to paper or back, the mean of every fourth one. */
function changesInRow(ink: Uint8Array, { left, top, right, bottom }: Box): number {
  const [first, end] = [left >> 3, (right + 7) >> 3]
  let changes = 0
  for (let y = top; y < bottom; y += step) {
    let before = 0
    for (let at = first; at < end; at += 1) {
      const byte = ink[y * strideOf(faxWidthPx) + at] ?? 0
      changes += bitsIn[byte ^ (byte >> 1) ^ ((before << 7) & 0x80)] ?? 0
      before = byte
    }
  }
  return (changes * step) / (bottom - top)
}

/** How many bits of each byte are set. */
const bitsIn = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

function toDots(
  { api, lend, read }: Engine,
  page: number,
  { leftPx, topPx, widthPx, heightPx }: Lying,
  [x, y]: Point,
): Point {
  return lend(new Uint8Array(8), (pointer) => {
    api.FPDF_PageToDevice(page, leftPx, topPx, widthPx, heightPx, 0, x, y, pointer, pointer + 4)
    const [across = 0, down = 0] = new Int32Array(read(pointer, 8).buffer)
    return [across, down]
  })
}

function isPhotograph(grey: Uint8Array, { left, top, right, bottom }: Box): boolean {
  const shades = new Uint32Array(10)
  let all = 0
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      const value = grey[y * faxWidthPx + x] ?? 255
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
