/**
 * The last hand on a sealed PDF: PDFium's own output is read object by object and written again with only what a page
 * needs to be seen. Dates, producers, editors' private data, thumbnails, scripts and anything no page points to stay
 * behind, and the file's id comes from its content, so that the same packet always has the same SHA-256.
 * Reads only what PDFium has just saved, never an original.
 */
import { createHash } from 'node:crypto'
import { Refused } from '../refused.ts'
import { readDictionary, skipBlank, valueEnd } from './syntax.ts'

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

/** Rewrites a PDF that PDFium has saved. Refuses what cannot be read, as pages that damage left their mark in (damaged). */
export function tidy(saved: Uint8Array): Uint8Array {
  try {
    return tidied(saved)
  } catch (error) {
    throw error instanceof RangeError ? new Refused('damaged') : error
  }
}

function tidied(saved: Uint8Array): Uint8Array {
  const file = Buffer.from(saved.buffer, saved.byteOffset, saved.byteLength)
  const { objects, root } = contents(file)
  const kept = new Map<number, Buffer>()
  const waiting = [root]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    const object = objects.get(number)
    if (!object || kept.has(number)) continue
    const { text, pointsTo } = cleaned(object.toString('latin1'))
    kept.set(number, Buffer.from(text, 'latin1'))
    waiting.push(...pointsTo)
  }
  return written(
    [...kept].sort(([a], [b]) => a - b),
    root,
  )
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
function cleaned(object: string): { readonly text: string; readonly pointsTo: readonly number[] } {
  const pointsTo: number[] = []
  const note = (number: number): void => void pointsTo.push(number)
  const start = skipBlank(object, 0)
  if (!object.startsWith('<<', start)) {
    valueEnd(object, start, note)
    return { text: object.slice(start).trimEnd(), pointsTo }
  }
  const { entries, end } = readDictionary(object, start)
  const rest = object.slice(skipBlank(object, end))
  const type = entries.find(({ key }) => key === 'Type')?.value
  const stays = entries.filter(({ key }) => belongs(key, type, rest.startsWith('stream')))
  for (const { value } of stays) valueEnd(value, 0, note)
  return { text: `<<${stays.map(({ text }) => text).join('')}>>${rest.trimEnd()}`, pointsTo }
}

function belongs(key: string, type: string | undefined, stream: boolean): boolean {
  if (type === '/Page') return pageKeys.has(key)
  if (type === '/Catalog') return catalogKeys.has(key)
  return !stream || !streamSecrets.has(key)
}

function written(objects: readonly (readonly [number, Buffer])[], root: number): Uint8Array {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let at = parts[0]?.length ?? 0
  const rows = objects.map(([number, body]) => {
    const start = at
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(object)
    at += object.length
    return `${number} 1\n${String(start).padStart(10, '0')} 00000 n \n`
  })
  const id = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32)
  const size = (objects.at(-1)?.[0] ?? 0) + 1
  const trailer = `<</Size ${size}/Root ${root} 0 R/ID[<${id}><${id}>]>>`
  parts.push(
    Buffer.from(`xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`),
  )
  return Buffer.concat(parts)
}
