/** One page of packed dots as Modified Huffman and Modified READ (T.4) or as MMR, called G4 (T.6). */
import { bitsWritten, closeBits, openBits, put, putZeros } from './bits'
import { listChanges, openList, whiteRow } from './changes'
import { putRun } from './runs'

/** End of line (T.4 §4.1.2): eleven zeros and a one. */
const endOfLine: u32 = 1
const endOfLineBits: i32 = 12

/** T.4 §4.1: runs, white and black in turn, the first one white even if it is empty. */
function codeRow1d(changes: usize, width: i32): void {
  let from = 0
  let black = 0
  while (true) {
    const to = i32(load<u16>(changes))
    putRun(black, to - from)
    if (to >= width) return
    from = to
    black ^= 1
    changes += 2
  }
}

/**
 * T.4 §4.2.1.3 and T.6 §2.2: a row told by how it differs from the one above. a0, a1, a2, b1, b2 are the standard's
 * own names. `above` always points at a change in the direction that `a1` has, which is what makes it a candidate for b1;
 * nearly always it is b1, and a processor guesses right that no other has to be looked for.
 */
function codeRow2d(reference: usize, changes: usize, width: i32): void {
  let above = reference
  let a0 = -1
  let black = 0
  while (a0 < width) {
    const a1 = i32(load<u16>(changes))
    let b1 = i32(load<u16>(above))
    while (b1 <= a0) {
      above += 4
      b1 = i32(load<u16>(above))
    }
    const b2 = i32(load<u16>(above, 2))
    const distance = a1 - b1
    if (b2 < a1) {
      put(0b0001, 4)
      a0 = b2
      above += 4
    } else if (distance >= -3 && distance <= 3) {
      putVertical(distance)
      a0 = a1
      black ^= 1
      changes += 2
      above = select<usize>(above - 2, above + 2, i32(load<u16>(above - 2)) > a0)
    } else {
      const a2 = i32(load<u16>(changes, 2))
      put(0b001, 3)
      putRun(black, a1 - max(a0, 0))
      putRun(black ^ 1, a2 - a1)
      a0 = a2
      changes += 4
    }
  }
}

/** Vertical mode, table 4 of T.4, by distance from three to the left on: a code word and its length, four bits each. */
const verticalWords: u32 = 0x3331222
const verticalLengths: u32 = 0x7631367

/** Looked up, not asked for: which of them comes next is anybody's guess, and a processor's wrong guess takes time. */
function putVertical(distance: i32): void {
  const at = u32(distance + 3) << 2
  put((verticalWords >> at) & 15, i32((verticalLengths >> at) & 15))
}

/**
 * T.6: each row against the one above, the first against white; two end-of-line words close the page.
 * `scratch` has room for two lists. Answers the length in bytes.
 */
export function encodeT6(dots: usize, stride: usize, width: i32, height: i32, target: usize, scratch: usize): i32 {
  let reference = openList(scratch, width, 0)
  let current = openList(scratch, width, 1)
  openBits(target)
  whiteRow(reference, width)
  for (let y = 0; y < height; y++, dots += stride) {
    listChanges(dots, width, current)
    codeRow2d(reference, current, width)
    const swap = reference
    reference = current
    current = swap
  }
  put(endOfLine, endOfLineBits)
  put(endOfLine, endOfLineBits)
  return closeBits()
}

/**
 * T.4: every row begins with an end-of-line word. `k` 0 is one-dimensional (MH); otherwise every k-th row is, and a
 * tag bit tells which (MR, §4.2.2). Rows shorter than `minBits` are filled up with zeros (§4.1.3). With `aligned`, those
 * words end on byte boundaries; with `closed`, six of them return to control (§4.1.4).
 */
export function encodeT4(
  dots: usize,
  stride: usize,
  width: i32,
  height: i32,
  target: usize,
  scratch: usize,
  k: i32,
  minBits: i32,
  aligned: i32,
  closed: i32,
): i32 {
  let reference = openList(scratch, width, 0)
  let current = openList(scratch, width, 1)
  openBits(target)
  for (let y = 0; y < height; y++, dots += stride) {
    const flat = k === 0 || y % k === 0
    listChanges(dots, width, current)
    if (aligned) putZeros((4 - bitsWritten()) & 7)
    const began = bitsWritten()
    putEndOfLine(k, flat)
    if (flat) codeRow1d(current, width)
    else codeRow2d(reference, current, width)
    putZeros(minBits - (bitsWritten() - began))
    const swap = reference
    reference = current
    current = swap
  }
  if (closed) for (let i = 0; i < 6; i++) putEndOfLine(k, true)
  return closeBits()
}

function putEndOfLine(k: i32, flat: boolean): void {
  put(endOfLine, endOfLineBits)
  if (k !== 0) put(flat ? 1 : 0, 1)
}
