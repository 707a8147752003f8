/**
 * Where photographs lie on a scanned page, which is one picture all over. Cells of a photograph are darker than the paper
 * and have no strokes in them; many shades stand beside and below each other. Light that falls unevenly, shadows of a
 * binding and shaded rows have shades too, but they change along the page or across it, not both.
 */
import { faxWidthPx } from '#app/domain/pages/rendition.ts'
import { cellPx, type Box, type Cells } from '../kernel.ts'
import { areaOf, fullness, groupsOf, inDots, type Group } from './groups.ts'

/** A tenth of the cells are as light as paper, whatever is on it. */
const paperShare = 0.1
/** So much darker than the paper is no paper in a worse light. */
const depth = 32
/** Darker is a dark area, which stays black. */
const darkest = 40
/** Dots of a cell with strokes in it stray further. */
const straysMost = 40
/** Dots of letters stray from a cell's mean by this share of it and more, in whatever light; few cells of a photograph do. */
const lettersFrom = 0.3
const lettersMost = 0.15
/** A page with less paper than this, and no letters, may be a photograph as a whole. */
const paperLeast = 0.35
/** Letters darken a cell by this share of how far its dots stray: without it, lines of writing are no shades. */
const strokes = 0.45
const cellsLeast = { across: 5, down: 6 } as const
const fullLeast = 0.75
/** Shades of 16 greys each, with at least this share of the cells. */
const shadesLeast = 4
const shadeShare = 0.04
/** Greys that cells lie, in the usual, from what their row and their column would have them be. Photographs: 11 and more; all else: 7 and less. */
const unevenLeast = 9

/** The boxes of photographs on a page of these greys, in its dots. */
export function photographsIn(cells: Cells, grey: Uint8Array): readonly Box[] {
  const paper = paperOf(cells)
  const page = { left: 0, top: 0, right: faxWidthPx, bottom: grey.length / faxWidthPx }
  const found = groupsOf(cells, (at) => isShaded(cells, at, paper))
    .filter((group) => isPhotograph(cells, group))
    .map((group) => grown(inDots(group, page.bottom), grey, paper - depth))
  const covered = found.reduce((sum, box) => sum + areaOf(box), 0)
  return covered < areaOf(page) / 2 && isWhole(cells, paper) ? [page] : found
}

function paperOf({ means }: Cells): number {
  return means.toSorted()[Math.floor(means.length * (1 - paperShare))] ?? 255
}

/** Where next to nothing is paper, the lightest tenth is the light of a photograph. */
function isWhole(cells: Cells, paper: number): boolean {
  const { means, across, down } = cells
  const light = means.reduce((sum, mean) => sum + (mean >= paper - depth / 2 ? 1 : 0), 0)
  if (light >= paperLeast * means.length) return false
  return isPhotograph(cells, { cells: [...means.keys()], left: 0, top: 0, right: across, bottom: down })
}

function isShaded({ means, strays }: Cells, at: number, paper: number): boolean {
  const mean = means[at] ?? 255
  return mean < paper - depth && mean >= darkest && (strays[at] ?? 0) < straysMost
}

function isPhotograph(cells: Cells, group: Group): boolean {
  const [across, down] = [group.right - group.left, group.bottom - group.top]
  if (across < cellsLeast.across || down < cellsLeast.down) return false
  if (fullness(group) < fullLeast || lettersIn(cells, group) > lettersMost * across * down) return false
  const grounds = group.cells.map((at) => (cells.means[at] ?? 0) + strokes * (cells.strays[at] ?? 0))
  return shadesOf(grounds) >= shadesLeast && unevenness(cells, group, grounds) >= unevenLeast
}

/** How many cells of a box have letters in them. */
function lettersIn({ means, strays, across }: Cells, { left, top, right, bottom }: Box): number {
  let count = 0
  for (let y = top; y < bottom; y += 1)
    for (let at = y * across + left; at < y * across + right; at += 1)
      if ((strays[at] ?? 0) > lettersFrom * Math.max(darkest, means[at] ?? 0)) count += 1
  return count
}

function shadesOf(grounds: readonly number[]): number {
  const shades = new Uint32Array(32)
  for (const ground of grounds) shades[ground >> 4] = (shades[ground >> 4] ?? 0) + 1
  return shades.filter((count) => count >= shadeShare * grounds.length).length
}

/** How often rows and columns are made to fit each other's means; a third time changes nothing. */
const fits = 3

/** What is left of shades, as a deviation, when each row's and each column's own is taken from them. */
function unevenness({ across }: Cells, group: Group, grounds: readonly number[]): number {
  const rows = group.cells.map((at) => Math.floor(at / across) - group.top)
  const columns = group.cells.map((at) => (at % across) - group.left)
  let rest = grounds
  for (let fit = 0; fit < fits; fit += 1) for (const lines of [rows, columns]) rest = withoutMeans(rest, lines)
  return Math.sqrt(rest.reduce((sum, value) => sum + value * value, 0) / rest.length)
}

function withoutMeans(values: readonly number[], lines: readonly number[]): readonly number[] {
  const sums: number[] = []
  const counts: number[] = []
  values.forEach((value, at) => {
    const line = lines[at] ?? 0
    sums[line] = (sums[line] ?? 0) + value
    counts[line] = (counts[line] ?? 0) + 1
  })
  return values.map((value, at) => value - (sums[lines[at] ?? 0] ?? 0) / (counts[lines[at] ?? 0] ?? 1))
}

/** Dots looked at along an edge: each fourth. */
const step = 4

/** The cells at a photograph's rim are half paper: each edge goes outwards, a cell at the most, until most beyond it is paper. */
function grown({ left, top, right, bottom }: Box, grey: Uint8Array, shade: number): Box {
  const rows = grey.length / faxWidthPx
  const isShade = (x: number, y: number): boolean => (grey[y * faxWidthPx + x] ?? 255) < shade
  const column = (x: number): boolean => x >= 0 && x < faxWidthPx && most(top, bottom, (y) => isShade(x, y))
  const row = (y: number): boolean => y >= 0 && y < rows && most(left, right, (x) => isShade(x, y))
  return {
    left: left - reach(cellPx.width, (out) => column(left - out)),
    right: right + reach(cellPx.width, (out) => column(right + out - 1)),
    top: top - reach(cellPx.height, (out) => row(top - out)),
    bottom: bottom + reach(cellPx.height, (out) => row(bottom + out - 1)),
  }
}

function most(from: number, to: number, is: (at: number) => boolean): boolean {
  let count = 0
  for (let at = from; at < to; at += step) if (is(at)) count += 1
  return count * step * 2 > to - from
}

/** How many steps outwards, of so many, are still inside. */
function reach(atMost: number, inside: (out: number) => boolean): number {
  let out = 0
  while (out < atMost && inside(out + 1)) out += 1
  return out
}
