/**
 * Ink or paper, decided by each dot's surroundings: Sauvola's threshold over a grid of blocks of 8 × 8 dots, seen through
 * windows of 5 × 5 blocks, between block centres by straight lines. Where the ground is dark the roles swap, so that
 * dark areas stay black and light writing on them stays white. Widths are multiples of 16.
 */

/** Blocks each way of a block's own that its window takes in. */
const reach: i32 = 2
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

/** Bytes `binarise` wants for its own use. */
export function binariseScratch(width: i32, height: i32): usize {
  const blocks = usize((width >> 3) + 1) * usize(((height + 7) >> 3) + 1)
  return blocks * 18 + usize(width) + 64
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
  const summed = scratch
  const squared = summed + ((usize(across + 1) * usize(down + 1)) << 3)
  const thresholds = squared + ((usize(across + 1) * usize(down + 1)) << 3)
  const row = thresholds + ((usize(across) * usize(down)) << 1)
  sumBlocks(grey, greyStride, across, height, summed, squared)
  accumulate(summed, across, down)
  accumulate(squared, across, down)
  for (let y = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      const level = thresholdOf(summed, squared, x, y, across, down, height)
      store<i16>(thresholds + (usize(y * across + x) << 1), i16(level * f32(1 << fraction)))
    }
  }
  for (let y = 0; y < height; y++, grey += greyStride, dots += stride) {
    thresholdRow(thresholds, across, down, y, row)
    for (let x = 0; x < width; x += 16) store<u16>(dots + usize(x >> 3), inkOf(grey + usize(x), row + usize(x)))
  }
}

/** Sixteen dots, one bit each, the first one highest of its byte; ink is darker than its threshold. */
function inkOf(grey: usize, row: usize): u16 {
  const ink = i8x16.lt_u(v128.load(grey), v128.load(row))
  return u16(i8x16.bitmask(i8x16.shuffle(ink, ink, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8)))
}

/**
 * The sum and the sum of squares of each block, as i64 in tables one larger each way: row and column 0 are nought, and
 * `accumulate` makes them sums of everything above and left.
 */
function sumBlocks(grey: usize, stride: usize, across: i32, height: i32, summed: usize, squared: usize): void {
  const line = usize(across + 1) << 3
  memory.fill(summed, 0, line)
  memory.fill(squared, 0, line)
  for (let y = 0; y < height; y += 8, grey += stride << 3) {
    summed += line
    squared += line
    store<i64>(summed, 0)
    store<i64>(squared, 0)
    const rows = min(8, height - y)
    for (let x = 0; x < across; x += 2)
      sumTwoBlocks(grey + usize(x << 3), stride, rows, summed + usize(x << 3), squared + usize(x << 3))
  }
}

function sumTwoBlocks(grey: usize, stride: usize, rows: i32, summed: usize, squared: usize): void {
  let leftSum = i32x4.splat(0)
  let leftSquares = i32x4.splat(0)
  let rightSum = i32x4.splat(0)
  let rightSquares = i32x4.splat(0)
  for (let y = 0; y < rows; y++, grey += stride) {
    const dots = v128.load(grey)
    const left = i16x8.extend_low_i8x16_u(dots)
    const right = i16x8.extend_high_i8x16_u(dots)
    leftSum = i32x4.add(leftSum, i32x4.extadd_pairwise_i16x8_s(left))
    rightSum = i32x4.add(rightSum, i32x4.extadd_pairwise_i16x8_s(right))
    leftSquares = i32x4.add(leftSquares, i32x4.dot_i16x8_s(left, left))
    rightSquares = i32x4.add(rightSquares, i32x4.dot_i16x8_s(right, right))
  }
  store<i64>(summed, i64(total(leftSum)), 8)
  store<i64>(summed, i64(total(rightSum)), 16)
  store<i64>(squared, i64(total(leftSquares)), 8)
  store<i64>(squared, i64(total(rightSquares)), 16)
}

function total(four: v128): i32 {
  return (
    i32x4.extract_lane(four, 0) +
    i32x4.extract_lane(four, 1) +
    i32x4.extract_lane(four, 2) +
    i32x4.extract_lane(four, 3)
  )
}

function accumulate(table: usize, across: i32, down: i32): void {
  const line = usize(across + 1) << 3
  for (let y = 0; y < down; y++) {
    let above = table + 8
    table += line
    let sum: i64 = 0
    for (let x = 0, here = table + 8; x < across; x++, here += 8, above += 8) {
      sum += load<i64>(here)
      store<i64>(here, sum + load<i64>(above))
    }
  }
}

/** The threshold at a block's centre, from mean and deviation of its window. */
function thresholdOf(summed: usize, squared: usize, x: i32, y: i32, across: i32, down: i32, height: i32): f32 {
  const left = max(0, x - reach)
  const right = min(across, x + reach + 1)
  const top = max(0, y - reach)
  const bottom = min(down, y + reach + 1)
  const line = across + 1
  const count = f32((min(height, bottom << 3) - (top << 3)) * ((right - left) << 3))
  const mean = f32(windowOf(summed, line, left, top, right, bottom)) / count
  const variance = f32(windowOf(squared, line, left, top, right, bottom)) / count - mean * mean
  const pull: f32 = 1 + k * (sqrt<f32>(max<f32>(variance, 0)) / fullDeviation - 1)
  const onLight = mean * pull
  const onDark: f32 = 255 - (255 - mean) * pull
  const light = min<f32>(max<f32>((mean - darkGround) / (lightGround - darkGround), 0), 1)
  return min<f32>(max<f32>(onLight * light + onDark * (1 - light), lowest), highest)
}

function windowOf(table: usize, line: i32, left: i32, top: i32, right: i32, bottom: i32): i64 {
  return (
    at(table, line, right, bottom) -
    at(table, line, right, top) -
    at(table, line, left, bottom) +
    at(table, line, left, top)
  )
}

function at(table: usize, line: i32, x: i32, y: i32): i64 {
  return load<i64>(table + (usize(y * line + x) << 3))
}

/** The thresholds of one row of dots, one byte each. The first and last four columns lie outside all centres. */
function thresholdRow(thresholds: usize, across: i32, down: i32, y: i32, row: usize): void {
  const block = max(0, y - 4) >> 3
  const weight = y < 4 ? 0 : (y - 4) & 7
  const upper = thresholds + (usize(min(down - 1, block) * across) << 1)
  const lower = thresholds + (usize(min(down - 1, block + 1) * across) << 1)
  const steps = i16x8(0, 1, 2, 3, 4, 5, 6, 7)
  let here = between(upper, lower, weight)
  store<u32>(row, u32(here >> fraction) * 0x01010101)
  row += 4
  for (let x = 0; x < across; x++, row += 8) {
    const next = usize(min(across - 1, x + 1)) << 1
    const there = between(upper + next, lower + next, weight)
    const slope = i16x8.shr_s(i16x8.mul(i16x8.splat(i16(there - here)), steps), 3)
    const eight = i16x8.shr_s(i16x8.add(i16x8.splat(i16(here)), slope), fraction)
    v128.store64_lane(row, i8x16.narrow_i16x8_u(eight, eight), 0)
    here = there
  }
}

function between(upper: usize, lower: usize, weight: i32): i32 {
  return (i32(load<i16>(upper)) * (8 - weight) + i32(load<i16>(lower)) * weight) >> 3
}
