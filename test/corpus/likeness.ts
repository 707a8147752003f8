/**
 * Whether two pictures show the same page, one in ink and paper, the other in greys. What may differ: the tone of paper,
 * how dark grey writing is, a dot's shift of a glyph, the grain of a scan. What may not: where there is writing.
 */

/** Ink at each place, from 0 to 1, row after row. */
export interface Tones {
  readonly width: number
  readonly height: number
  readonly ink: Float64Array
}

/** Places along a page's longer side: three to a line of small writing, so that what is compared is where lines lie. */
const longSide = 270

/** How many places across and down a page of this shape has. */
export function gridOf(width: number, height: number): readonly [number, number] {
  const scale = longSide / Math.max(width, height)
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

/** Any picture as few places: each the mean of the dots that fall into it. */
export function shrink(
  from: { readonly width: number; readonly height: number; readonly inkAt: (x: number, y: number) => number },
  [width, height]: readonly [number, number],
): Tones {
  const ink = new Float64Array(width * height)
  const dots = new Uint32Array(width * height)
  for (let y = 0; y < from.height; y += 1) {
    const row = Math.floor((y * height) / from.height) * width
    for (let x = 0; x < from.width; x += 1) {
      const at = row + Math.floor((x * width) / from.width)
      ink[at] = (ink[at] ?? 0) + from.inkAt(x, y)
      dots[at] = (dots[at] ?? 0) + 1
    }
  }
  return { width, height, ink: ink.map((sum, at) => sum / Math.max(1, dots[at] ?? 1)) }
}

/** `agreement` runs from 0 to 1; `nothing` where the page has too little on it to be compared. */
export type Likeness = { readonly kind: 'writing' | 'tones'; readonly agreement: number } | { readonly kind: 'nothing' }

/** Parts of a page compared one by one, in places: two or three lines high. */
const part = 12
/** A part counts as written on from this contrast on (root of the mean square): 10 pt at #c8c8c8 has a little more. */
const written = 0.06
/** Of the same part drawn by two engines 0.5 to 1; of two different lines of writing below 0.4, as a rule. */
const sameFrom = 0.45
/** Fewer parts than this are no writing; then the spread of tones is compared, as of a photograph. */
const partsLeast = 8
const spreadLeast = 0.05

/** Compares the same grid of two pictures. */
export function likeness(ours: Tones, theirs: Tones): Likeness {
  const parts = [...partsOf(withoutTone(ours), withoutTone(theirs))]
  const all = parts.filter(({ contrasts }) => Math.max(...contrasts) > written)
  if (all.length >= partsLeast)
    return { kind: 'writing', agreement: all.filter(({ same }) => same > sameFrom).length / all.length }
  if (spread(theirs.ink) < spreadLeast) return { kind: 'nothing' }
  return { kind: 'tones', agreement: Math.max(0, correlation(centred(ours.ink), centred(theirs.ink))) }
}

/**
 * The least agreement of the same page. Writing: right pages of the samples have 0.85 (grey boxes, whose tone goes) to 1,
 * other pages up to 0.8, turned ones less; only the same form with other answers comes to 0.88, which needs reading to
 * tell. Tones: right photographs have 0.9, wrong ones up to 0.5, blank ones nothing.
 */
export const agreementLeast = 0.8

/** How far around a place its tone is taken from: more than a line of writing, less than a paragraph. */
const around = 6

/** What stands out from its surroundings: the tone of paper, shadows and boxes is taken away. */
function withoutTone({ width, height, ink }: Tones): Tones {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += ink[y * width + x] ?? 0
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  const sum = (x: number, y: number): number => sums[y * (width + 1) + x] ?? 0
  const stands = ink.map((value, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    const [left, right] = [Math.max(0, x - around), Math.min(width, x + around + 1)]
    const [top, bottom] = [Math.max(0, y - around), Math.min(height, y + around + 1)]
    const total = sum(right, bottom) - sum(left, bottom) - sum(right, top) + sum(left, top)
    return value - total / ((right - left) * (bottom - top))
  })
  return { width, height, ink: stands }
}

function* partsOf(one: Tones, other: Tones) {
  const { width, height } = one
  for (let top = 0; top < height; top += part) {
    for (let left = 0; left < width; left += part) {
      const [a, b] = [partAt(one, left, top), partAt(other, left, top)]
      yield { contrasts: [contrast(a), contrast(b)], same: correlation(a, b) }
    }
  }
}

function partAt({ width, height, ink }: Tones, left: number, top: number): Float64Array {
  const rows: number[] = []
  for (let y = top; y < Math.min(height, top + part); y += 1)
    rows.push(...ink.subarray(y * width + left, y * width + Math.min(width, left + part)))
  return Float64Array.from(rows)
}

const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0)
const contrast = (values: Float64Array): number => Math.sqrt(squares(values) / values.length)

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

const spread = (values: Float64Array): number => contrast(centred(values))

/** From -1 to 1; 0 where one of them has nothing. */
function correlation(a: Float64Array, b: Float64Array): number {
  const size = Math.sqrt(squares(a) * squares(b))
  return size === 0 ? 0 : a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / size
}
