/**
 * Taking contacts over from files and directories: what a source may say of a recipient, which column means what, and
 * what may become of a row. Pure rules; reading and looking numbers up is `main/recipients/import`.
 */
import { z } from 'zod'

export const ImportField = z.enum([
  'organisation',
  'department',
  'person',
  'npi',
  'specialty',
  'fax',
  'otherFax',
  'voice',
  'street',
  'city',
  'state',
  'postalCode',
  'tags',
  'note',
])
export type ImportField = z.infer<typeof ImportField>

/** For each field the column it is taken from, counted from 0. A field that is missing stays empty. */
export const ImportMapping = z.partialRecord(ImportField, z.number().int().min(0))
export type ImportMapping = z.infer<typeof ImportMapping>

/** The same by the column's title, which is what a next file has in common with this one. */
export const ImportTitles = z.partialRecord(ImportField, z.string())
export type ImportTitles = z.infer<typeof ImportTitles>

/**
 * What is read: a table, address cards (vCard), the NPPES file of all NPIs, resources of FHIR R4 in a file, or a FHIR
 * server's answers.
 */
export const ImportKind = z.enum(['csv', 'vcard', 'nppes', 'fhir', 'fhir-server'])
export type ImportKind = z.infer<typeof ImportKind>

/** Kinds that are kept as a directory: their entries stay, to compare contacts with. */
export const directoryKinds = ['nppes', 'fhir', 'fhir-server'] as const satisfies readonly ImportKind[]

export const isDirectory = (kind: ImportKind): boolean => directoryKinds.some((one) => one === kind)

/** A part that an entry refers to and the source does not have. */
export const MissingPart = z.enum(['practitioner', 'organization', 'location'])
export type MissingPart = z.infer<typeof MissingPart>

/** An address in the terms of vCard and FHIR. */
export type SourceAddress = {
  readonly line: string
  readonly city: string
  readonly state: string
  readonly postalCode: string
}
export const noAddress: SourceAddress = Object.freeze({ line: '', city: '', state: '', postalCode: '' })

/** One recipient as a source says it, before anything is judged. */
export type SourceRow = {
  /** Where it stands, counted from 1: the line of a file, the entry of a Bundle or an answer. */
  readonly line: number
  /** It could not be read; what follows is empty. `cut-off`: the source ends in the middle of it. */
  readonly trouble?: 'broken' | 'cut-off'
  readonly organisation: string
  readonly department: string
  readonly person: string
  readonly npi: string
  readonly specialty: string
  readonly faxes: readonly string[]
  readonly voice: string
  readonly address: SourceAddress
  readonly tags: readonly string[]
  readonly note: string
  readonly missing: readonly MissingPart[]
}

export const emptyRow: Omit<SourceRow, 'line'> = Object.freeze({
  organisation: '',
  department: '',
  person: '',
  npi: '',
  specialty: '',
  faxes: [],
  voice: '',
  address: noAddress,
  tags: [],
  note: '',
  missing: [],
})

/**
 * ready: can be added. known: this contact is here already. taken: somebody else here has this number. same-npi and
 * same-name: this recipient is here under another number. repeated: a row before has this number. The rest say what is
 * wrong with the row itself.
 */
export const RowFinding = z.enum([
  'ready',
  'known',
  'taken',
  'same-npi',
  'same-name',
  'repeated',
  'no-name',
  'no-number',
  'number-refused',
  'too-long',
  'broken',
  'cut-off',
])
export type RowFinding = z.infer<typeof RowFinding>

/** add: as a new contact. merge: what is new goes to the contact that is here. skip: nothing. */
export const RowChoice = z.enum(['add', 'merge', 'skip'])
export type RowChoice = z.infer<typeof RowChoice>

/** What became of a row: nothing yet, it did as chosen, it could not because somebody was quicker. */
export const RowFate = z.enum(['waiting', 'added', 'merged', 'refused'])
export type RowFate = z.infer<typeof RowFate>

const choices: Partial<Record<RowFinding, readonly RowChoice[]>> = {
  ready: ['add', 'skip'],
  known: ['skip', 'merge'],
  taken: ['skip', 'merge'],
  'same-npi': ['skip', 'merge', 'add'],
  'same-name': ['skip', 'merge', 'add'],
}

/** What a person may choose for such a row; the first holds until somebody does. */
export const choicesFor = (finding: RowFinding): readonly RowChoice[] => choices[finding] ?? ['skip']

export const importLimits = Object.freeze({
  /** Rows of one import, whatever its source: those that the person chose, of a directory. */
  rowsAtMost: 100_000,
  /** Rows in one call: each call is one transaction. */
  rowsACall: 200,
  /** Resources of a Bundle, or of a server's answers, that are kept to look references up in. */
  resourcesAtMost: 200_000,
  /** Bytes of one answer of a server. */
  answerBytesAtMost: 16 * 1024 * 1024,
  /** Answers of a server that are followed. */
  answersAtMost: 5000,
})

/** How titles of each field begin or end in the exports people bring, best first. Field names follow vCard and FHIR terms. */
const titles: Readonly<Record<ImportField, readonly RegExp[]>> = {
  fax: [/^(business )?fax( number| no)?$/, /\bfax\b/, /\bfacsimile\b/],
  organisation: [/^organi[sz]ation( name)?$/, /^(company|practice|facility|clinic)( name)?$/, /\b(org|company|name)\b/],
  department: [/^(department|dept|location|unit)$/, /\b(department|unit)\b/],
  person: [/^(person|contact|provider|attention|attn|full name)( name)?$/, /\b(contact|provider|physician|person)\b/],
  voice: [/^(voice|phone|telephone|business phone|main number)( number)?$/, /\b(phone|telephone|voice|tel)\b/],
  note: [/^(notes?|comments?|remarks?)$/],
  npi: [/^npi( number| no)?$/, /\bnpi\b/],
  specialty: [/^(specialty|speciality|taxonomy)$/, /\b(specialty|speciality)\b/],
  otherFax: [/^(other|second|alternate|home) fax( number)?$/, /^fax( number)? 2$/],
  street: [/^(street|address)( address| 1| line 1)?$/, /\b(street|address)\b/],
  city: [/^(city|town)$/, /\bcity\b/],
  state: [/^(state|province|region)$/, /\bstate\b/],
  postalCode: [/^(zip|postal|post)( code)?$/, /\b(zip|postal)\b/],
  tags: [/^(tags?|categor(y|ies)|groups?|labels?)$/],
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
  const order: readonly ImportField[] = [
    'fax',
    'otherFax',
    'npi',
    'specialty',
    'street',
    'city',
    'state',
    'postalCode',
    'tags',
    'voice',
    'department',
    'note',
    'person',
    'organisation',
  ]
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
