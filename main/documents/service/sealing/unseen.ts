/**
 * Pages that bring along what they do not show. Pages of one file may share a list of all that any of them shows (ISO
 * 32000-2 §7.8.3), and a copy of one page has the whole list: the pictures of a page that was left out would be sent with
 * it, unseen. So may a drawing on the page that has a list of its own. Fonts that are made of drawings are such lists;
 * others may be shared and unused, for they tell letters only. Reads only what `tidy` has just written, never an original.
 */
import { inflateSync } from 'node:zlib'
import { isStream, readHead, skipBlank, valueEnd } from './syntax.ts'
import { contents } from './tidy.ts'

/** Where pictures of a page may stand: drawings, patterns, soft masks and fonts made of some. */
const lists = ['XObject', 'Pattern', 'ExtGState', 'Font'] as const
/** Of one stream, in bytes; a page that says more is taken to hide something. */
const unpackedAtMost = 64 * 1024 * 1024

/** Tells of each page, by its place from 0, whether it names all that it brings along. What cannot be read does not. */
export function unseenIn(tidied: Uint8Array): (place: number) => boolean {
  const file = opened(tidied)
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

/** A file by its objects, each read once. */
interface File {
  readonly root: number
  readonly part: (number: number) => Part | undefined
}

function opened(tidied: Uint8Array): File {
  const { objects, root } = contents(Buffer.from(tidied.buffer, tidied.byteOffset, tidied.byteLength))
  const parts = new Map<number, Part>()
  const part = (number: number): Part | undefined => {
    const object = objects.get(number)
    const known = parts.get(number) ?? (object && parsed(object))
    if (known) parts.set(number, known)
    return known
  }
  return { root, part }
}

/** The pages under an object, in order. PDFium writes trees without rings. */
function leaves(file: File, number: number, key: 'Pages' | 'Kids'): readonly Part[] {
  const part = file.part(number)
  const kids = part?.entries.get(key)
  if (!part || kids === undefined) return part ? [part] : []
  return pointedTo(kids).flatMap((kid) => leaves(file, kid, 'Kids'))
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
function dictionaryOf(file: File, value: string | undefined): Part['entries'] {
  if (value === undefined) return new Map()
  if (value.startsWith('<<')) return parsed(Buffer.from(value, 'latin1')).entries
  const [number] = pointedTo(value)
  return (number === undefined ? undefined : file.part(number)?.entries) ?? new Map<string, string>()
}

/** What is drawn by a name: a drawing's own stream, or those of a font's letters, and the list their names stand in. */
interface Drawing {
  readonly resources: string | undefined
  readonly streams: readonly Part[]
}

/** A list of what may be drawn, and the names that were said where it holds. */
interface Scope {
  readonly listed: ReadonlyMap<string, readonly Drawing[]>
  readonly named: Set<string>
}

function namesAll(file: File, page: Part): boolean {
  const scopes = new Map<string, Scope>()
  const scopeAt = (resources = '<<>>'): Scope => {
    const scope = scopes.get(resources) ?? scopeOf(file, resources)
    scopes.set(resources, scope)
    return scope
  }
  const own = scopeAt(page.entries.get('Resources'))
  const draw = (streams: readonly Part[], around: Scope): void => {
    for (const name of streams.flatMap(namesIn)) {
      // What a drawing's own list lacks, PDFium looks up in the page's.
      const { named, listed } = around.listed.has(name) ? around : own
      if (named.has(name)) continue
      named.add(name)
      for (const { resources, streams: drawn } of listed.get(name) ?? [])
        draw(drawn, resources === undefined ? around : scopeAt(resources))
    }
  }
  try {
    draw(streamsOf(file, page.entries.get('Contents')), own)
  } catch {
    return false
  }
  return [...scopes.values()].every(({ listed, named }) => [...listed.keys()].every((name) => named.has(name)))
}

function scopeOf(file: File, resources: string): Scope {
  const own = dictionaryOf(file, resources)
  const entries = lists.flatMap((list) =>
    [...dictionaryOf(file, own.get(list))].map(([name, value]) => [name, drawnBy[list](file, value)] as const),
  )
  const listed = new Map<string, readonly Drawing[]>()
  for (const [name, drawings] of entries) if (drawings) listed.set(name, [...(listed.get(name) ?? []), ...drawings])
  return { listed, named: new Set() }
}

/** What an entry of a list draws when it is named; undefined where it cannot hold a picture (ISO 32000-2 §8.4.5, §9.6.4). */
const drawnBy: Readonly<Record<(typeof lists)[number], (file: File, value: string) => readonly Drawing[] | undefined>> =
  {
    XObject: drawings,
    Pattern: drawings,
    ExtGState(file, value) {
      const group = dictionaryOf(file, dictionaryOf(file, value).get('SMask')).get('G')
      return group === undefined ? undefined : drawings(file, group)
    },
    Font(file, value) {
      const font = dictionaryOf(file, value)
      if (font.get('Subtype') !== '/Type3') return undefined
      const letters = [...dictionaryOf(file, font.get('CharProcs')).values()].flatMap(pointedTo)
      return [{ resources: font.get('Resources'), streams: letters.flatMap((number) => file.part(number) ?? []) }]
    },
  }

/** A picture says no names. */
function drawings(file: File, value: string): readonly Drawing[] {
  const parts = pointedTo(value).flatMap((number) => file.part(number) ?? [])
  const said = parts.filter(({ entries }) => entries.get('Subtype') !== '/Image')
  return said.map((part) => ({ resources: part.entries.get('Resources'), streams: [part] }))
}

/** One stream, or a list of them, which may stand elsewhere. */
function streamsOf(file: File, value: string | undefined): readonly Part[] {
  if (value === undefined) return []
  return pointedTo(value).flatMap((number) => {
    const part = file.part(number)
    if (part && isStream(part.rest)) return [part]
    return part ? streamsOf(file, part.rest.toString('latin1')) : []
  })
}

/** The names a stream says; throws for one whose coding is not the usual. */
function namesIn(part: Part): readonly string[] {
  const word = /^stream\r?\n/.exec(part.rest.toString('latin1', 0, 8))
  if (!word) return []
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
