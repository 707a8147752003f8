/**
 * T.6 (G4) back into grey dots, so that a scan of one bit can be scaled without anybody else drawing it. It believes
 * nothing it reads: whatever is no code word, leaves its row or goes back in it makes the page unreadable here.
 */
import { closeList, openList, whiteRow } from './changes'

/** Values of the table of modes: 0 to 6 are vertical, three to the left to three to the right. */
const pass: i32 = 7
const horizontal: i32 = 8
const modeBits: i32 = 7
/** The longest code word of a run. */
const runBits: i32 = 13

let source: usize = 0
let at: i32 = 0

/** The next bits, at most 25 of them, still to be read. Seven bytes behind the source are readable. */
function peek(count: i32): u32 {
  return (bswap<u32>(load<u32>(source + usize(at >> 3))) << u32(at & 7)) >> u32(32 - count)
}

/** A table has for each number of `bits` bits the word it begins with: its value shifted up by 5, its length; or nought. */
function next(table: usize, bits: i32): i32 {
  const entry = load<u32>(table + (usize(peek(bits)) << 2))
  at += i32(entry & 31)
  return entry === 0 ? -1 : i32(entry >> 5)
}

function nextRun(table: usize): i32 {
  let run = 0
  while (run <= 0xffff) {
    const part = next(table, runBits)
    if (part < 0) return -1
    run += part
    if (part < 64) return run
  }
  return -1
}

/**
 * Decodes `height` rows into `target`, one byte a dot, 255 for white. `white`, `black` and `modes` are the host's tables;
 * `scratch` has room for two lists of changes. Answers 1, or 0 if the bytes are no such page.
 */
export function decodeT6(
  bytes: usize,
  length: i32,
  width: i32,
  height: i32,
  target: usize,
  scratch: usize,
  white: usize,
  black: usize,
  modes: usize,
): i32 {
  source = bytes
  at = 0
  let reference = openList(scratch, width, 0)
  let current = openList(scratch, width, 1)
  whiteRow(reference, width)
  memory.fill(target, 255, usize(width) * usize(height))
  for (let y = 0; y < height; y++, target += usize(width)) {
    if (!decodeRow(reference, current, width, white, black, modes) || at > length << 3) return 0
    blacken(current, width, target)
    const swap = reference
    reference = current
    current = swap
  }
  return 1
}

/** One row's list of changes from that of the row above; a0, a1, b1 and b2 are the standard's names. */
function decodeRow(reference: usize, list: usize, width: i32, white: usize, black: usize, modes: usize): bool {
  const end = list + (usize(width) << 1)
  let above = reference
  let a0 = -1
  let isBlack = false
  while (a0 < width) {
    if (list >= end) return false
    let b1 = i32(load<u16>(above))
    while (b1 <= a0) {
      above += 4
      b1 = i32(load<u16>(above))
    }
    const mode = next(modes, modeBits)
    if (mode < 0) return false
    if (mode === pass) {
      a0 = i32(load<u16>(above, 2))
    } else if (mode === horizontal) {
      const first = nextRun(isBlack ? black : white)
      const second = nextRun(isBlack ? white : black)
      const a1 = max(a0, 0) + first
      // An empty run in the middle of a row would be a change that changes nothing.
      if (first < 0 || second < 0 || (first === 0 && a0 > 0) || a1 + second > width) return false
      if (second === 0 && a1 < width) return false
      store<u16>(list, u16(a1))
      store<u16>(list + 2, u16(a1 + second))
      list += 4
      a0 = a1 + second
    } else {
      const a1 = b1 + mode - 3
      if (a1 < 0 || a1 > width || (a1 <= a0 && a1 < width)) return false
      store<u16>(list, u16(a1))
      list += 2
      a0 = a1
      isBlack = !isBlack
      above = above > reference ? above - 2 : above + 2
    }
  }
  closeList(list, width)
  return true
}

function blacken(list: usize, width: i32, row: usize): void {
  for (let from = i32(load<u16>(list)); from < width; from = i32(load<u16>(list))) {
    const to = i32(load<u16>(list, 2))
    memory.fill(row + usize(from), 0, usize(to - from))
    list += 4
  }
}
