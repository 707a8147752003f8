/**
 * The inverse cosine transform of a block of 8 × 8 numbers (ITU T.81 A.3.3), after Loeffler, Ligtenberg and Moschytz 1989
 * in whole numbers: 13 bits behind the point, two of them kept between the passes, which makes it the same to the last
 * bit as the accurate one of the usual decoders.
 */

const fraction: i32 = 13
const kept: i32 = 2

/** `block` is i16 in rows, used up on the way; `target` gets bytes, 128 for nought. `scratch` has room for 256 bytes. */
export function inverse(block: usize, target: usize, stride: usize, scratch: usize): void {
  pass(block, fraction - kept, scratch)
  pass(block, fraction + kept + 3, scratch)
  for (let y = 0; y < 4; y++, block += 32, target += stride << 1) {
    const dots = v128.xor(i8x16.narrow_i16x8_s(v128.load(block), v128.load(block, 16)), i8x16.splat(-128))
    v128.store64_lane(target, dots, 0)
    v128.store64_lane(target + stride, dots, 1)
  }
}

/** A block whose only number is the first. */
export function flat(first: i32, target: usize, stride: usize): void {
  const dot = (((first << kept) + (1 << (kept + 2))) >> (kept + 3)) + 128
  const row = i8x16.splat(i8(min(max(dot, 0), 255)))
  for (let y = 0; y < 8; y++, target += stride) v128.store64_lane(target, row, 0)
}

/** Transforms the columns, takes `shift` bits off, and lays the block on its side: the second pass sets it upright. */
function pass(block: usize, shift: i32, scratch: usize): void {
  const r1 = v128.load(block, 16)
  const r3 = v128.load(block, 48)
  const r5 = v128.load(block, 80)
  const r7 = v128.load(block, 112)
  const left = i16x8.add(r7, r3)
  const right = i16x8.add(r5, r1)
  const r0 = v128.load(block)
  const r2 = v128.load(block, 32)
  const r4 = v128.load(block, 64)
  const r6 = v128.load(block, 96)
  half(low(r0, r4), low(r2, r6), low(left, right), low(r7, r1), low(r5, r3), shift, scratch)
  half(high(r0, r4), high(r2, r6), high(left, right), high(r7, r1), high(r5, r3), shift, scratch + 16)
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

/** Four columns. The factors are the paper's constants times 8192, those of the same number added beforehand. */
function half(p04: v128, p26: v128, sums: v128, p71: v128, p53: v128, shift: i32, rows: usize): void {
  const even0 = mixed(p04, 8192, 8192)
  const even1 = mixed(p04, 8192, -8192)
  const even2 = mixed(p26, 4433, -10704)
  const even3 = mixed(p26, 10703, 4433)
  const odd3 = mixed(sums, -6436, 9633)
  const odd4 = mixed(sums, 9633, 6437)
  const odd7 = i32x4.add(mixed(p71, -4927, -7373), odd3)
  const odd5 = i32x4.add(mixed(p53, -4176, -20995), odd4)
  const odd2 = i32x4.add(mixed(p53, -20995, 4177), odd3)
  const odd1 = i32x4.add(mixed(p71, -7373, 4926), odd4)
  const half = i32x4.splat((1 << shift) >> 1)
  mirror(i32x4.add(i32x4.add(even0, even3), half), odd1, shift, rows, rows + 224)
  mirror(i32x4.add(i32x4.add(even1, even2), half), odd2, shift, rows + 32, rows + 192)
  mirror(i32x4.add(i32x4.sub(even1, even2), half), odd5, shift, rows + 64, rows + 160)
  mirror(i32x4.add(i32x4.sub(even0, even3), half), odd7, shift, rows + 96, rows + 128)
}

function mirror(even: v128, odd: v128, shift: i32, upper: usize, lower: usize): void {
  v128.store(upper, i32x4.shr_s(i32x4.add(even, odd), shift))
  v128.store(lower, i32x4.shr_s(i32x4.sub(even, odd), shift))
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
