/**
 * A JPEG as the kernel decodes it: its scan and the tables that go with it (ITU T.81). Only what scanners write is taken:
 * baseline, eight bits, all in one scan, grey or light with two colours. Anything else is PDFium's to decode.
 */

export interface JpegPart {
  /** Blocks across and down in a unit. */
  readonly across: number
  readonly down: number
  /** Tables of codes, as build/kernel/jpeg/blocks.ts reads them. */
  readonly first: Uint8Array
  readonly rest: Uint8Array
}

export interface Jpeg {
  readonly widthPx: number
  readonly heightPx: number
  /** Units between restart markers; nought if there are none. */
  readonly restart: number
  /** Light, or light and two colours. */
  readonly parts: readonly JpegPart[]
  /** Of each number of a block of light: its place in bytes shifted up by 16, and the step it counts in. */
  readonly steps: Uint32Array
  readonly scan: Uint8Array
}

/** What the segments before a scan say, as far as it has been read. */
interface Said {
  frame: Uint8Array | undefined
  restart: number
  /** Whether three components are light and colours: Adobe's note says so, or nobody says otherwise. */
  transform: boolean | undefined
  readonly steps: Map<number, Uint32Array>
  readonly codes: Map<number, Uint8Array>
}

const wordAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** Undefined for any JPEG that is not of the plain kind, or not whole up to its scan. */
export function readJpeg(bytes: Uint8Array): Jpeg | undefined {
  if (wordAt(bytes, 0) !== 0xffd8) return undefined
  const said: Said = { frame: undefined, restart: 0, transform: undefined, steps: new Map(), codes: new Map() }
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = wordAt(bytes, at)
    const end = at + 2 + wordAt(bytes, at + 2)
    const segment = bytes.subarray(at + 4, end)
    if (marker < 0xffc0 || end > bytes.length) return undefined
    if (marker === 0xffda) return jpegOf(said, segment, bytes.subarray(end))
    if (!hear(said, marker & 0xff, segment)) return undefined
    at = end
  }
  return undefined
}

/** Takes one segment in (T.81 table B.1); answers whether it may stand in a JPEG of the plain kind. */
function hear(said: Said, marker: number, segment: Uint8Array): boolean {
  if (marker === 0xc0 && said.frame === undefined) said.frame = segment
  else if (marker === 0xc4) return hearCodes(said.codes, segment)
  else if (marker === 0xdb) return hearSteps(said.steps, segment)
  else if (marker === 0xdd) said.restart = wordAt(segment, 0)
  else if (marker === 0xee) said.transform = segment[11] === 1
  // The other application segments and comments change no dot.
  else return (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
  return true
}

/** T.81 figure A.6: rows and columns in the order of the scan. */
const order = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48],
  ...[41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22],
  ...[15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
)

/** T.81 B.2.4.1: tables of steps, one after the other. */
function hearSteps(steps: Map<number, Uint32Array>, segment: Uint8Array): boolean {
  for (let at = 0; at < segment.length;) {
    const [wide, id] = [(segment[at] ?? 0) >> 4, (segment[at] ?? 0) & 15]
    const size = wide === 0 ? 64 : 128
    if (wide > 1 || at + 1 + size > segment.length) return false
    const step = (index: number): number =>
      wide === 0 ? (segment[at + 1 + index] ?? 0) : wordAt(segment, at + 1 + index * 2)
    steps.set(
      id,
      Uint32Array.from(order, (place, index) => (place << 17) | step(index)),
    )
    at += 1 + size
  }
  return true
}

/** T.81 B.2.4.2: tables of codes, one after the other, by class and number. */
function hearCodes(codes: Map<number, Uint8Array>, segment: Uint8Array): boolean {
  for (let at = 0; at < segment.length;) {
    const counts = segment.subarray(at + 1, at + 17)
    const symbols = segment.subarray(at + 17, at + 17 + counts.reduce((sum, count) => sum + count, 0))
    const end = symbols.byteOffset + symbols.length - segment.byteOffset
    const table =
      counts.length === 16 && end <= segment.length ? codeTable(counts, symbols, (segment[at] ?? 0) < 0x10) : undefined
    if (!table) return false
    codes.set(segment[at] ?? 0, table)
    at = end
  }
  return true
}

