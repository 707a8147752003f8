/** The two kinds of area that come out as another picture than they were: photographs, and what is large and dark. */
import type { PageFacts } from '#app/domain/pages/legibility.ts'
import { withinPage, type PageBox } from '#app/domain/pages/page-marks.ts'
import type { Placement } from '#app/domain/pages/rendition.ts'
import { areaOf, fullness, groupsOf, inDots } from '../rendition/cells/groups.ts'
import type { Box, Cells, Kernel } from '../rendition/kernel.ts'

/** Cells darker than this come out black: build/kernel/binarise.ts takes them for ground, and what is light for writing. */
const darkTo = 80
/** Areas, not frames. */
const fullLeast = 0.6

const largest = (boxes: readonly Box[]): Box | undefined => boxes.toSorted((a, b) => areaOf(b) - areaOf(a))[0]

/** Of a page in the kernel, binarised. Makes lines of its photographs there: whatever is wanted of it as writing comes first. */
export function shadesOn(
  kernel: Kernel,
  boxes: readonly Box[],
  placed: Placement,
): Pick<PageFacts, 'photograph' | 'darkArea'> {
  const [photo, dark] = [largest(boxes), largest(darkAreas(kernel.cells(), boxes, placed.heightPx))]
  return {
    ...(photo ? { photograph: { box: onPage(photo, placed), bytes: bytesOf(kernel, boxes) } } : {}),
    ...(dark ? { darkArea: onPage(dark, placed) } : {}),
  }
}

function bytesOf(kernel: Kernel, photographs: readonly Box[]): number {
  const without = kernel.g4().byteLength
  for (const box of photographs) kernel.dither(box)
  return Math.max(0, kernel.g4().byteLength - without)
}

function darkAreas(cells: Cells, photographs: readonly Box[], rows: number): readonly Box[] {
  return groupsOf(cells, (at) => (cells.means[at] ?? 255) < darkTo)
    .filter((group) => fullness(group) >= fullLeast)
    .map((group) => inDots(group, rows))
    .filter((box) => !photographs.some((photo) => meet(photo, box)))
}

const meet = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

const onPage = ({ left, top, right, bottom }: Box, { leftPx, widthPx, heightPx }: Placement): PageBox =>
  withinPage({
    left: (left - leftPx) / widthPx,
    top: top / heightPx,
    width: (right - left) / widthPx,
    height: (bottom - top) / heightPx,
  })
