/**
 * Pages that bring along what they do not show. Pages of one file may share a list of all that any of them shows (ISO
 * 32000-2 §7.8.3), and a copy of one page has the whole list: the pictures of a page that was left out would be sent with
 * it, unseen. Reads only what `tidy` has just written, never an original.
 */
import { inflateSync } from 'node:zlib'
import { isStream, readHead, skipBlank, valueEnd } from './syntax.ts'
import { contents, type Contents } from './tidy.ts'

/** What may be pictures of a page: drawings, and patterns made of some. */
const lists = ['XObject', 'Pattern']
/** Of one stream, in bytes; a page that says more is taken to hide something. */
const unpackedAtMost = 64 * 1024 * 1024

/** Tells of each page, by its place from 0, whether it names all that it brings along. What cannot be read does not. */
export function unseenIn(tidied: Uint8Array): (place: number) => boolean {
  const file = contents(Buffer.from(tidied.buffer, tidied.byteOffset, tidied.byteLength))
  const pages = leaves(file, file.root, 'Pages')
  return (place) => {
    const page = pages[place]
    return page === undefined || !namesAll(file, page)
  }
}

/** An object: its dictionary by key, and what stands behind it. */
interface Part {
  readonly entries: ReadonlyMap<string, string>
  readonly rest: Buffer
}

/** The pages under an object, in order. PDFium writes trees without rings. */
function leaves(file: Contents, number: number, key: 'Pages' | 'Kids'): readonly Part[] {
  const part = partOf(file, number)
  const kids = part?.entries.get(key)
  if (!part || kids === undefined) return part ? [part] : []
  return pointedTo(kids).flatMap((kid) => leaves(file, kid, 'Kids'))
}

function partOf({ objects }: Contents, number: number): Part | undefined {
  const object = objects.get(number)
  return object && parsed(object)
}

function parsed(object: Buffer): Part {
  const { entries, end } = readHead(object) ?? { entries: [], end: 0 }
  return { entries: new Map(entries.map(({ key, value }) => [key, value])), rest: object.subarray(end) }
}

function pointedTo(value: string): readonly number[] {
  const numbers: number[] = []
  valueEnd(value, skipBlank(value, 0), (number) => numbers.push(number))
  return numbers
}

/** A dictionary that stands where it is used, or elsewhere. */
function dictionaryOf(file: Contents, value: string | undefined): Part['entries'] {
  if (value === undefined) return new Map()
  if (value.startsWith('<<')) return parsed(Buffer.from(value, 'latin1')).entries
  const [number] = pointedTo(value)
  return (number === undefined ? undefined : partOf(file, number)?.entries) ?? new Map<string, string>()
}

function namesAll(file: Contents, page: Part): boolean {
  const resources = dictionaryOf(file, page.entries.get('Resources'))
  const listed = new Map(lists.flatMap((list) => [...dictionaryOf(file, resources.get(list))]))
  if (listed.size === 0) return true
  const named = new Set<string>()
  const hear = (part: Part | undefined): void => namesIn(part).forEach((name) => named.add(name))
  try {
    streamsOf(file, page.entries.get('Contents')).forEach(hear)
    // A drawing without a list of its own looks its names up in the page's. The set grows while it is gone through.
    for (const name of named) {
      const drawing = pointedTo(listed.get(name) ?? 'null').map((number) => partOf(file, number))
      drawing.filter((part) => part?.entries.get('Subtype') !== '/Image').forEach(hear)
    }
  } catch {
    return false
  }
  return [...listed.keys()].every((name) => named.has(name))
}

/** One stream, or a list of them, which may stand elsewhere. */
function streamsOf(file: Contents, value: string | undefined): readonly Part[] {
  if (value === undefined) return []
  return pointedTo(value).flatMap((number) => {
    const part = partOf(file, number)
    if (part && isStream(part.rest)) return [part]
    return part ? streamsOf(file, part.rest.toString('latin1')) : []
  })
}

/** The names a stream says; throws for one whose coding is not the usual. */
function namesIn(part: Part | undefined): readonly string[] {
  const word = part && /^stream\r?\n/.exec(part.rest.toString('latin1', 0, 8))
  if (!part || !word) return []
  const packed = part.rest.subarray(word[0].length, part.rest.lastIndexOf('endstream'))
  const filter = part.entries.get('Filter')
  const plain = filter === undefined || /^\[\s*\]$/.test(filter)
  const flate = /^\[?\s*\/FlateDecode\s*\]?$/.test(filter ?? '') && !part.entries.has('DecodeParms')
  if (!plain && !flate) throw new RangeError('another coding')
  const text = plain ? packed : inflateSync(packed, { maxOutputLength: unpackedAtMost })
  return (
    text
      .toString('latin1')
      .match(names)
      ?.map((name) => name.slice(1)) ?? []
  )
}

/** ISO 32000-2 §7.3.5. */
const names = /\/[^\0\t\n\f\r ()<>[\]{}/%]+/g
