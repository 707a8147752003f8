/**
 * The inverse cosine transform of a block of 8 × 8 numbers (ITU T.81 A.3.3) into 8 × 8 dots, after Loeffler, Ligtenberg
 * and Moschytz 1989 in whole numbers: 13 bits behind the point, two of them kept between the passes, which makes it the
 * same to the last bit as the accurate one of the usual decoders. Or into 6 × 6 dots, from the six lowest frequencies each
 * way: the picture three quarters as large, without what so few dots cannot show.
 */

const fraction: i32 = 13
const kept: i32 = 2
/** Bits both passes take off; what is left behind the point after the second goes with its rounding. */
const off: i32 = fraction - kept
const behind: i32 = 2 * kept + 3

/**
 * `block` is i16 in rows, used up on the way; `target` gets `edge` rows of bytes, 128 for nought: eight each, of which
 * with an edge of six the last two mean nothing. `scratch` has room for 256 bytes.
 */
export function inverse(block: usize, edge: i32, target: usize, stride: usize, scratch: usize): void {
  pass(block, edge, 1 << (off - 1), scratch)
  pass(block, edge, 1 << (off + behind - 1), scratch)
  for (let y = 0; y < edge; y += 2, block += 32, target += stride << 1) {
    const upper = i16x8.shr_s(v128.load(block), behind)
    const lower = i16x8.shr_s(v128.load(block, 16), behind)
    const dots = v128.xor(i8x16.narrow_i16x8_s(upper, lower), i8x16.splat(-128))
    v128.store64_lane(target, dots, 0)
    v128.store64_lane(target + stride, dots, 1)
  }
}

/** A block whose only number is the first. */
export function flat(first: i32, edge: i32, target: usize, stride: usize): void {
  const dot = (((first << kept) + (1 << (kept + 2))) >> (kept + 3)) + 128
  const row = i8x16.splat(i8(min(max(dot, 0), 255)))
  for (let y = 0; y < edge; y++, target += stride) v128.store64_lane(target, row, 0)
}

/** Transforms the columns, four at a time, and lays the block on its side: the second pass sets it upright. */
function pass(block: usize, edge: i32, rounding: i32, scratch: usize): void {
  const half = i32x4.splat(rounding)
  for (let side: usize = 0; side < 2; side++) {
    if (edge === 8) intoEight(block + (side << 3), half, scratch + (side << 4))
    else intoSix(block + (side << 3), half, scratch + (side << 4))
  }
  turn(scratch, block)
}

/** Neighbours by columns, of the first four or the last four. */
function low(one: v128, other: v128): v128 {
  return i16x8.shuffle(one, other, 0, 8, 1, 9, 2, 10, 3, 11)
}

function high(one: v128, other: v128): v128 {
  return i16x8.shuffle(one, other, 4, 12, 5, 13, 6, 14, 7, 15)
}

/** Both of each pair by a factor of its own, added up. */
function mixed(pairs: v128, first: i32, second: i32): v128 {
  return i32x4.dot_i16x8_s(pairs, i32x4.splat((second << 16) | (first & 0xffff)))
}

/** The factors are the paper's constants times 8192, those of the same number added beforehand. */
function intoEight(block: usize, half: v128, rows: usize): void {
  const r1 = v128.load64_zero(block, 16)
  const r3 = v128.load64_zero(block, 48)
  const r5 = v128.load64_zero(block, 80)
  const r7 = v128.load64_zero(block, 112)
  const p04 = low(v128.load64_zero(block), v128.load64_zero(block, 64))
  const p26 = low(v128.load64_zero(block, 32), v128.load64_zero(block, 96))
  const sums = low(i16x8.add(r7, r3), i16x8.add(r5, r1))
  const p71 = low(r7, r1)
  const p53 = low(r5, r3)
  const even0 = i32x4.add(mixed(p04, 8192, 8192), half)
  const even1 = i32x4.add(mixed(p04, 8192, -8192), half)
  const even2 = mixed(p26, 4433, -10704)
  const even3 = mixed(p26, 10703, 4433)
  const odd3 = mixed(sums, -6436, 9633)
  const odd4 = mixed(sums, 9633, 6437)
  mirror(i32x4.add(even0, even3), i32x4.add(mixed(p71, -7373, 4926), odd4), rows, rows + 224)
  mirror(i32x4.add(even1, even2), i32x4.add(mixed(p53, -20995, 4177), odd3), rows + 32, rows + 192)
  mirror(i32x4.sub(even1, even2), i32x4.add(mixed(p53, -4176, -20995), odd4), rows + 64, rows + 160)
  mirror(i32x4.sub(even0, even3), i32x4.add(mixed(p71, -4927, -7373), odd3), rows + 96, rows + 128)
}

/** The factors are √2 cos(uπ/12), those of six dots, times 8192. */
function intoSix(block: usize, half: v128, rows: usize): void {
  const p04 = low(v128.load64_zero(block), v128.load64_zero(block, 64))
  const p25 = low(v128.load64_zero(block, 32), v128.load64_zero(block, 80))
  const p13 = low(v128.load64_zero(block, 16), v128.load64_zero(block, 48))
  const even = i32x4.add(mixed(p04, 8192, 5793), half)
  const even1 = i32x4.add(mixed(p04, 8192, -11585), half)
  const even2 = mixed(p25, 10033, 0)
  mirror(i32x4.add(even, even2), i32x4.add(mixed(p13, 11190, 8192), mixed(p25, 0, 2998)), rows, rows + 160)
  mirror(even1, i32x4.add(mixed(p13, 8192, -8192), mixed(p25, 0, -8192)), rows + 32, rows + 128)
  mirror(i32x4.sub(even, even2), i32x4.add(mixed(p13, 2998, -8192), mixed(p25, 0, 11190)), rows + 64, rows + 96)
}

function mirror(even: v128, odd: v128, upper: usize, lower: usize): void {
  v128.store(upper, i32x4.shr_s(i32x4.add(even, odd), off))
  v128.store(lower, i32x4.shr_s(i32x4.sub(even, odd), off))
}

/** Rows of eight i32 as columns of eight i16. */
function turn(rows: usize, block: usize): void {
  const a0 = row(rows, 0)
  const a1 = row(rows, 1)
  const a2 = row(rows, 2)
  const a3 = row(rows, 3)
  const a4 = row(rows, 4)
  const a5 = row(rows, 5)
  const a6 = row(rows, 6)
  const a7 = row(rows, 7)
  const b0 = low(a0, a4)
  const b1 = high(a0, a4)
  const b2 = low(a1, a5)
  const b3 = high(a1, a5)
  const b4 = low(a2, a6)
  const b5 = high(a2, a6)
  const b6 = low(a3, a7)
  const b7 = high(a3, a7)
  columns(low(b0, b4), low(b2, b6), block)
  columns(high(b0, b4), high(b2, b6), block + 32)
  columns(low(b1, b5), low(b3, b7), block + 64)
  columns(high(b1, b5), high(b3, b7), block + 96)
}

function row(rows: usize, y: usize): v128 {
  return i16x8.narrow_i32x4_s(v128.load(rows + (y << 5)), v128.load(rows + (y << 5), 16))
}

function columns(one: v128, other: v128, block: usize): void {
  v128.store(block, low(one, other))
  v128.store(block, high(one, other), 16)
}
