/** What a file is, by its beginning; its name is not asked, because names are wrong. */
import type { ImportKind } from '#app/domain/contact/contact-import.ts'
import { createTableReader, titlesIn } from './csv.ts'
import { asBytes, linesOf, textOf } from './lines.ts'
import { isNppes } from './nppes.ts'
import type { FileSource } from './source.ts'

export type Sniffed =
  | { readonly kind: Exclude<ImportKind, 'fhir' | 'fhir-server' | 'csv'> }
  | { readonly kind: 'fhir'; readonly perLine: boolean }
  | { readonly kind: 'csv'; readonly titles: readonly string[] }
  | { readonly kind: 'zip' | 'unknown' | 'empty' }

/** A title row of the longest table (NPPES) has some 15 KB; the first resource of a file may have more. */
const headBytes = 256 * 1024

export async function sniff(source: FileSource): Promise<Sniffed> {
  if (source.sizeBytes === 0) return { kind: 'empty' }
  const head = await headOf(source)
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return { kind: 'zip' }
  if (head.subarray(0, 4096).includes(0)) return { kind: 'unknown' }
  const text = textOf(head).trimStart()
  if (/^BEGIN:VCARD\s/i.test(text)) return { kind: 'vcard' }
  if (text.startsWith('{')) return json(text, head.length < source.sizeBytes)
  const table = createTableReader()
  const rows = []
  for await (const lines of linesOf(once(head))) rows.push(...lines.flatMap(table.push))
  const titles = titlesIn(head.length === source.sizeBytes ? [...rows, ...table.end()] : rows)
  if (!titles) return { kind: 'unknown' }
  return isNppes(titles) ? { kind: 'nppes' } : { kind: 'csv', titles }
}

async function headOf(source: FileSource): Promise<Buffer> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of asBytes(source.chunks(new AbortController().signal, () => undefined))) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes >= headBytes) break
  }
  return Buffer.concat(pieces)
}

/** A resource in one line, with more of them below or alone, is a bulk export; anything else has to be a Bundle. */
function json(text: string, goesOn: boolean): Sniffed {
  const end = text.indexOf('\n')
  const first = end === -1 ? text : text.slice(0, end)
  const whole = resourceType(first)
  if (whole !== undefined && whole !== 'Bundle') return { kind: 'fhir', perLine: true }
  if (whole === 'Bundle') return { kind: 'fhir', perLine: false }
  const named = /"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(text)?.[1]
  // Members of an object have no order: the type may stand behind the entries.
  if (named === 'Bundle' || (/"entry"\s*:/.test(text) && (goesOn || named !== undefined)))
    return { kind: 'fhir', perLine: false }
  return { kind: 'unknown' }
}

function resourceType(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const type = typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : undefined
    return typeof type === 'string' ? type : undefined
  } catch {
    return undefined
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
