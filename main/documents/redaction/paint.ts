/**
 * Pages that go as pictures: with parts hidden, or repaired. The page is drawn as the fax prints it, hidden parts are
 * taken out of the greys and painted into the dots, and only the dots go on. No text, font, form or remark may come
 * along, and nothing outside a box may depend on what was under it.
 */
import {
  boxIn,
  enlargedPage,
  repaired,
  repairedGrey,
  turnedBox,
  type PageBox,
  type Repairs,
} from '#app/domain/pages/page-marks.ts'
import {
  faxDpi,
  faxWidthPx,
  lyingOn,
  type Lying,
  type Placement,
  type RenditionQuality,
} from '#app/domain/pages/rendition.ts'
import { writePictures } from '../intake/picture-pdf.ts'
import type { Drawing } from '../rendition/draw.ts'
import { strideOf, type Box } from '../rendition/kernel.ts'
import { makePage, type RenditionTools } from '../rendition/rendition.ts'
import { turned, withPage } from '../service/pdfium.ts'
import type { ChosenPage, RenditionPage } from '../service/protocol.ts'
import { roomUnderStrip } from '../service/stamp.ts'
import { straighten, straightenedBox } from './straighten.ts'

export interface Painted extends RenditionPage {
  /** The hidden parts, in dots of the picture. */
  readonly hidden: readonly Box[]
}

/**
 * What is painted stays as it is until it is printed: it has the dots of the packet's quality, and where the sender line is
 * to stand along the top there is room for it.
 */
export interface Paper {
  readonly quality: RenditionQuality
  readonly strip: boolean
}

/** Paints one page of an open document, turned and marked as chosen. */
export function paintPage(
  tools: RenditionTools,
  drawing: Drawing,
  document: number,
  chosen: ChosenPage,
  paper: Paper,
): Painted {
  return withPage(tools.engine, document, chosen.index, (page) =>
    turned(tools.engine, page, chosen.turn, () => paint(tools, drawing, page, chosen, paper)),
  )
}

function paint(
  tools: RenditionTools,
  drawing: Drawing,
  page: number,
  { boxes = [], turn, repairs = {} }: ChosenPage,
  { quality, strip }: Paper,
): Painted {
  let hidden: readonly Box[] = []
  const { enlarge, straighten: deg = 0 } = repairs
  const roomOn = (paper: Placement): PageBox => (strip ? roomUnderStrip(paintedSize(paper, quality)) : whole)
  const made = makePage(tools, drawing, page, quality, {
    lay: (paper) => lyingOn(paper, boxIn(roomOn(paper), enlarge ? enlargedPage(turnedBox(enlarge, turn)) : whole)),
    grey(grey, placed, lies) {
      const drawn = boxes.map((box) => dotsOf(turnedBox(box, turn), lies, placed))
      for (const box of drawn) fill(grey, box, 255)
      repair(grey, placed, quality, repairs)
      const room = dotsOf(whole, lyingOn(placed, roomOn(placed)), placed)
      clearAround(grey, room)
      hidden = drawn.map((box) => shared(straightenedBox(box, placed.heightPx, deg, quality), room))
      // White to the binariser, whose judgement of a place rests on what is near it.
      for (const box of hidden) fill(grey, box, 255)
    },
    ink: (dots) => hidden.forEach((box) => blacken(dots, box)),
  })
  return { ...made, hidden }
}

const whole: PageBox = { left: 0, top: 0, width: 1, height: 1 }

/** How large the page of a painted picture is, in points. */
const paintedSize = ({ heightPx }: Placement, quality: RenditionQuality) => ({
  width: (faxWidthPx / faxDpi.across) * 72,
  height: (heightPx / faxDpi.down[quality]) * 72,
})

const shared = (one: Box, other: Box): Box => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
})

/** What repairs have moved or blackened outside the page's room is not printed. */
function clearAround(grey: Uint8Array, { left, top, right, bottom }: Box): void {
  const rows = grey.length / faxWidthPx
  fill(grey, { left: 0, top: 0, right: faxWidthPx, bottom: top }, 255)
  fill(grey, { left: 0, top: bottom, right: faxWidthPx, bottom: rows }, 255)
  fill(grey, { left: 0, top, right: left, bottom }, 255)
  fill(grey, { left: right, top, right: faxWidthPx, bottom }, 255)
}

/** A whole dot that a box touches is hidden. */
function dotsOf({ left, top, width, height }: PageBox, lies: Lying, paper: Placement): Box {
  const { leftPx, topPx, widthPx, heightPx } = lies
  return {
    left: Math.max(0, Math.floor(leftPx + left * widthPx)),
    top: Math.max(0, Math.floor(topPx + top * heightPx)),
    right: Math.min(faxWidthPx, Math.ceil(leftPx + (left + width) * widthPx)),
    bottom: Math.min(paper.heightPx, Math.ceil(topPx + (top + height) * heightPx)),
  }
}

function fill(grey: Uint8Array, { left, top, right, bottom }: Box, value: number): void {
  for (let y = top; y < bottom; y += 1) grey.fill(value, y * faxWidthPx + left, y * faxWidthPx + right)
}

function blacken(dots: Uint8Array, { left, top, right, bottom }: Box): void {
  const stride = strideOf(faxWidthPx)
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * stride + (x >> 3)
      dots[at] = (dots[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
}

function repair(grey: Uint8Array, { heightPx }: Placement, quality: RenditionQuality, repairs: Repairs): void {
  if (!repaired({ repairs })) return
  if (repairs.straighten) straighten(grey, heightPx, repairs.straighten, quality)
  const greys = Uint8Array.from({ length: 256 }, (_, value) => repairedGrey(value, repairs))
  for (let at = 0; at < grey.length; at += 1) grey[at] = greys[grey[at] ?? 255] ?? 255
}

/** Pages as a PDF of one picture a page, as large as the fax prints them. */
export const paintedPdf = (pages: readonly RenditionPage[], quality: RenditionQuality): Uint8Array =>
  writePictures(
    pages.map(({ g4, widthPx, heightPx }) => ({
      coding: 'g4',
      colours: 1,
      coded: [g4],
      widthPx,
      heightPx,
      orientation: 1,
      dpi: [faxDpi.across, faxDpi.down[quality]],
    })),
  )
