/**
 * Ink or paper, decided by each dot's surroundings: Sauvola's threshold over a grid of blocks of 8 × 8 dots, seen through
 * windows of 5 × 5 blocks, between block centres by straight lines. Where the ground is dark the roles swap, so that
 * dark areas stay black and light writing on them stays white. Widths are multiples of 16.
 */
import { lineOf, reach, sumBlocks, tableBytes } from './blocks'

/** Sauvola's k, and the deviation at which the threshold reaches the mean. */
const k: f32 = 0.2
const fullDeviation: f32 = 128
/** Windows darker than the first are dark ground, lighter than the second are paper; between them, something of both. */
const darkGround: f32 = 48
const lightGround: f32 = 96
/** Thresholds have four bits behind the point: eight times the largest still fits 16 bits. */
const fraction: i32 = 4
/** Darker is ink on any ground, lighter is paper on any: clean white must not turn to noise. */
const lowest: f32 = 20
const highest: f32 = 245

/** i16 thresholds in a line: the first and the last are said twice, and eight at a time are read. */
function levelLine(across: i32): usize {
  return usize((across + 24) & ~7) << 1
}

/** Bytes `binarise` wants for its own use. */
export function binariseScratch(width: i32, height: i32): usize {
  const across = width >> 3
  const down = (height + 7) >> 3
  return (tableBytes(across, down) << 1) + levelLine(across) * usize(down + 1) + usize((across >> 1) * down) + 96
}

export function binarise(
  grey: usize,
  greyStride: usize,
  width: i32,
  height: i32,
  dots: usize,
  stride: usize,
  scratch: usize,
): void {
  const across = width >> 3
  const down = (height + 7) >> 3
  const sums = scratch
  const squares = sums + tableBytes(across, down)
  const levels = squares + tableBytes(across, down)
  const blended = levels + levelLine(across) * usize(down)
  const inked = blended + levelLine(across)
  sumBlocks(grey, greyStride, across, height, sums, squares, inked, u8(highest))
  for (let y = 0; y < down; y++)
    levelsOfLine(sums, squares, y, across, down, height, levels + levelLine(across) * usize(y))
  // Two rows share their thresholds: from one to the next they move by an eighth of what they do between blocks.
  for (let y = 0; y < height; y += 2, grey += greyStride << 1, dots += stride << 1) {
    blendLevels(levels, across, down, y, blended)
    const flags = inked + usize((y >> 3) * (across >> 1))
    // The last row of an odd number is done twice.
    const next = y + 1 < height ? 1 : 0
    twoRows(grey, grey + greyStride * next, across, blended, flags, dots, dots + stride * next)
  }
}

/** Two rows of dots, sixteen columns at a time; those without any flag are nothing but paper. */
function twoRows(
  upper: usize,
  lower: usize,
  across: i32,
  levels: usize,
  flags: usize,
  upperDots: usize,
  lowerDots: usize,
): void {
  for (let x: usize = 0; x < usize(across >> 1); x++) {
    if (load<u8>(flags + x) === 0) {
      store<u16>(upperDots + (x << 1), 0)
      store<u16>(lowerDots + (x << 1), 0)
      continue
    }
    const level = spread(v128.load(levels + (x << 2)))
    store<u16>(upperDots + (x << 1), inkOf(v128.load(upper + (x << 4)), level))
    store<u16>(lowerDots + (x << 1), inkOf(v128.load(lower + (x << 4)), level))
  }
}

/** Sixteen dots, one bit each, the first one highest of its byte; ink is darker than its threshold. */
export function inkOf(grey: v128, level: v128): u16 {
  const ink = i8x16.lt_u(grey, level)
  return u16(i8x16.bitmask(i8x16.shuffle(ink, ink, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8)))
}

/**
 * The thresholds of the sixteen dots of two blocks, one byte each, on straight lines between the centres: the first four
 * lie between the block before and the first one, and so on. `levels` begins with the block before.
 */
function spread(levels: v128): v128 {
  const before = i16x8.shuffle(levels, levels, 0, 0, 0, 0, 1, 1, 1, 1)
  const here = i16x8.shuffle(levels, levels, 1, 1, 1, 1, 2, 2, 2, 2)
  const after = i16x8.shuffle(levels, levels, 2, 2, 2, 2, 3, 3, 3, 3)
  return i8x16.narrow_i16x8_u(between(before, here), between(here, after))
}

