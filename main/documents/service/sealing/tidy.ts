/**
 * The last hand on a sealed PDF: PDFium's own output is read object by object and written again with only what a page
 * needs to be seen. Dates, producers, editors' private data, thumbnails, scripts and anything no page points to stay
 * behind, and the file's id comes from its content, so that the same packet always has the same SHA-256.
 * Reads only what PDFium has just saved, never an original.
 */
import { createHash } from 'node:crypto'
import type { Growing } from '../files.ts'
import { Refused } from '../refused.ts'
import { isStream, readHead, skipBlank, valueEnd } from './syntax.ts'

/** ISO 32000-1 table 30: what decides how a page looks. */
const pageKeys = new Set([
  'Type',
  'Parent',
  'MediaBox',
  'CropBox',
  'Rotate',
  'Resources',
  'Contents',
  'UserUnit',
  'Group',
])
const catalogKeys = new Set(['Type', 'Pages'])
/** Of a picture or drawing: who made it, where and with what. */
const streamSecrets = new Set(['Metadata', 'PieceInfo', 'LastModified', 'AF', 'OPI', 'Measure', 'PtData'])

/**
 * Rewrites a PDF that PDFium has saved, in its place. Refuses what cannot be read, as pages that damage left their mark in
 * (damaged).
 */
export function tidy(saved: Growing): Uint8Array {
  try {
    return tidied(saved)
  } catch (error) {
    throw error instanceof RangeError ? new Refused('damaged') : error
  }
}

/** What an object begins with once it is cleaned, and the bytes that follow as they are. */
interface Cleaned {
  readonly head: Buffer
  readonly body: Buffer
}

function tidied(saved: Growing): Uint8Array {
  const { objects, root } = contents(saved.view())
  const kept = new Map<number, Cleaned>()
  const waiting = [root]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const object = objects.get(number)
    if (!object || kept.has(number)) continue
    const { pointsTo, ...clean } = cleaned(object)
    kept.set(number, clean)
    waiting.push(...pointsTo)
  }
  return written(saved, kept, root)
}

export interface Contents {
  /** What stands between `obj` and `endobj`, by object number. */
  readonly objects: ReadonlyMap<number, Buffer>
  readonly root: number
}

/** ISO 32000-1 §7.5.4: PDFium writes one classical table, in sections of `first count` and 20-byte rows. */
export function contents(file: Buffer): Contents {
  const tableAt = Number(/startxref\s+(\d+)/.exec(file.subarray(-64).toString('latin1'))?.[1])
  if (!(tableAt < file.length)) throw new RangeError('no table')
  const table = file.subarray(tableAt).toString('latin1')
  const root = Number(/\/Root\s+(\d+)\s+0\s+R/.exec(table)?.[1])
  const starts = [...rows(table.slice(0, table.indexOf('trailer')))].sort((a, b) => a.start - b.start)
  const objects = starts.map(({ number, start }, at) => {
    const object = file.subarray(start, starts[at + 1]?.start ?? tableAt)
    return [number, object.subarray(object.indexOf(' obj') + 4, object.lastIndexOf('endobj'))] as const
  })
  return { objects: new Map(objects), root }
}

function* rows(table: string): Generator<{ readonly number: number; readonly start: number }> {
  let number = 0
  for (const row of table.split(/[\r\n]+/)) {
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(row)
    const section = /^(\d+) \d+\s*$/.exec(row)
    if (entry?.[2] === 'n') yield { number, start: Number(entry[1]) }
    if (entry) number += 1
    else if (section) number = Number(section[1])
  }
}

/** An object without what it should not carry, and the objects it still points to. */
function cleaned(object: Buffer): Cleaned & { readonly pointsTo: readonly number[] } {
  const pointsTo: number[] = []
  const note = (number: number): void => void pointsTo.push(number)
  const dictionary = readHead(object)
  if (!dictionary) {
    const text = object.toString('latin1')
    const start = skipBlank(text, 0)
    valueEnd(text, start, note)
    return { head: Buffer.alloc(0), body: trimmed(object.subarray(start)), pointsTo }
  }
  const { entries, end } = dictionary
  const type = entries.find(({ key }) => key === 'Type')?.value
  const body = trimmed(object.subarray(end))
  const stays = entries.filter(({ key }) => belongs(key, type, isStream(body)))
  for (const { value } of stays) valueEnd(value, 0, note)
  return { head: Buffer.from(`<<${stays.map(({ text }) => text).join('')}>>`, 'latin1'), body, pointsTo }
}

const blanks = new Set([0, 9, 10, 12, 13, 32])

function trimmed(bytes: Buffer): Buffer {
  let { length } = bytes
  while (blanks.has(bytes[length - 1] ?? -1)) length -= 1
  return bytes.subarray(0, length)
}

function belongs(key: string, type: string | undefined, stream: boolean): boolean {
  if (type === '/Page') return pageKeys.has(key)
  if (type === '/Catalog') return catalogKeys.has(key)
  return !stream || !streamSecrets.has(key)
}

/**
 * Objects move up to where those before them end: PDFium writes each with more blanks around it, so none reaches what is
 * still to be moved.
 */
function written(saved: Growing, kept: ReadonlyMap<number, Cleaned>, root: number): Uint8Array {
  const file = saved.view()
  let at = file.write('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')
  const inPlace = [...kept].sort(([, a], [, b]) => a.body.byteOffset - b.body.byteOffset)
  const starts = new Map<number, number>()
  for (const [number, { head, body }] of inPlace) {
    starts.set(number, at)
    const room = body.byteOffset - file.byteOffset
    const before = Buffer.concat([Buffer.from(`${number} 0 obj\n`), head])
    if (at + before.length > room) throw new RangeError('no room')
    at += before.copy(file, at)
    file.copyWithin(at, room, room + body.length)
    at += body.length
    at += file.write('\nendobj\n', at)
  }
  saved.cut(at)
  saved.append(tableOf(starts, { root, at, id: idOf(saved.view()) }))
  return saved.done()
}

const idOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex').slice(0, 32)

interface Trailer {
  readonly root: number
  /** Where the table begins. */
  readonly at: number
  readonly id: string
}

function tableOf(starts: ReadonlyMap<number, number>, { root, at, id }: Trailer): Buffer {
  const objects = [...starts].sort(([a], [b]) => a - b)
  const rows = objects.map(([number, start]) => `${number} 1\n${String(start).padStart(10, '0')} 00000 n \n`)
  const trailer = `<</Size ${(objects.at(-1)?.[0] ?? 0) + 1}/Root ${root} 0 R/ID[<${id}><${id}>]>>`
  return Buffer.from(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`)
}
