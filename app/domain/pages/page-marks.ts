/**
 * What a person does to one page beyond turning it: parts hidden, and repairs that make it readable on a fax. Values and
 * geometry shared by page and main side; a marked page is sent as a picture (main/documents/redaction).
 */
import { z } from 'zod'
import type { Turn } from './document.ts'

export const marksLimits = Object.freeze({ boxesAtMost: 200, straightenDeg: 6 } as const)

const share = z.number().min(0).max(1)

/** A part of a page in shares of its width and height, from the top left, as it comes: before any turn of ours. */
export const PageBox = z.strictObject({ left: share, top: share, width: share, height: share })
export type PageBox = z.infer<typeof PageBox>

/** Repairs of one page. `straighten` turns it clockwise by so many degrees; `enlarge` makes a part of it fill the paper. */
export const Repairs = z.strictObject({
  darken: z.literal(true).optional(),
  invert: z.literal(true).optional(),
  straighten: z.number().min(-marksLimits.straightenDeg).max(marksLimits.straightenDeg).optional(),
  enlarge: PageBox.optional(),
})
export type Repairs = z.infer<typeof Repairs>

/** Absent: nothing hidden, nothing repaired. */
export const PageMarks = z.strictObject({
  boxes: z.array(PageBox).max(marksLimits.boxesAtMost).optional(),
  repairs: Repairs.optional(),
})
export type PageMarks = z.infer<typeof PageMarks>

export const hidesAnything = ({ boxes }: { readonly boxes?: readonly PageBox[] | undefined }): boolean =>
  (boxes?.length ?? 0) > 0

export const repaired = ({ repairs }: { readonly repairs?: Repairs | undefined }): boolean =>
  repairs !== undefined && Object.values(repairs).some((one) => one !== undefined)

/** The same part of the page after a clockwise turn. */
export function turnedBox({ left, top, width, height }: PageBox, turn: Turn): PageBox {
  switch (turn) {
    case 0:
      return { left, top, width, height }
    case 90:
      return { left: 1 - top - height, top: left, width: height, height: width }
    case 180:
      return { left: 1 - left - width, top: 1 - top - height, width, height }
    case 270:
      return { left: top, top: 1 - left - width, width: height, height: width }
  }
}

const backwards = { 0: 0, 90: 270, 180: 180, 270: 90 } as const

/** A part of the turned page, as it lies on the page that comes. */
export const unturnedBox = (box: PageBox, turn: Turn): PageBox => turnedBox(box, backwards[turn])

/** Whether a box lies within another, or is the same. */
export const inside = (outer: PageBox, { left, top, width, height }: PageBox): boolean =>
  left >= outer.left &&
  top >= outer.top &&
  left + width <= outer.left + outer.width &&
  top + height <= outer.top + outer.height

/**
 * A page's boxes and others, but for those that lie within one that is there; `covered` says how many of the others are
 * hidden now: fewer than there are where a page has no more room.
 */
export function withBoxes(
  boxes: readonly PageBox[],
  others: readonly PageBox[],
): { readonly boxes: readonly PageBox[]; readonly covered: number } {
  const all = [...boxes]
  let covered = 0
  for (const other of others) {
    const hidden = all.some((box) => inside(box, other))
    if (!hidden && all.length >= marksLimits.boxesAtMost) continue
    if (!hidden) all.push(other)
    covered += 1
  }
  return { boxes: all, covered }
}

/** The part within the page; shares that rounding has pushed outside come back. */
export function withinPage({ left, top, width, height }: PageBox): PageBox {
  const [x, y] = [within(left), within(top)]
  return { left: x, top: y, width: within(Math.min(width, 1 - x)), height: within(Math.min(height, 1 - y)) }
}

/** The smallest box that holds both. */
export function around(one: PageBox, other: PageBox): PageBox {
  const [left, top] = [Math.min(one.left, other.left), Math.min(one.top, other.top)]
  return {
    left,
    top,
    width: Math.max(one.left + one.width, other.left + other.width) - left,
    height: Math.max(one.top + one.height, other.top + other.height) - top,
  }
}

const within = (value: number): number => Math.max(0, Math.min(1, value))

/** White left around an enlarged part, in shares of the paper: no machine prints to its edge. */
const enlargedMargin = 0.03
const enlargedAtMost = 2.5

/** How many times larger a part is when it fills the paper. */
export const enlargedTimes = ({ width, height }: PageBox): number =>
  Math.min(enlargedAtMost, (1 - 2 * enlargedMargin) / Math.max(width, height, enlargedMargin))

/**
 * Where the whole page lies, in shares of the paper, when a part of it is enlarged: in the middle from side to side, and
 * as near the top as it was. What lies outside the paper is not printed.
 */
export function enlargedPage(part: PageBox): PageBox {
  const times = enlargedTimes(part)
  const free = 1 - 2 * enlargedMargin - part.height * times
  const above = part.height < 1 ? part.top / (1 - part.height) : 0
  return {
    left: 0.5 - (part.left + part.width / 2) * times,
    top: enlargedMargin + above * free - part.top * times,
    width: times,
    height: times,
  }
}

/** A box of the page, as it lies on the paper when a part is enlarged. */
export const enlargedBox = (box: PageBox, part: PageBox): PageBox => withinPage(boxIn(enlargedPage(part), box))

/** A box that is said in shares of a part, in shares of the whole. */
export const boxIn = (part: PageBox, { left, top, width, height }: PageBox): PageBox => ({
  left: part.left + left * part.width,
  top: part.top + top * part.height,
  width: width * part.width,
  height: height * part.height,
})

/** How much darker than it is a repair makes ink: its distance from white, so many times. */
export const darkenTimes = 3

/** A grey (0 black, 255 white) after the repairs that change greys. */
export function repairedGrey(grey: number, { darken, invert }: Repairs): number {
  const turned = invert ? 255 - grey : grey
  return darken ? Math.max(0, 255 - (255 - turned) * darkenTimes) : turned
}