function between(from: v128, to: v128): v128 {
  const rise = i16x8.mul(i16x8.sub(to, from), i16x8(4, 5, 6, 7, 0, 1, 2, 3))
  return i16x8.shr_s(i16x8.add(from, i16x8.shr_s(rise, 3)), fraction)
}

/** The thresholds at the block centres of one line, four at a time, from the line's second place on. */
function levelsOfLine(sums: usize, squares: usize, y: i32, across: i32, down: i32, height: i32, levels: usize): void {
  const line = usize(lineOf(across)) << 2
  const top = usize(max(0, y - reach)) * line
  const bottom = usize(min(down, y + reach + 1)) * line
  const rows = min(height, (y + reach + 1) << 3) - (max(0, y - reach) << 3)
  for (let x = 0; x < across; x += 4) {
    const at = usize(x) << 2
    const lanes = i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3))
    const columns = i32x4.sub(
      i32x4.min_s(i32x4.add(lanes, i32x4.splat(reach + 1)), i32x4.splat(across)),
      i32x4.max_s(i32x4.sub(lanes, i32x4.splat(reach)), i32x4.splat(0)),
    )
    const count = f32x4.convert_i32x4_s(i32x4.mul(columns, i32x4.splat(rows << 3)))
    const mean = f32x4.div(windows(sums + top + at, sums + bottom + at), count)
    const square = f32x4.div(windows(squares + top + at, squares + bottom + at), count)
    const level = f32x4.mul(thresholds(mean, square), f32x4.splat(f32(1 << fraction)))
    const four = i32x4.trunc_sat_f32x4_s(level)
    v128.store64_lane(levels + 2 + (at >> 1), i16x8.narrow_i32x4_s(four, four), 0)
  }
  store<i16>(levels, load<i16>(levels, 2))
  const last = levels + (usize(across) << 1)
  store<i16>(last, load<i16>(last), 2)
}

/** The sums over four neighbouring windows, from the lines of the table above and below them. */
function windows(top: usize, bottom: usize): v128 {
  const width: usize = usize(2 * reach + 1) << 2
  const lower = i32x4.sub(v128.load(bottom + width), v128.load(bottom))
  return f32x4.convert_i32x4_u(i32x4.sub(lower, i32x4.sub(v128.load(top + width), v128.load(top))))
}

/** Sauvola's threshold on light ground, its mirror image on dark ground, and between them a bit of each. */
function thresholds(mean: v128, square: v128): v128 {
  const variance = f32x4.max(f32x4.sub(square, f32x4.mul(mean, mean)), f32x4.splat(0))
  const pull = f32x4.add(f32x4.mul(f32x4.sqrt(variance), f32x4.splat(k / fullDeviation)), f32x4.splat(1 - k))
  const onLight = f32x4.mul(mean, pull)
  const onDark = f32x4.sub(f32x4.splat(255), f32x4.mul(f32x4.sub(f32x4.splat(255), mean), pull))
  const lightness = f32x4.mul(f32x4.sub(mean, f32x4.splat(darkGround)), f32x4.splat(1 / (lightGround - darkGround)))
  const light = f32x4.min(f32x4.max(lightness, f32x4.splat(0)), f32x4.splat(1))
  const level = f32x4.add(onDark, f32x4.mul(f32x4.sub(onLight, onDark), light))
  return f32x4.min(f32x4.max(level, f32x4.splat(lowest)), f32x4.splat(highest))
}

/** The thresholds on the height of a row of dots, between the block centres above and below it. */
function blendLevels(levels: usize, across: i32, down: i32, y: i32, blended: usize): void {
  const block = max(0, y - 4) >> 3
  const weight = y < 4 ? 0 : (y - 4) & 7
  const lower = i16x8.splat(i16(weight))
  const upper = i16x8.splat(i16(8 - weight))
  const above = levels + levelLine(across) * usize(min(down - 1, block))
  const below = levels + levelLine(across) * usize(min(down - 1, block + 1))
  for (let at: usize = 0; at < levelLine(across); at += 16) {
    const both = i16x8.add(i16x8.mul(v128.load(above + at), upper), i16x8.mul(v128.load(below + at), lower))
    v128.store(blended + at, i16x8.shr_s(both, 3))
  }
}
