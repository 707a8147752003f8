/**
 * Lines of a file of any length, in bytes: nothing is decoded that nobody asks for, and no more than one line is held
 * beside the piece being read. A line may end with CR, LF or both.
 */

export type Line = {
  /** Counted from 1. */
  readonly number: number
  /** With what ends it; empty when the line was too long to be one. */
  readonly bytes: Buffer
  /** Whether it has an even number of quotes, so that none of its cells goes on in the next line. */
  readonly even: boolean
}

/** A line beyond this is no line of a table, and is passed over. */
const lineBytesAtMost = 1024 * 1024

const [lf, cr, quote] = [0x0a, 0x0d, 0x22]

/** The lines of each piece together. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly Line[]> {
  let rest: Buffer = Buffer.alloc(0)
  let number = 1
  let passing = false
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const split = splitLines(bytes, number, passing)
    yield split.lines
    number += split.lines.length
    passing = split.lines.length === 0 && passing
    rest = bytes.subarray(split.end)
    if (rest.length > lineBytesAtMost) {
      rest = Buffer.alloc(0)
      passing = true
    }
  }
  if (rest.length > 0 || passing) yield [lineFrom(passing ? Buffer.alloc(0) : rest, number)]
}

const lineFrom = (bytes: Buffer, number: number): Line => {
  let quotes = 0
  for (const byte of bytes) if (byte === quote) quotes += 1
  return { number, bytes, even: quotes % 2 === 0 }
}

/** @param passing whether the first line is the end of one that was too long */
function splitLines(bytes: Buffer, first: number, passing: boolean): { lines: Line[]; end: number } {
  const lines: Line[] = []
  const { length } = bytes
  let from = 0
  let even = true
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) even = !even
    if (byte !== lf && byte !== cr) continue
    if (byte === cr) {
      // Whether a line feed belongs to it is in the next piece.
      if (at + 1 === length) break
      if (bytes[at + 1] === lf) at += 1
    }
    const tooLong = passing && lines.length === 0
    lines.push({
      number: first + lines.length,
      bytes: tooLong ? bytes.subarray(0, 0) : bytes.subarray(from, at + 1),
      even,
    })
    from = at + 1
    even = true
  }
  return { lines, end: from }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const western = new TextDecoder('windows-1252')

/** The text of some bytes: UTF-8, or else Windows-1252, as older spreadsheets and phones write. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return western.decode(bytes)
  }
}

/** The same pieces in an ASCII-based encoding: UTF-16 is rewritten, a byte-order mark taken off. */
export async function* asBytes(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  let begun = false
  for await (const piece of pieces) {
    if (!begun) {
      begun = true
      if (piece[0] === 0xff && piece[1] === 0xfe) decoder = new TextDecoder('utf-16le')
      else if (piece[0] === 0xfe && piece[1] === 0xff) decoder = new TextDecoder('utf-16be')
      else if (piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf) {
        yield piece.subarray(3)
        continue
      }
    }
    yield decoder ? Buffer.from(decoder.decode(piece, { stream: true })) : piece
  }
}
