/** What may become of each row: judged by itself, beside the rows before it, and beside the contacts that are here. */
import type { LeftOut } from '#app/contract/book/contact-imports.ts'
import { choicesFor, type RowFinding, type SourceRow } from '#app/domain/contact/contact-import.ts'
import { validNpi } from '#app/domain/contact/npi.ts'
import type { E164, ImportId } from '#app/domain/ids.ts'
import { bookNames, bookNumbers } from '../../store/contacts/book.ts'
import type { ReadStore } from '../../store/store.ts'
import type { ImportRowTable } from '../../store/tables.ts'
import { parseNumber, parseVoice } from '../number.ts'
import { fieldsOf, nameKey, type StagedRow } from './staged.ts'

export type Judge = {
  /** @param row its place in the import, from 1 */
  readonly judge: (source: SourceRow, row: number) => ImportRowTable
}

type Known = { readonly id: string; readonly name: string }

/** A judge of one import, who has the contacts as they are now before him. */
export async function createJudge(read: ReadStore, importId: ImportId): Promise<Judge> {
  const byNumber = new Map<string, string>()
  const byNpi = new Map<string, string>()
  const byName = new Map<string, string>()
  const names = new Map<string, string>()
  for await (const contact of bookNames(read)) {
    const name = nameKey(contact)
    names.set(contact.id, name)
    byName.set(name, contact.id)
    if (contact.npi !== '') byNpi.set(contact.npi, contact.id)
  }
  for await (const { contact_id: id, e164 } of bookNumbers(read)) if (names.has(id)) byNumber.set(e164, id)
  const seen = new Set<E164>()

  function beside(staged: StagedRow): { readonly finding: RowFinding; readonly known?: Known } {
    const name = nameKey(staged)
    const owner = staged.numbers.map((e164) => byNumber.get(e164)).find((id) => id !== undefined)
    const found = (finding: RowFinding, id: string) => ({ finding, known: { id, name: names.get(id) ?? '' } })
    const sameNpi = staged.npi === '' ? undefined : byNpi.get(staged.npi)
    if (owner !== undefined) {
      const same = names.get(owner) === name || owner === sameNpi
      return found(same ? 'known' : 'taken', owner)
    }
    if (staged.numbers.every((e164) => seen.has(e164))) return { finding: 'repeated' }
    if (sameNpi !== undefined) return found('same-npi', sameNpi)
    const sameName = byName.get(name)
    return sameName === undefined ? { finding: 'ready' } : found('same-name', sameName)
  }

  return {
    judge: (source, row) => {
      const staged = stagedFrom(source)
      const fault = faultIn(source, staged)
      const { finding, known } = fault ? { finding: fault } : beside(staged)
      if (!fault) for (const e164 of staged.numbers) seen.add(e164)
      return {
        import_id: importId,
        row_number: row,
        finding,
        choice: choicesFor(finding)[0] ?? 'skip',
        fate: 'waiting',
        e164: staged.numbers[0] ?? null,
        npi: staged.npi,
        name: staged.numbers.length > 0 ? nameKey(staged) : '',
        contact_id: known?.id ?? null,
        content: JSON.stringify(staged),
        before: null,
      }
    },
  }
}

/** What is wrong with the row by itself. */
function faultIn(source: SourceRow, staged: StagedRow): RowFinding | undefined {
  if (source.trouble) return source.trouble
  if (source.faxes.length === 0) return 'no-number'
  if (staged.numbers.length === 0) return 'number-refused'
  if (staged.organisation === '') return 'no-name'
  return fieldsOf(staged).success ? undefined : 'too-long'
}

/** No file makes the store keep more than this of one text; what is longer is refused, and need not be shown whole. */
const lettersAtMost = 600
const cut = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, lettersAtMost)

/** The row in canonical form. Without an organisation, the person's own name is what the contact is found by. */
function stagedFrom(source: SourceRow): StagedRow {
  const parsed = source.faxes.slice(0, 10).map((fax) => parseNumber(cut(fax), 'fax'))
  const numbers = [...new Set(parsed.flatMap((number) => (number.ok ? [number.value] : [])))]
  const voice = parseVoice(cut(source.voice))
  const npi = cut(source.npi)
  const named = source.organisation.trim() !== ''
  const leftOut: LeftOut[] = []
  if (!voice.ok && source.voice !== '') leftOut.push('voice')
  if (npi !== '' && !validNpi(npi)) leftOut.push('npi')
  if (numbers.length > 0 && parsed.some((number) => !number.ok)) leftOut.push('fax')
  return {
    line: source.line,
    organisation: cut(named ? source.organisation : source.person),
    department: cut(source.department),
    person: named ? cut(source.person) : '',
    npi: validNpi(npi) ? npi : '',
    specialty: cut(source.specialty),
    voice: voice.ok ? voice.value : '',
    note: cut(source.note),
    address: {
      line: cut(source.address.line),
      city: cut(source.address.city),
      state: cut(source.address.state),
      postalCode: cut(source.address.postalCode),
    },
    tags: [...new Set(source.tags.map(cut))].filter((tag) => tag !== '').slice(0, 20),
    numbers,
    fax: cut(source.faxes[0] ?? '').slice(0, 80),
    leftOut,
    missing: [...source.missing],
  }
}
