/**
 * A page seen as a grid of blocks of 8 × 8 dots: for each, the sum of everything above and left of it, of its dots and of
 * their squares. Four look-ups then give the sum over any window. Sums may run over 32 bits: windows are far smaller, so
 * their differences are right all the same.
 */

/** Blocks each way of a block's own that its window takes in. */
export const reach: i32 = 2

/** Entries in a line of a table: so many more than blocks that windows over the edge, four at a time, need no asking. */
export function lineOf(across: i32): i32 {
  return (across + 2 * reach + 8) & ~3
}

export function tableBytes(across: i32, down: i32): usize {
  return usize(lineOf(across) * (down + 1)) << 2
}

/**
 * Fills both tables. Block x of line y ends at entry x + reach + 1 of line y + 1. `darkest` gets the darkest dot of each
 * line of blocks, one byte each.
 */
export function sumBlocks(
  grey: usize,
  stride: usize,
  across: i32,
  height: i32,
  sums: usize,
  squares: usize,
  darkest: usize,
): void {
  const line = usize(lineOf(across)) << 2
  memory.fill(sums, 0, line)
  memory.fill(squares, 0, line)
  for (let y = 0; y < height; y += 8, grey += stride << 3, darkest++) {
    const first = usize(reach + 1) << 2
    store<u8>(darkest, sumLine(grey, stride, across, min(8, height - y), sums + line + first, squares + line + first))
    accumulate(sums, line, across)
    accumulate(squares, line, across)
    sums += line
    squares += line
  }
}

function sumLine(grey: usize, stride: usize, across: i32, rows: i32, sums: usize, squares: usize): u8 {
  let darkest = i8x16.splat(-1)
  for (let x = 0; x < across; x += 2, grey += 16, sums += 8, squares += 8) {
    let left = i16x8.splat(0)
    let right = i16x8.splat(0)
    let leftSquares = i32x4.splat(0)
    let rightSquares = i32x4.splat(0)
    let row = grey
    for (let y = 0; y < rows; y++, row += stride) {
      const dots = v128.load(row)
      const low = i16x8.extend_low_i8x16_u(dots)
      const high = i16x8.extend_high_i8x16_u(dots)
      darkest = i8x16.min_u(darkest, dots)
      left = i16x8.add(left, low)
      right = i16x8.add(right, high)
      leftSquares = i32x4.add(leftSquares, i32x4.dot_i16x8_s(low, low))
      rightSquares = i32x4.add(rightSquares, i32x4.dot_i16x8_s(high, high))
    }
    v128.store64_lane(sums, pairOf(i32x4.extadd_pairwise_i16x8_s(left), i32x4.extadd_pairwise_i16x8_s(right)), 0)
    v128.store64_lane(squares, pairOf(leftSquares, rightSquares), 0)
  }
  return lowestOf(darkest)
}

/** The totals of two times four numbers, in the first two lanes. */
function pairOf(left: v128, right: v128): v128 {
  const folded = i32x4.add(i32x4.shuffle(left, right, 0, 1, 4, 5), i32x4.shuffle(left, right, 2, 3, 6, 7))
  return i32x4.add(i32x4.shuffle(folded, folded, 0, 2, 0, 2), i32x4.shuffle(folded, folded, 1, 3, 1, 3))
}

function lowestOf(bytes: v128): u8 {
  let lowest = i8x16.min_u(bytes, i8x16.shuffle(bytes, bytes, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7))
  lowest = i8x16.min_u(lowest, i8x16.shuffle(lowest, lowest, 4, 5, 6, 7, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3))
  const four = i32x4.extract_lane(lowest, 0)
  return u8(min(min(four & 255, (four >> 8) & 255), min((four >> 16) & 255, (four >> 24) & 255)))
}

/** Makes the line after `above` sums of all that lies above and left, its margins included. */
function accumulate(above: usize, line: usize, across: i32): void {
  const here = above + line
  memory.fill(here, 0, usize(reach + 1) << 2)
  let sum: u32 = 0
  for (let x = usize(reach + 1) << 2; x < line; x += 4) {
    // Beyond the last block there is nothing to add.
    if (x < usize(reach + 1 + across) << 2) sum += load<u32>(here + x)
    store<u32>(here + x, sum + load<u32>(above + x))
  }
}
