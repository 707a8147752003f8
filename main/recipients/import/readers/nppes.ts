/**
 * The NPPES file: every National Provider Identifier in the country, a table of 330 columns and several GB. The person
 * says which states and specialties; lines of others are passed over as bytes, without being taken apart, so that the
 * whole file takes minutes and no memory. Source of the layout: CMS, "NPPES Data Dissemination" (read-me and header).
 */
import { emptyRow, type SourceRow } from '#app/domain/contact/contact-import.ts'
import { specialtyOf, specialtyCodes, type Specialty } from '#app/domain/contact/specialty.ts'
import { specialtyWords } from '#app/words/index.ts'
import { createTableReader, type TextRow } from './csv.ts'
import { asBytes, linesOf, type Line } from './lines.ts'

export type DirectoryChoice = {
  /** Two letters each; none means all. */
  readonly states: readonly string[]
  /** None means all. */
  readonly specialties: readonly Specialty[]
}

const location = (part: string): string => `Provider Business Practice Location Address ${part}`
const columns = {
  npi: 'NPI',
  type: 'Entity Type Code',
  organisation: 'Provider Organization Name (Legal Business Name)',
  otherName: 'Provider Other Organization Name',
  last: 'Provider Last Name (Legal Name)',
  first: 'Provider First Name',
  middle: 'Provider Middle Name',
  credential: 'Provider Credential Text',
  street: 'Provider First Line Business Practice Location Address',
  street2: 'Provider Second Line Business Practice Location Address',
  city: location('City Name'),
  state: location('State Name'),
  postalCode: location('Postal Code'),
  country: location('Country Code (If outside U.S.)'),
  voice: location('Telephone Number'),
  fax: location('Fax Number'),
  deactivated: 'NPI Deactivation Date',
  reactivated: 'NPI Reactivation Date',
} as const
type Column = keyof typeof columns

const taxonomies = Array.from({ length: 15 }, (_, at) => ({
  code: `Healthcare Provider Taxonomy Code_${at + 1}`,
  primary: `Healthcare Provider Primary Taxonomy Switch_${at + 1}`,
}))

/** Whether a table with these titles is the NPPES file. */
export const isNppes = (titles: readonly string[]): boolean =>
  [columns.npi, columns.type, columns.fax, columns.state].every((title) => titles.includes(title))

type Layout = {
  readonly width: number
  readonly at: Readonly<Record<Column, number>>
  readonly taxonomies: readonly { readonly code: number; readonly primary: number }[]
}

function layoutOf(titles: readonly string[]): Layout {
  const at = Object.fromEntries(Object.entries(columns).map(([name, title]) => [name, titles.indexOf(title)]))
  const codes = taxonomies.map(({ code, primary }) => ({
    code: titles.indexOf(code),
    primary: titles.indexOf(primary),
  }))
  return { width: titles.length, at: at as Layout['at'], taxonomies: codes.filter(({ code }) => code !== -1) }
}

/** The recipients of the chosen states and specialties that have a fax number where they practise. */
export async function* readNppes(pieces: AsyncIterable<Buffer>, choice: DirectoryChoice) {
  const table = createTableReader()
  const quoted = choice.states.map((state) => Buffer.from(`"${state}"`))
  const bare = choice.states.map((state) => Buffer.from(`,${state},`))
  let marks = bare
  const states = new Set(choice.states)
  const codes = choice.specialties.flatMap((specialty): readonly string[] => specialtyCodes[specialty])
  const elsewhere = ({ bytes, even }: Line): boolean =>
    even && marks.length > 0 && bytes.length > 0 && !marks.some((mark) => bytes.includes(mark))
  let layout: Layout | undefined
  let lastEnded = true
  const wanted = (row: TextRow): readonly SourceRow[] => {
    if (!layout) {
      layout = layoutOf(row.cells)
      return []
    }
    const cutOff = row.broken || row.cells.length !== layout.width
    if (cutOff) return [{ ...emptyRow, line: row.line, trouble: lastEnded ? 'broken' : 'cut-off' }]
    return entryIn(row, layout, states, codes)
  }
  for await (const lines of linesOf(asBytes(pieces))) {
    const rows: TextRow[] = []
    for (const line of lines) {
      if (layout && !table.open() && elsewhere(line)) continue
      if (!layout && line.bytes[0] === 0x22) marks = quoted
      for (const row of table.push(line))
        if (layout) rows.push(row)
        else wanted(row)
    }
    const last = lines.at(-1)?.bytes.at(-1)
    if (last !== undefined) lastEnded = last === 0x0a || last === 0x0d
    yield rows.flatMap(wanted)
  }
  lastEnded = false
  yield table.end().flatMap(wanted)
}

function entryIn(
  row: TextRow,
  layout: Layout,
  states: ReadonlySet<string>,
  codes: readonly string[],
): readonly SourceRow[] {
  const cell = (column: Column): string => row.cells[layout.at[column]] ?? ''
  if (states.size > 0 && !states.has(cell('state').toUpperCase())) return []
  if (cell('fax') === '' || (cell('deactivated') !== '' && cell('reactivated') === '')) return []
  const own = layout.taxonomies
    .map(({ code, primary }) => ({ code: row.cells[code] ?? '', primary: row.cells[primary] === 'Y' }))
    .filter(({ code }) => code !== '')
  if (codes.length > 0 && !own.some(({ code }) => codes.some((beginning) => code.startsWith(beginning)))) return []
  const main = (own.find(({ primary }) => primary) ?? own[0])?.code ?? ''
  const person = [cell('first'), cell('middle'), cell('last')].filter(Boolean).map(asName).join(' ')
  const abroad = cell('country') !== '' && cell('country') !== 'US'
  const number = (column: 'fax' | 'voice'): string =>
    abroad && cell(column) !== '' ? `+${cell(column)}` : cell(column)
  return [
    {
      ...emptyRow,
      line: row.line,
      organisation: asName(cell('type') === '2' ? cell('organisation') || cell('otherName') : ''),
      person: [person, cell('credential')].filter(Boolean).join(', '),
      npi: cell('npi'),
      specialty: specialtyName(main),
      faxes: [number('fax')],
      voice: number('voice'),
      address: {
        line: [cell('street'), cell('street2')].filter(Boolean).map(asName).join(', '),
        city: asName(cell('city')),
        state: cell('state'),
        postalCode: cell('postalCode').replace(/^(\d{5})(\d{4})$/, '$1-$2'),
      },
    },
  ]
}

/** What a taxonomy code is called; a code nobody here has a name for is better than nothing. */
export function specialtyName(code: string): string {
  const specialty = specialtyOf(code)
  return specialty ? specialtyWords[specialty] : code
}

/** The file has capitals only: HARBORLIGHT CHILDREN'S CLINIC LLC becomes Harborlight Children's Clinic LLC. */
function asName(text: string): string {
  if (text !== text.toUpperCase()) return text
  return text.replaceAll(/(['’]?)(\p{L}+)/gu, (_, before: string, word: string) => {
    if (before !== '' && word.length === 1) return before + word.toLowerCase()
    return before + (abbreviation.test(word) ? word : word.slice(0, 1) + word.slice(1).toLowerCase())
  })
}

const abbreviation = /^(LLC|PLLC|LLP|PA|PC|PLC|MD|DO|DDS|DMD|DPM|NP|II|III|IV|US|USA|NW|NE|SW|SE)$/
