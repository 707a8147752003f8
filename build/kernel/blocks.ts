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
 * Fills both tables. Block x of line y ends at entry x + reach + 1 of line y + 1. `inked` gets one byte for each two
 * neighbours in turn: whether any of their dots is darker than `paper`.
 */
export function sumBlocks(
  grey: usize,
  stride: usize,
  across: i32,
  height: i32,
  sums: usize,
  squares: usize,
  inked: usize,
  paper: u8,
): void {
  const line = usize(lineOf(across)) << 2
  const first = usize(reach + 1) << 2
  memory.fill(sums, 0, line)
  memory.fill(squares, 0, line)
  for (let y = 0; y < height; y += 8, grey += stride << 3, inked += usize(across >> 1)) {
    sumLine(grey, stride, across, min(8, height - y), sums + line + first, squares + line + first, inked, paper)
    accumulate(sums, line, across)
    accumulate(squares, line, across)
    sums += line
    squares += line
  }
}

function sumLine(
  grey: usize,
  stride: usize,
  across: i32,
  rows: i32,
  sums: usize,
  squares: usize,
  inked: usize,
  paper: u8,
): void {
  const white = u64(rows << 3) * 255
  for (let x = 0; x < across; x += 2, grey += 16, sums += 8, squares += 8, inked++) {
    const darkest = darkestOf(grey, stride, rows)
    store<u8>(inked, u8(v128.any_true(i8x16.lt_u(darkest, i8x16.splat(i8(paper))))))
    if (i8x16.all_true(i8x16.eq(darkest, i8x16.splat(-1)))) {
      store<u64>(sums, white | (white << 32))
      store<u64>(squares, (white * 255) | ((white * 255) << 32))
    } else sumTwo(grey, stride, rows, sums, squares)
  }
}

function darkestOf(grey: usize, stride: usize, rows: i32): v128 {
  let darkest = v128.load(grey)
  for (let y = 1; y < rows; y++) {
    grey += stride
    darkest = i8x16.min_u(darkest, v128.load(grey))
  }
  return darkest
}

function sumTwo(grey: usize, stride: usize, rows: i32, sums: usize, squares: usize): void {
  let left = i16x8.splat(0)
  let right = i16x8.splat(0)
  let leftSquares = i32x4.splat(0)
  let rightSquares = i32x4.splat(0)
  for (let y = 0; y < rows; y++, grey += stride) {
    const dots = v128.load(grey)
    const low = i16x8.extend_low_i8x16_u(dots)
    const high = i16x8.extend_high_i8x16_u(dots)
    left = i16x8.add(left, low)
    right = i16x8.add(right, high)
    leftSquares = i32x4.add(leftSquares, i32x4.dot_i16x8_s(low, low))
    rightSquares = i32x4.add(rightSquares, i32x4.dot_i16x8_s(high, high))
  }
  v128.store64_lane(sums, pairOf(i32x4.extadd_pairwise_i16x8_s(left), i32x4.extadd_pairwise_i16x8_s(right)), 0)
  v128.store64_lane(squares, pairOf(leftSquares, rightSquares), 0)
}

/** The totals of two times four numbers, in the first two lanes. */
function pairOf(left: v128, right: v128): v128 {
  const folded = i32x4.add(i32x4.shuffle(left, right, 0, 1, 4, 5), i32x4.shuffle(left, right, 2, 3, 6, 7))
  return i32x4.add(i32x4.shuffle(folded, folded, 0, 2, 0, 2), i32x4.shuffle(folded, folded, 1, 3, 1, 3))
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
