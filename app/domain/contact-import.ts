/**
 * Taking contacts over from a file: which column means what, and what may become of a row. Pure rules; reading files
 * and looking numbers up is `main/recipients/import`.
 */
import { z } from 'zod'

export const ImportField = z.enum(['organisation', 'department', 'person', 'fax', 'voice', 'note'])
export type ImportField = z.infer<typeof ImportField>

/** For each field the column it is taken from, counted from 0. A field that is missing stays empty. */
export const ImportMapping = z.partialRecord(ImportField, z.number().int().min(0))
export type ImportMapping = z.infer<typeof ImportMapping>

/** The same by the column's title, which is what a next file has in common with this one. */
export const ImportTitles = z.partialRecord(ImportField, z.string())
export type ImportTitles = z.infer<typeof ImportTitles>

/**
 * ready: can be added. known: this contact is here already. taken: somebody else here has this number. repeated: a row
 * before has this number. The rest say what is wrong with the row itself.
 */
export const rowFindings = [
  'ready',
  'known',
  'taken',
  'repeated',
  'no-name',
  'no-number',
  'number-refused',
  'too-long',
  'broken',
] as const
export const RowFinding = z.enum(rowFindings)
export type RowFinding = z.infer<typeof RowFinding>

export const importLimits = Object.freeze({
  bytesAtMost: 16 * 1024 * 1024,
  rowsAtMost: 50_000,
  /** Rows in one call: each call is one transaction. */
  rowsACall: 250,
})

/** How titles of each field begin or end in the exports people bring, best first. Field names follow vCard and FHIR terms. */
const titles: Readonly<Record<ImportField, readonly RegExp[]>> = {
  fax: [/^(business )?fax( number| no)?$/, /\bfax\b/, /\bfacsimile\b/],
  organisation: [/^organi[sz]ation( name)?$/, /^(company|practice|facility|clinic)( name)?$/, /\b(org|company|name)\b/],
  department: [/^(department|dept|specialty|location|unit)$/, /\b(department|specialty|unit)\b/],
  person: [/^(person|contact|provider|attention|attn|full name)( name)?$/, /\b(contact|provider|physician|person)\b/],
  voice: [/^(voice|phone|telephone|business phone|main number)( number)?$/, /\b(phone|telephone|voice|tel)\b/],
  note: [/^(notes?|comments?|remarks?)$/],
}

const plain = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Which column is likely which field. What was chosen for such titles before goes first; no column is taken twice.
 * @param header the titles in the file's first row
 */
export function guessMapping(header: readonly string[], before: ImportTitles = {}): ImportMapping {
  const names = header.map(plain)
  const taken = new Set<number>()
  const mapping: ImportMapping = {}
  const take = (field: ImportField, column: number): void => {
    if (column < 0 || mapping[field] !== undefined) return
    mapping[field] = column
    taken.add(column)
  }
  const free = (fits: (name: string) => boolean): number =>
    names.findIndex((name, column) => name !== '' && !taken.has(column) && fits(name))
  for (const field of ImportField.options) {
    const wanted = before[field]
    if (wanted !== undefined)
      take(
        field,
        free((name) => name === plain(wanted)),
      )
  }
  const order: readonly ImportField[] = ['fax', 'voice', 'department', 'note', 'person', 'organisation']
  const rounds = Math.max(...Object.values(titles).map((patterns) => patterns.length))
  for (let round = 0; round < rounds; round += 1) {
    for (const field of order) {
      const pattern = titles[field][round]
      if (pattern)
        take(
          field,
          free((name) => pattern.test(name)),
        )
    }
  }
  return mapping
}
