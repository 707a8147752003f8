/**
 * A function of ours before one of PDFium's: asked first, and where it has laid a glyph, PDFium's own finds no row left to
 * lay and only tidies up. PDFium's way of laying glyphs goes dot by dot and takes half of a page of text. Works on the
 * bytes of the module, as the WebAssembly core specification (2.0 §5) lays them out; a module that is not the one we know
 * stays as it is.
 */
import { createHash } from 'node:crypto'
import { graftBase64 } from './graft-bytes.ts'

/** CFX_DIBitmap::CompositeMask in @embedpdf/pdfium 2.15.1: the size and SHA-256 of its body. */
const known = {
  bytes: 989,
  sha256: '19da0d925e0d2086447e25ec3986dc20209e2d3120d5af8e24d3a2f7dd826240',
} as const

/** Sections by number, core specification 2.0 §5.5. */
const typeSection = 1
const importSection = 2
const functionSection = 3
const codeSection = 10

interface Section {
  readonly id: number
  /** What stands behind its size. */
  readonly content: Uint8Array
}

/** PDFium's module with the graft; the same bytes if it has no function that the graft belongs to. */
export function grafted(wasm: Uint8Array): Uint8Array {
  const sections = sectionsOf(wasm)
  const code = contentOf(sections, codeSection)
  const place = placeOf(code)
  if (!place) return wasm
  const graft = sectionsOf(Buffer.from(graftBase64, 'base64'))
  const [own, type] = [only(contentOf(graft, codeSection)), only(contentOf(graft, typeSection))]
  const types = new Reader(contentOf(sections, typeSection)).number()
  const number = importedFunctions(contentOf(sections, importSection)) + place.count
  const body = asking(code.subarray(place.start, place.end), number)
  const changed = new Map([
    [typeSection, appended(contentOf(sections, typeSection), type)],
    [functionSection, appended(contentOf(sections, functionSection), leb(types))],
    [
      codeSection,
      appended(joined([code.subarray(0, place.head), leb(body.length), body, code.subarray(place.end)]), own),
    ],
  ])
  return joined([
    wasm.subarray(0, headBytes),
    ...sections.flatMap(({ id, content }) => {
      const now = changed.get(id) ?? content
      return [Uint8Array.of(id), leb(now.length), now]
    }),
  ])
}

/** Where the function's body lies among all (§5.5.13), its size from `head` to `start`, and how many there are. */
function placeOf(code: Uint8Array) {
  const reader = new Reader(code)
  const count = reader.number()
  while (!reader.done) {
    const head = reader.at
    const body = blob(reader)
    if (isKnown(body)) return { count, head, start: reader.at - body.length, end: reader.at }
  }
  return undefined
}

const isKnown = (body: Uint8Array): boolean =>
  body.length === known.bytes && createHash('sha256').update(body).digest('hex') === known.sha256

/** Magic and version. */
const headBytes = 8
const graftParameters = 12
/** Which of them is the height of what is to be laid. */
const heightParameter = 4

/** A body that begins by handing its parameters to a function, and has no height where that answers anything but nought. */
function asking(body: Uint8Array, number: number): Uint8Array {
  const reader = new Reader(body)
  // Locals: groups of a count and a type (§5.4.13, code).
  for (let groups = reader.number(); groups > 0; groups -= 1) {
    reader.number()
    reader.skip(1)
  }
  const [localGet, localSet, call, ifVoid, nought, end] = [
    [0x20],
    [0x21],
    [0x10],
    [0x04, 0x40],
    [0x41, 0],
    [0x0b],
  ] as const
  const parameters = Array.from({ length: graftParameters }, (_, at) => [...localGet, at]).flat()
  const done = [...nought, ...localSet, heightParameter]
  const asked = Uint8Array.of(...parameters, ...call, ...leb(number), ...ifVoid, ...done, ...end)
  return joined([body.subarray(0, reader.at), asked, body.subarray(reader.at)])
}

/** Reads a module's numbers and stretches of bytes, one after the other. */
class Reader {
  at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.at >= this.#bytes.length
  }

  /** An unsigned number in groups of seven bits (§5.2.2). */
  number(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at]
      if (byte === undefined || shift > 28) throw new RangeError('no module')
      this.at += 1
      value += (byte & 127) * 2 ** shift
      if (byte < 128) return value
    }
  }

  take(length: number): Uint8Array {
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }

  skip(length: number): void {
    this.at += length
  }
}

function sectionsOf(wasm: Uint8Array): readonly Section[] {
  const reader = new Reader(wasm)
  reader.skip(headBytes)
  const sections: Section[] = []
  while (!reader.done) sections.push({ id: reader.number(), content: blob(reader) })
  return sections
}

function contentOf(sections: readonly Section[], id: number): Uint8Array {
  const found = sections.find((section) => section.id === id)
  if (!found) throw new RangeError('no module')
  return found.content
}

const blob = (reader: Reader): Uint8Array => reader.take(reader.number())

/** The only item of a list, as its bytes. */
function only(content: Uint8Array): Uint8Array {
  const reader = new Reader(content)
  if (reader.number() !== 1) throw new RangeError('no graft')
  return content.subarray(reader.at)
}

/** A list with one more item. */
function appended(content: Uint8Array, item: Uint8Array): Uint8Array {
  const reader = new Reader(content)
  const count = reader.number()
  return joined([leb(count + 1), content.subarray(reader.at), item])
}

/** How many functions a module takes from its host (§5.5.5): they are numbered before its own. */
function importedFunctions(content: Uint8Array): number {
  const reader = new Reader(content)
  let functions = 0
  for (let left = reader.number(); left > 0; left -= 1) {
    blob(reader)
    blob(reader)
    const kind = reader.number()
    // A function has a type; a table a type and limits; a memory limits; a global a type and whether it changes.
    if (kind === 0) reader.number()
    if (kind === 1) reader.skip(1)
    if (kind === 1 || kind === 2) for (let limits = 1 + (reader.number() & 1); limits > 0; limits -= 1) reader.number()
    if (kind === 3) reader.skip(2)
    if (kind === 0) functions += 1
  }
  return functions
}

function leb(value: number): Uint8Array {
  const bytes: number[] = []
  let left = value
  do {
    bytes.push((left & 127) | (left > 127 ? 128 : 0))
    left >>>= 7
  } while (left > 0)
  return Uint8Array.from(bytes)
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)
