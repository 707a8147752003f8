/**
 * Which pages are scans, and where: an upright, opaque picture over most of a page, whole or in strips one below the
 * other, with or without paper around it. What else is on such a page is for `draw.ts` to judge, and how the picture is read for `picture.ts`.
 */
import { faxWidthPx, type Lying } from '#app/domain/pages/rendition.ts'
import type { Engine } from '../service/pdfium.ts'
import { areaOf } from './cells/groups.ts'
import type { PictureFacts } from './coded.ts'
import type { Box } from './kernel.ts'
import { floatsOf, groupObject, imageObject, type Point } from './page-pictures.ts'
import { factsOf } from './picture.ts'
import { columnRatioAtMost } from './scaling.ts'

/** PDFium's picture, good for as long as the page is loaded, and the dots of the fax page that it fills. */
export interface Part {
  readonly object: number
  readonly box: Box
  readonly facts: PictureFacts
}

export interface Scan {
  /** In drawing order. */
  readonly parts: readonly Part[]
  /** Around all of them. */
  readonly box: Box
  /** Nothing else is on the page. */
  readonly alone: boolean
}

/** Where a page lies on a fax page of so many rows. */
export type Laid = Lying & { readonly rows: number }

/** In points, upwards, as PDFs have them. */
export interface Edges {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** More are no strips of a page. */
const partsAtMost = 200
/** A picture with a smaller share of its page is no scan of it. */
const leastShare = 0.5
/** A scan ends with its page, or with what may be seen of it, if it ends so near to it, in points. */
const nearly = 1
/** Numbers in PDFs are rounded, in points; and so are ours, in dots. */
const rounding = { pt: 0.01, px: 0.02 } as const
/** The kernel scales nothing narrower. */
const leastPx = 16

/** The scan on a loaded page; undefined of pages that are none. */
export function scanOn(engine: Engine, page: number, laid: Laid): Scan | undefined {
  const { api } = engine
  const sheet = sheetOf(engine, page)
  if (!sheet || api.FPDFPage_GetRotation(page) !== 0) return undefined
  const parts: Part[] = []
  for (const object of picturesAlone(engine, page)) {
    const part = partOf(engine, page, object, sheet, laid)
    if (!part) return undefined
    parts.push(part)
  }
  const box = stacked(parts.map((part) => part.box))
  const large = box && areaOf(box) >= leastShare * laid.widthPx * laid.heightPx
  return large ? { parts, box, alone: api.FPDFPage_CountObjects(page) === parts.length } : undefined
}

/** The pictures of a page without groups of objects, which may have some in them; none of any other. */
function picturesAlone({ api }: Engine, page: number): readonly number[] {
  const pictures: number[] = []
  for (let at = 0; at < api.FPDFPage_CountObjects(page); at += 1) {
    const object = api.FPDFPage_GetObject(page, at)
    const type = api.FPDFPageObj_GetType(object)
    if (type === groupObject || pictures.length === partsAtMost) return []
    if (type === imageObject) pictures.push(object)
  }
  return pictures
}

function partOf(engine: Engine, page: number, object: number, sheet: Edges, laid: Laid): Part | undefined {
  if (engine.api.FPDFPageObj_HasTransparency(object) || isLayered(engine, object)) return undefined
  const seen = seenThrough(engine, object, sheet)
  const shown = seen && shownIn(engine, object, seen)
  const box = shown && boxOf(shown, sheet, laid)
  const facts = box && factsOf(engine, page, object)
  const fits = facts && facts.widthPx <= (box.right - box.left) * columnRatioAtMost
  return fits ? { object, box, facts } : undefined
}

/** The box of boxes one below the other. Neighbours may share a row, since both take all dots they touch. */
function stacked(boxes: readonly Box[]): Box | undefined {
  const [first, ...others] = boxes.toSorted((one, other) => one.top - other.top)
  let whole = first
  for (const { left, top, right, bottom } of others) {
    const next = whole?.left === left && whole.right === right && (top === whole.bottom || top === whole.bottom - 1)
    whole = whole && next ? { ...whole, bottom } : undefined
  }
  return whole
}

/** Whether it depends on the state of a layer that an object is shown (ISO 32000-2 §8.11.3.2). */
function isLayered({ api, lend, read }: Engine, object: number): boolean {
  return Array.from({ length: Math.max(0, api.FPDFPageObj_CountMarks(object)) }).some((_, at) =>
    lend(new Uint8Array(16), (pointer) => {
      api.FPDFPageObjMark_GetName(api.FPDFPageObj_GetMark(object, at), pointer, 12, pointer + 12)
      return Buffer.from(read(pointer, 6)).toString('utf16le') === 'OC\0'
    }),
  )
}

/** The crop box within the media box of a loaded page, as PDFium itself shows it; undefined if nothing is left. */
export function sheetOf(engine: Engine, page: number): Edges | undefined {
  const [left = 0, top = 0, right = 0, bottom = 0] =
    floatsOf(engine, 4, (at) => engine.api.FPDF_GetPageBoundingBox(page, at)) ?? []
  return right > left && top > bottom ? { left, bottom, right, top } : undefined
}

/** The part of the sheet on which an object may be seen; undefined if that is no rectangle. */
function seenThrough(engine: Engine, object: number, sheet: Edges): Edges | undefined {
  const clip = engine.api.FPDFPageObj_GetClipPath(object)
  let seen: Edges | undefined = sheet
  for (let path = 0; seen && path < engine.api.FPDFClipPath_CountPaths(clip); path += 1) {
    const hole = rectangleOf(pointsOf(engine, clip, path))
    seen = hole && {
      left: Math.max(seen.left, hole.left),
      bottom: Math.max(seen.bottom, hole.bottom),
      right: Math.min(seen.right, hole.right),
      top: Math.min(seen.top, hole.top),
    }
  }
  return seen
}

/** FPDF_SEGMENT_BEZIERTO, fpdf_edit.h. */
const curve = 1

/** The corners of a path of straight lines; of any other, and of one with more corners than a rectangle, none. */
function pointsOf(engine: Engine, clip: number, path: number): readonly Point[] {
  const { api } = engine
  const count = api.FPDFClipPath_CountPathSegments(clip, path)
  if (count > 5) return []
  const segments = Array.from({ length: count }, (_, at) => api.FPDFClipPath_GetPathSegment(clip, path, at))
  if (segments.some((segment) => api.FPDFPathSegment_GetType(segment) === curve)) return []
  return segments.map((segment) => {
    const [x = Number.NaN, y = Number.NaN] =
      floatsOf(engine, 2, (at) => api.FPDFPathSegment_GetPoint(segment, at, at + 4)) ?? []
    return [x, y]
  })
}

function rectangleOf([one, next, other, last, end = one]: readonly Point[]): Edges | undefined {
  if (!one || !next || !other || !last || !end || !meets(end, one)) return undefined
  const [corner, opposite]: readonly [Point, Point] = [
    [one[0], other[1]],
    [other[0], one[1]],
  ]
  const upright = meets(next, corner) ? meets(last, opposite) : meets(next, opposite) && meets(last, corner)
  if (!upright) return undefined
  const [xs, ys] = [
    [one[0], other[0]],
    [one[1], other[1]],
  ] as const
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) }
}

