/** What would become of each row of a file: read, mapped, judged and compared with what is here. Nothing is stored. */
import { ContactFields } from '#app/contract/contacts.ts'
import type { ImportRefusal, ImportRow } from '#app/contract/contact-imports.ts'
import {
  guessMapping,
  importLimits,
  type ImportField,
  type ImportMapping,
  type ImportTitles,
  type RowFinding,
} from '#app/domain/contact-import.ts'
import type { E164 } from '#app/domain/ids.ts'
import { numbersAmong } from '../../store/contacts/look-alikes.ts'
import type { ReadStore } from '../../store/store.ts'
import { parseNumber, parseVoice } from '../number.ts'
import { wordsOf } from '../words.ts'
import { rowsOf, textOf, type TextRow } from './csv.ts'

export type Preview =
  | { readonly readable: false; readonly why: ImportRefusal }
  | {
      readonly readable: true
      readonly titles: string[]
      readonly mapping: ImportMapping
      readonly rows: ImportRow[]
    }

type Asked = { readonly bytes: Uint8Array; readonly mapping?: ImportMapping | undefined }

/** @param before titles as they were mapped the last time */
export async function previewOf(read: ReadStore, { bytes, mapping }: Asked, before: ImportTitles): Promise<Preview> {
  const refuse = (why: ImportRefusal): Preview => ({ readable: false, why })
  if (bytes.length === 0) return refuse('empty')
  if (bytes.length > importLimits.bytesAtMost) return refuse('too-large')
  const text = textOf(bytes)
  if (text === undefined) return refuse('not-a-table')
  const [header, ...rest] = rowsOf(text)
  if (!header || header.broken || header.cells.length < 2) return refuse('not-a-table')
  if (rest.length === 0) return refuse('empty')
  if (rest.length > importLimits.rowsAtMost) return refuse('too-many-rows')
  const chosen = mapping ?? guessMapping(header.cells, before)
  const rows = compared(
    rest.map((row) => judged(row, chosen)),
    await ownersOf(read, rest, chosen),
  )
  return { readable: true, titles: [...header.cells], mapping: chosen, rows }
}

const cellAt = ({ cells }: TextRow, mapping: ImportMapping, field: ImportField): string => {
  const column = mapping[field]
  return column === undefined ? '' : (cells[column] ?? '').replaceAll(/\s+/g, ' ')
}

/** The row by itself. Without an organisation, the person's own name is what the contact is found by. */
function judged(row: TextRow, mapping: ImportMapping): ImportRow {
  const cell = (field: ImportField): string => cellAt(row, mapping, field)
  const voice = parseVoice(cell('voice'))
  const organisation = cell('organisation') || cell('person')
  const person = cell('organisation') ? cell('person') : ''
  const fields = {
    organisation,
    department: cell('department'),
    person,
    voice: voice.ok ? voice.value : '',
    note: cell('note'),
  }
  const fax = cell('fax')
  const number = parseNumber(fax, 'fax')
  const common = { line: row.line, fields, fax, voiceLeftOut: !voice.ok && cell('voice') !== '' }
  if (row.broken) return { ...common, finding: 'broken' }
  if (fax === '') return { ...common, finding: 'no-number' }
  if (!number.ok) return { ...common, finding: 'number-refused' }
  const whole = { ...common, e164: number.value }
  if (organisation === '') return { ...whole, finding: 'no-name' }
  const fits = ContactFields.safeParse(fields).success && fax.length <= 40
  return { ...whole, finding: fits ? 'ready' : 'too-long' }
}

type Owners = ReadonlyMap<string, string>

/** So many numbers in one question. */
const numbersAtOnce = 500

async function ownersOf(read: ReadStore, rows: readonly TextRow[], mapping: ImportMapping): Promise<Owners> {
  const numbers = rows.flatMap((row) => {
    const number = parseNumber(cellAt(row, mapping, 'fax'), 'fax')
    return number.ok ? number.value : []
  })
  const owners = new Map<string, string>()
  for (let from = 0; from < numbers.length; from += numbersAtOnce) {
    const known = await numbersAmong(read, numbers.slice(from, from + numbersAtOnce))
    for (const { e164, organisation } of known) owners.set(e164, organisation)
  }
  return owners
}

/** Each row beside those before it and beside the contacts that are here. */
function compared(rows: readonly ImportRow[], owners: Owners): ImportRow[] {
  const seen = new Set<E164>()
  return rows.map((row) => {
    if (row.finding !== 'ready' || !row.e164) return row
    const finding = besides(row, row.e164, owners, seen)
    seen.add(row.e164)
    return { ...row, finding }
  })
}

function besides({ fields }: ImportRow, e164: E164, owners: Owners, seen: ReadonlySet<E164>): RowFinding {
  const owner = owners.get(e164)
  if (owner !== undefined) return sameName(owner, fields.organisation) ? 'known' : 'taken'
  return seen.has(e164) ? 'repeated' : 'ready'
}

const sameName = (one: string, other: string): boolean => wordsOf(one).join(' ') === wordsOf(other).join(' ')
