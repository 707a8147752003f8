/** Cells of a page that belong together: neighbours of which the same is true. */
import { cellPx, type Box, type Cells } from '../kernel.ts'

/** Cells by their places in the page's list, and the box around them, in cells. */
export interface Group extends Box {
  readonly cells: readonly number[]
}

/** The groups of cells of which `wanted` is true, each of them joined by its sides. */
export function groupsOf(cells: Cells, wanted: (at: number) => boolean): readonly Group[] {
  const seen = new Uint8Array(cells.means.length)
  const groups: Group[] = []
  for (let at = 0; at < seen.length; at += 1)
    if (seen[at] === 0 && wanted(at)) groups.push(groupFrom(at, cells, wanted, seen))
  return groups
}

function groupFrom(first: number, { across, down }: Cells, wanted: (at: number) => boolean, seen: Uint8Array): Group {
  const cells = [first]
  const take = (at: number, beside: boolean): void => {
    if (!beside || seen[at] !== 0 || !wanted(at)) return
    seen[at] = 1
    cells.push(at)
  }
  seen[first] = 1
  let [left, top, right, bottom] = [across, down, 0, 0]
  // The list grows while it is gone through.
  for (const at of cells) {
    const [x, y] = [at % across, Math.floor(at / across)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
    take(at - 1, x > 0)
    take(at + 1, x + 1 < across)
    take(at - across, y > 0)
    take(at + across, y + 1 < down)
  }
  return { cells, left, top, right, bottom }
}

/** A box of cells in dots, on a page of so many rows. */
export const inDots = ({ left, top, right, bottom }: Box, rows: number): Box => ({
  left: left * cellPx.width,
  top: top * cellPx.height,
  right: right * cellPx.width,
  bottom: Math.min(rows, bottom * cellPx.height),
})

export const areaOf = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top)

/** How much of its box a group fills. */
export const fullness = (group: Group): number => group.cells.length / areaOf(group)