const meets = ([x, y]: Point, other: Point): boolean =>
  Math.abs(x - other[0]) < rounding.pt && Math.abs(y - other[1]) < rounding.pt

/** Where an upright picture is shown, all of which is to be seen. */
function shownIn(engine: Engine, object: number, seen: Edges): Edges | undefined {
  const matrix = floatsOf(engine, 6, (at) => engine.api.FPDFPageObj_GetMatrix(object, at))
  const [a = 0, b = nearly, c = nearly, d = 0, left = 0, bottom = 0] = matrix ?? []
  if (Math.abs(b) >= nearly || Math.abs(c) >= nearly) return undefined
  const shown = {
    left: near(left, seen.left),
    bottom: near(bottom, seen.bottom),
    right: near(left + a, seen.right),
    top: near(bottom + d, seen.top),
  }
  const whole =
    shown.left >= seen.left && shown.bottom >= seen.bottom && shown.right <= seen.right && shown.top <= seen.top
  return whole ? shown : undefined
}

const near = (value: number, end: number): number => (Math.abs(value - end) < nearly ? end : value)

/** All dots that a picture touches, as PDFium has it; undefined of one too small, or that lies beside the paper. */
function boxOf(shown: Edges, sheet: Edges, { leftPx, topPx, widthPx, heightPx, rows }: Laid): Box | undefined {
  const x = (pt: number): number => leftPx + ((pt - sheet.left) / (sheet.right - sheet.left)) * widthPx
  const y = (pt: number): number => topPx + ((sheet.top - pt) / (sheet.top - sheet.bottom)) * heightPx
  const box = {
    left: Math.floor(x(shown.left) + rounding.px),
    top: Math.floor(y(shown.top) + rounding.px),
    right: Math.ceil(x(shown.right) - rounding.px),
    bottom: Math.ceil(y(shown.bottom) - rounding.px),
  }
  const inside = box.left >= 0 && box.top >= 0 && box.right <= faxWidthPx && box.bottom <= rows
  return inside && box.right - box.left >= leastPx && box.bottom > box.top ? box : undefined
}
