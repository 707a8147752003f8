/** Boxes over parts of a page, as values: what a key or a pointer makes of them. Places are shares of the shown page. */
import { inside, marksLimits, turnedBox, unturnedBox, withinPage, type PageBox } from '#app/domain/pages/page-marks.ts'
import type { Edit, Editor } from '../../editor/draft-editor.ts'

/** Smaller than this nobody meant to draw one. */
const least = 0.004
const step = 0.01
/** What Enter puts on a page: a line or two in its middle. */
const fresh: PageBox = { left: 0.35, top: 0.48, width: 0.3, height: 0.03 }

/** The draft whose pages are marked. */
interface Desk {
  readonly store: { readonly getState: () => { readonly editor: Editor } }
  readonly edit: (change: Edit) => void
}

export type Point = { readonly x: number; readonly y: number }

/** What lies between two places; undefined for a mere click. */
export function boxBetween(one: Point, other: Point): PageBox | undefined {
  const box = withinPage({
    left: Math.min(one.x, other.x),
    top: Math.min(one.y, other.y),
    width: Math.abs(one.x - other.x),
    height: Math.abs(one.y - other.y),
  })
  return box.width >= least && box.height >= least ? box : undefined
}

const ways: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

/** The box after an arrow: moved, or with Shift sized; undefined for other keys. */
export function boxAfter(box: PageBox, key: string, sized: boolean): PageBox | undefined {
  const way = ways[key]
  if (!way) return undefined
  if (sized) {
    return withinPage({
      ...box,
      width: Math.max(least, box.width + way.x),
      height: Math.max(least, box.height + way.y),
    })
  }
  const left = Math.max(0, Math.min(1 - box.width, box.left + way.x))
  const top = Math.max(0, Math.min(1 - box.height, box.top + way.y))
  return { ...box, left, top }
}

const marksAt = (compose: Desk, at: number) => {
  const page = compose.store.getState().editor.content.pages[at]
  return { turn: page?.turn ?? 0, boxes: page?.boxes ?? [] } as const
}

const put = (compose: Desk, at: number, boxes: readonly PageBox[]): void =>
  compose.edit({ do: 'mark', pages: [{ at, marks: { boxes: boxes.length > 0 ? [...boxes] : undefined } }] })

/** The boxes of a page as it is shown, turned. */
export const shownBoxes = (boxes: readonly PageBox[], turn: 0 | 90 | 180 | 270): readonly PageBox[] =>
  boxes.map((box) => turnedBox(box, turn))

/**
 * Adds a box, and answers its number, from 1. A page without room for more takes one that was drawn in place of those within
 * it; undefined where that makes no room either.
 */
export function addBox(compose: Desk, at: number, drawn?: PageBox): number | undefined {
  const { turn, boxes } = marksAt(compose, at)
  const box = withinPage(unturnedBox(drawn ?? fresh, turn))
  const full = boxes.length >= marksLimits.boxesAtMost
  const others = full && drawn ? boxes.filter((other) => !inside(box, other)) : boxes
  if (others.length >= marksLimits.boxesAtMost) return undefined
  put(compose, at, [...others, box])
  return others.length + 1
}

export function changeBox(compose: Desk, at: number, place: number, box: PageBox): void {
  const { turn, boxes } = marksAt(compose, at)
  put(compose, at, boxes.with(place, withinPage(unturnedBox(box, turn))))
}

export function removeBox(compose: Desk, at: number, place: number): void {
  put(compose, at, marksAt(compose, at).boxes.toSpliced(place, 1))
}
