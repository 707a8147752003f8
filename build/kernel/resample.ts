/**
 * Other sizes by weighted means, one axis after the other. How many dots go into one and with what weights is the host's
 * plan: `taps` neighbours from a first one on, their weights in 256ths adding up to 256.
 */

/** Columns are made eight at a time. */
const group: usize = 8

/**
 * Rows: `rowFirst` i32 and `rowWeights` u16 × taps for each row made. Columns: see `makeColumns`. `row` has room for a
 * source row and 32 bytes more; source rows must be readable up to the next multiple of 16. Made rows begin
 * `targetStride` bytes apart; what lies between them stays.
 */
export function resample(
  source: usize,
  stride: usize,
  width: i32,
  target: usize,
  targetStride: usize,
  newWidth: i32,
  newHeight: i32,
  rowTaps: i32,
  rowFirst: usize,
  rowWeights: usize,
  columnTaps: i32,
  columnFirst: usize,
  columnPicks: usize,
  columnWeights: usize,
  row: usize,
): void {
  for (let y = 0; y < newHeight; y++) {
    blendRows(source + usize(load<i32>(rowFirst)) * stride, stride, width, rowTaps, rowWeights, row)
    makeColumns(row, target, newWidth, columnTaps, columnFirst, columnPicks, columnWeights)
    rowFirst += 4
    rowWeights += usize(rowTaps) << 1
    target += targetStride
  }
}

function blendRows(source: usize, stride: usize, width: i32, taps: i32, weights: usize, row: usize): void {
  for (let x: usize = 0; x < usize(width); x += 16) {
    let low = i16x8.splat(0)
    let high = i16x8.splat(0)
    let from = source + x
    for (let tap: usize = 0; tap < usize(taps); tap++, from += stride) {
      const weight = i16x8.splat(load<i16>(weights + (tap << 1)))
      const dots = v128.load(from)
      low = i16x8.add(low, i16x8.mul(i16x8.extend_low_i8x16_u(dots), weight))
      high = i16x8.add(high, i16x8.mul(i16x8.extend_high_i8x16_u(dots), weight))
    }
    v128.store(row + x, i8x16.narrow_i16x8_u(i16x8.shr_u(low, 8), i16x8.shr_u(high, 8)))
  }
}

/**
 * For each eight columns: the first source column (i32), and for each tap, sixteen bytes that pick a dot for each column
 * (counted from the first, every other byte beyond 15 so that it reads as zero) and eight u16 weights. Eight columns may therefore need sixteen dots at
 * most, which holds up to 1.7 to one. The last eight end with the row, though they may have begun with those before.
 */
function makeColumns(
  row: usize,
  target: usize,
  width: i32,
  taps: i32,
  first: usize,
  picks: usize,
  weights: usize,
): void {
  for (let x: usize = 0; x < usize(width); x += group, first += 4) {
    const dots = v128.load(row + usize(load<i32>(first)))
    let sum = i16x8.splat(0)
    for (let tap = 0; tap < taps; tap++, picks += 16, weights += 16) {
      sum = i16x8.add(sum, i16x8.mul(i8x16.swizzle(dots, v128.load(picks)), v128.load(weights)))
    }
    const made = i16x8.shr_u(sum, 8)
    v128.store64_lane(target + min(x, usize(width) - group), i8x16.narrow_i16x8_u(made, made), 0)
  }
}
