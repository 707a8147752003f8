/**
 * G4 (T.6) back into dots, for previews of stored pages and as a second opinion on the coder. It believes nothing it
 * reads: every run stays inside its row, and whatever does not, or is no code word, makes the page unreadable.
 */
import { strideOf, type Bitmap } from './kernel.ts'
import { blackWords, whiteWords, type CodeWord } from './run-codes.ts'

/** Reads bits, the first one highest; beyond the end there are zeros, which are no code word. */
class Bits {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The next `count` bits, at most 16, still to be read. */
  peek(count: number): number {
    const byte = this.#at >> 3
    const three = (this.#byte(byte) << 16) | (this.#byte(byte + 1) << 8) | this.#byte(byte + 2)
    return (three >> (24 - (this.#at & 7) - count)) & ((1 << count) - 1)
  }

  skip(count: number): void {
    this.#at += count
  }

  #byte(at: number): number {
    return this.#bytes[at] ?? 0
  }
}

type Lookup = readonly (CodeWord | undefined)[]

/** Every code word at every number that begins with it. */
function lookup(words: readonly CodeWord[], bits: number): Lookup {
  const all: (CodeWord | undefined)[] = Array.from({ length: 1 << bits })
  for (const word of words) all.fill(word, word.code << (bits - word.length), (word.code + 1) << (bits - word.length))
  return all
}

const longestWord = 13
const longestMode = 7
const white = lookup(whiteWords, longestWord)
const black = lookup(blackWords, longestWord)

const pass = 100
const horizontal = 101
/** Table 4 of T.4; `run` is the distance of a1 from b1, or one of the two names above. */
const modes = lookup(
  [
    { run: pass, code: 0b0001, length: 4 },
    { run: horizontal, code: 0b001, length: 3 },
    { run: 0, code: 0b1, length: 1 },
    ...[1, 2, 3].flatMap((far) => [
      { run: far, code: 0b11, length: far === 1 ? 3 : far + 4 },
      { run: -far, code: 0b10, length: far === 1 ? 3 : far + 4 },
    ]),
  ],
  longestMode,
)

const unreadable = (): RangeError => new RangeError('not readable as G4')

function next(bits: Bits, table: Lookup, width: number): number {
  const word = table[bits.peek(width)]
  if (!word) throw unreadable()
  bits.skip(word.length)
  return word.run
}

function nextRun(bits: Bits, isBlack: boolean): number {
  let run = 0
  for (;;) {
    const part = next(bits, isBlack ? black : white, longestWord)
    run += part
    if (part < 64) return run
    if (run > 0xffff) throw unreadable()
  }
}

/** Decodes one page. Throws a RangeError if the bytes are no G4 page of this size. */
export function decodeG4(bytes: Uint8Array, widthPx: number, heightPx: number): Bitmap {
  const bits = new Bits(bytes)
  const stride = strideOf(widthPx)
  const dots = new Uint8Array(stride * heightPx)
  let above: readonly number[] = []
  for (let y = 0; y < heightPx; y += 1) {
    const changes = decodeRow(bits, above, widthPx)
    const row = dots.subarray(y * stride, (y + 1) * stride)
    for (let at = 0; at < changes.length; at += 2) blacken(row, changes[at] ?? widthPx, changes[at + 1] ?? widthPx)
    above = changes
  }
  return { dots, widthPx, heightPx }
}

/** The changing elements of one row, from those of the row above; a0, b1 and b2 are the standard's names. */
function decodeRow(bits: Bits, above: readonly number[], width: number): number[] {
  const changes: number[] = []
  let a0 = -1
  let candidate = 0
  const change = (to: number): void => {
    if (to < Math.max(a0, 0) || to > width) throw unreadable()
    changes.push(to)
    a0 = to
  }
  while (a0 < width) {
    const isBlack = changes.length % 2 === 1
    candidate = firstBeyond(above, candidate, a0, changes.length % 2)
    const b1 = above[candidate] ?? width
    const mode = next(bits, modes, longestMode)
    if (mode === pass) {
      const b2 = above[candidate + 1] ?? width
      if (b2 <= a0) throw unreadable()
      a0 = b2
    } else if (mode === horizontal) {
      change(Math.max(a0, 0) + nextRun(bits, isBlack))
      change(a0 + nextRun(bits, !isBlack))
    } else {
      if (b1 + mode <= a0 && a0 >= 0 && b1 + mode < width) throw unreadable()
      change(b1 + mode)
    }
  }
  return changes
}

/** The first change of the row above right of `a0` that has the parity asked for; looks back a little first. */
function firstBeyond(above: readonly number[], from: number, a0: number, parity: number): number {
  let at = Math.max(0, from - 2)
  if (at % 2 !== parity) at += 1
  while ((above[at] ?? Infinity) <= a0) at += 2
  return at
}

function blacken(row: Uint8Array, from: number, to: number): void {
  if (from >= to) return
  const [first, last] = [from >> 3, (to - 1) >> 3]
  const head = 0xff >> (from & 7)
  const tail = (0xff << (7 - ((to - 1) & 7))) & 0xff
  if (first === last) {
    row[first] = (row[first] ?? 0) | (head & tail)
    return
  }
  row[first] = (row[first] ?? 0) | head
  row.fill(0xff, first + 1, last)
  row[last] = (row[last] ?? 0) | tail
}
