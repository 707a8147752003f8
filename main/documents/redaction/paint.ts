/**
 * Pages that go as pictures: with parts hidden, or repaired. The page is drawn as the fax prints it, hidden parts are
 * taken out of the greys and painted into the dots, and only the dots go on. No text, font, form or remark may come
 * along, and nothing outside a box may depend on what was under it.
 */
import {
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
import { withPage } from '../service/pdfium.ts'
import type { ChosenPage, RenditionPage } from '../service/protocol.ts'
import { straighten, straightenedBox } from './straighten.ts'

export interface Painted extends RenditionPage {
  /** The hidden parts, in dots of the picture. */
  readonly hidden: readonly Box[]
}

/** Paints one page of an open document, turned and marked as chosen. */
export function paintPage(
  tools: RenditionTools,
  drawing: Drawing,
  document: number,
  chosen: ChosenPage,
  quality: RenditionQuality,
): Painted {
  const { api } = tools.engine
  return withPage(tools.engine, document, chosen.index, (page) => {
    const own = api.FPDFPage_GetRotation(page)
    api.FPDFPage_SetRotation(page, (own + chosen.turn / 90) % 4)
    try {
      return paint(tools, drawing, page, chosen, quality)
    } finally {
      // The same page may go once more, turned another way.
      api.FPDFPage_SetRotation(page, own)
    }
  })
}

function paint(
  tools: RenditionTools,
  drawing: Drawing,
  page: number,
  { boxes = [], turn, repairs = {} }: ChosenPage,
  quality: RenditionQuality,
): Painted {
  let hidden: readonly Box[] = []
  const { enlarge } = repairs
  const made = makePage(tools, drawing, page, quality, {
    lay: enlarge && ((paper) => lyingOn(paper, enlargedPage(turnedBox(enlarge, turn)))),
    grey(grey, placed, lies) {
      const drawn = boxes.map((box) => dotsOf(turnedBox(box, turn), lies, placed))
      for (const box of drawn) fill(grey, box, 255)
      repair(grey, placed, quality, repairs)
      const { straighten: deg = 0 } = repairs
      hidden = drawn.map((box) => straightenedBox(box, placed.heightPx, deg, quality))
      // White to the binariser, whose judgement of a place rests on what is near it.
      for (const box of hidden) fill(grey, box, 255)
    },
    ink: (dots) => hidden.forEach((box) => blacken(dots, box)),
  })
  return { ...made, hidden }
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
