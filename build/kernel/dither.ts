/**
 * Photographs as lines of ink: upright lines four dots apart that grow as wide as the picture is dark, in sixteen steps.
 * Rows alike cost next to nothing in G4, so this takes a third of what scattered dots take, and the far machine prints
 * strokes rather than specks. The lines lie on the page, not in the box: neighbouring boxes fit together.
 */
import { inkOf } from './binarise'

/** Four columns' thresholds, the second column darkens first; from row to row, four in all, they are a step apart. */
const steps: i32 = 16

/** Overwrites the packed dots of a box: whole rows are told by their first dots, `right` is the first column outside. */
export function dither(
  grey: usize,
  greyStride: usize,
  dots: usize,
  stride: usize,
  left: i32,
  right: i32,
  top: i32,
  bottom: i32,
): void {
  const columns = i8x16(120, -8, -72, 56, 120, -8, -72, 56, 120, -8, -72, 56, 120, -8, -72, 56)
  for (let y = top; y < bottom; y++) {
    // Rows that follow each other differ as little as can be: 0, 1, 3, 2.
    const rank = (y & 3) ^ ((y & 3) >> 1)
    const levels = i8x16.sub(columns, i8x16.splat(i8(rank * steps)))
    const row = grey + usize(y) * greyStride
    const inked = dots + usize(y) * stride
    for (let x = left & ~15; x < right; x += 16) {
      const at = inked + usize(x >> 3)
      const own = within(x, left, right)
      const ink = inkOf(v128.load(row + usize(x)), levels)
      store<u16>(at, (load<u16>(at) & ~own) | (ink & own))
    }
  }
}

/** Which of the sixteen dots from `x` on are in the box, as packed dots: the first one highest of its byte. */
function within(x: i32, left: i32, right: i32): u16 {
  const bits = (0xff_ff >> u32(max(0, left - x))) & (0xff_ff << u32(max(0, x + 16 - right)))
  return u16(((bits & 0xff) << 8) | ((bits >> 8) & 0xff))
}