const shortBits = 10
const longest = 16
/** More noughts than a block has: the rest of it. */
const theRest = 127

/** As build/kernel/jpeg/blocks.ts reads it; undefined if there are more codes than bits can tell (T.81 annex C). */
function codeTable(counts: Uint8Array, symbols: Uint8Array, isFirst: boolean): Uint8Array | undefined {
  const long = longest - shortBits
  const table = new Int32Array((1 << shortBits) + 2 * long + 256)
  let code = 0
  let place = 0
  for (const [index, count] of counts.entries()) {
    const length = index + 1
    if (code + count > 1 << length || place + count > symbols.length) return undefined
    for (const end = place + count; place < end; place += 1, code += 1) {
      const entry = entryOf(symbols[place] ?? 0, length, isFirst)
      table[(1 << shortBits) + 2 * long + place] = entry
      if (length <= shortBits) spread(table, entry, code, length)
    }
    if (length > shortBits) {
      const at = (1 << shortBits) + length - shortBits - 1
      table[at] = code << (longest - length)
      table[at + long] = place - code
    }
    code <<= 1
  }
  return new Uint8Array(table.buffer)
}

/** T.81 F.1.2: a symbol is the size of a number, for all but a block's first with the noughts before it. */
function entryOf(symbol: number, length: number, isFirst: boolean): number {
  const size = symbol & 15
  const noughts = isFirst ? 0 : size === 0 && symbol < 0xf0 ? theRest : symbol >> 4
  return length | (noughts << 5) | (size << 12)
}

/** An entry wherever ten bits begin with its code; where they have its number too, with that. */
function spread(table: Int32Array, entry: number, code: number, length: number): void {
  const size = entry >> 12
  const left = shortBits - length
  for (let rest = 0; rest < 1 << left; rest += 1) {
    const bits = rest >> (left - size)
    const number = bits >> (size - 1) === 1 ? bits : bits - (1 << size) + 1
    const whole = (number << 16) | (entry & 0xfe0) | (length + size)
    table[(code << left) | rest] = size === 0 || size > left ? entry : whole
  }
}

/** Puts together what was said and what the scan's own head says (T.81 B.2.2 and B.2.3). */
function jpegOf({ frame, restart, transform, steps, codes }: Said, head: Uint8Array, scan: Uint8Array) {
  const count = frame?.[5]
  if (!frame || frame[0] !== 8 || (count !== 1 && count !== 3)) return undefined
  if (frame.length !== 6 + 3 * count || head.length !== 4 + 2 * count || head[0] !== count) return undefined
  const parts = Array.from({ length: count }, (_, at) => partOf(frame, head, at, codes))
  const light = steps.get(frame[8] ?? 0)
  const [heightPx, widthPx] = [wordAt(frame, 1), wordAt(frame, 3)]
  if (!light || heightPx === 0 || widthPx === 0 || !plainColours(frame, count, transform)) return undefined
  const whole = parts.filter((part) => part !== undefined)
  const [first] = whole
  if (!first || whole.length < count) return undefined
  if (whole.some(({ across, down }) => across > first.across || down > first.down)) return undefined
  // T.81 A.2.2: a component alone has units of one block, whatever it says.
  const alone = count === 1 ? [{ ...first, across: 1, down: 1 }] : whole
  return { widthPx, heightPx, restart, parts: alone, steps: light, scan }
}

function partOf(frame: Uint8Array, head: Uint8Array, at: number, codes: ReadonlyMap<number, Uint8Array>) {
  const [id, size = 0] = frame.subarray(6 + 3 * at)
  const [scanned, tables = 0] = head.subarray(1 + 2 * at)
  const [first, rest] = [codes.get(tables >> 4), codes.get(0x10 | (tables & 15))]
  const [across, down] = [size >> 4, size & 15]
  const usual = across >= 1 && across <= 4 && down >= 1 && down <= 4
  return id === scanned && first && rest && usual ? { across, down, first, rest } : undefined
}

/** Grey; or light and two colours, as JFIF numbers them unless Adobe's note says so. */
const plainColours = (frame: Uint8Array, count: number, transform: boolean | undefined): boolean =>
  count === 1 || (transform ?? (frame[6] === 1 && frame[9] === 2 && frame[12] === 3))
