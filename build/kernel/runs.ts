/** Run lengths as code words (T.4, tables 2 and 3). The words themselves are the host's data. */
import { put } from './bits'

/** The longest run with a table entry of its own: make-up 2560 and terminating 63. */
const longest: i32 = 2623
const longestMakeUp: i32 = 2560

let white: usize = 0
let black: usize = 0

/** Two tables of u32, one entry for each run 0 to 2623: the code word shifted up by 5, its length in the lowest 5 bits. */
export function setRunCodes(whiteCodes: usize, blackCodes: usize): void {
  white = whiteCodes
  black = blackCodes
}

/** Longer runs repeat the make-up word for 2560 (T.4, note to table 3b). */
export function putRun(isBlack: i32, run: i32): void {
  const table = isBlack ? black : white
  for (; run > longest; run -= longestMakeUp) put(0b11111, 12)
  const entry = load<u32>(table + (usize(run) << 2))
  put(entry >> 5, i32(entry & 31))
}
