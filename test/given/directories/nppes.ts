/**
 * The national provider file as CMS lays it out: 330 columns, every cell quoted, most of them empty. Nobody in it
 * exists; numbers are drawn from the whole numbering plan and live in files of tests only.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const numbered = (count: number, titles: readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, at) => titles.map((title) => `${title}_${at + 1}`)).flat()

const address = (kind: string): readonly string[] => [
  `Provider First Line Business ${kind} Address`,
  `Provider Second Line Business ${kind} Address`,
  ...['City Name', 'State Name', 'Postal Code', 'Country Code (If outside U.S.)', 'Telephone Number', 'Fax Number'].map(
    (part) => `Provider Business ${kind} Address ${part}`,
  ),
]

/** The titles of the file, in its order. Source: the header file that comes with each edition. */
export const nppesTitles: readonly string[] = Object.freeze([
  ...['NPI', 'Entity Type Code', 'Replacement NPI', 'Employer Identification Number (EIN)'],
  'Provider Organization Name (Legal Business Name)',
  ...[
    'Last Name (Legal Name)',
    'First Name',
    'Middle Name',
    'Name Prefix Text',
    'Name Suffix Text',
    'Credential Text',
  ].map((part) => `Provider ${part}`),
  'Provider Other Organization Name',
  'Provider Other Organization Name Type Code',
  ...['Last Name', 'First Name', 'Middle Name', 'Name Prefix Text', 'Name Suffix Text', 'Credential Text'].map(
    (part) => `Provider Other ${part}`,
  ),
  'Provider Other Last Name Type Code',
  ...address('Mailing'),
  ...address('Practice Location'),
  ...['Provider Enumeration Date', 'Last Update Date', 'NPI Deactivation Reason Code', 'NPI Deactivation Date'],
  ...['NPI Reactivation Date', 'Provider Sex Code'],
  ...['Last Name', 'First Name', 'Middle Name', 'Title or Position', 'Telephone Number'].map(
    (part) => `Authorized Official ${part}`,
  ),
  ...numbered(15, [
    'Healthcare Provider Taxonomy Code',
    'Provider License Number',
    'Provider License Number State Code',
    'Healthcare Provider Primary Taxonomy Switch',
  ]),
  ...numbered(50, [
    'Other Provider Identifier',
    'Other Provider Identifier Type Code',
    'Other Provider Identifier State',
    'Other Provider Identifier Issuer',
  ]),
  ...['Is Sole Proprietor', 'Is Organization Subpart', 'Parent Organization LBN', 'Parent Organization TIN'],
  ...['Name Prefix Text', 'Name Suffix Text', 'Credential Text'].map((part) => `Authorized Official ${part}`),
  ...numbered(15, ['Healthcare Provider Taxonomy Group']),
  'Certification Date',
])

export type NppesEntry = Readonly<Partial<Record<string, string>>>

const place = new Map(nppesTitles.map((title, at) => [title, at]))

/** A line of the file, with the cells named by their titles. */
export function nppesLine(entry: NppesEntry): string {
  const cells = nppesTitles.map(() => '""')
  for (const [title, value] of Object.entries(entry)) {
    const at = place.get(title)
    if (at === undefined) throw new RangeError(`the file has no column ${title}`)
    cells[at] = `"${(value ?? '').replaceAll('"', '""')}"`
  }
  return `${cells.join(',')}\r\n`
}

export const nppesHeader = `${nppesTitles.map((title) => `"${title}"`).join(',')}\r\n`

/** A well-formed NPI: nine digits, and the check digit they call for. */
export function npiOf(index: number): string {
  const nine = String(100_000_000 + index)
  const sum = [...`80840${nine}`].toReversed().reduce((total, digit, at) => {
    const weighed = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return `${nine}${(10 - (sum % 10)) % 10}`
}

const states = [
  'TX',
  'CA',
  'NY',
  'FL',
  'OH',
  'PA',
  'IL',
  'GA',
  'WA',
  'VT',
  'ME',
  'IN',
  'OR',
  'AZ',
  'MD',
  'VA',
  'CO',
  'UT',
]
const codes = ['207RC0000X', '207Q00000X', '208000000X', '363L00000X', '2251X0800X', '3336C0003X', '1223G0001X']
const firsts = ['ROBIN', 'AVERY', 'JORDAN', 'NOOR', 'WREN', 'SASHA', 'KIT', 'MARLOW']
const lasts = ['ALDER', 'HALYARD', 'FERRIS', 'BRACKEN', 'TEASEL', 'OSIER', 'LARCH', 'SEDGE']

/** The entry of this index: every third an organisation, three in four with a fax number, one in fifty deactivated. */
export function nppesEntry(index: number): NppesEntry {
  const at = 'Provider Business Practice Location Address'
  const organisation = index % 3 === 0
  const digits = String(index).padStart(7, '0')
  // Each entry has a number of its own, spread over the numbering plan.
  const number = `${201 + (index % 700)}${2 + (Math.floor(index / 700) % 8)}${digits.slice(-6)}`
  const state = states[index % states.length] ?? 'TX'
  return {
    NPI: npiOf(index),
    'Entity Type Code': organisation ? '2' : '1',
    ...(organisation
      ? { 'Provider Organization Name (Legal Business Name)': `HARBORLIGHT CLINIC ${index} LLC` }
      : {
          'Provider Last Name (Legal Name)': `${lasts[index % 8]} ${index}`,
          'Provider First Name': firsts[(index >> 3) % 8] ?? '',
          'Provider Credential Text': 'MD',
        }),
    'Provider First Line Business Mailing Address': `${index} MILL LANE`,
    'Provider Business Mailing Address State Name': states[(index + 5) % states.length] ?? '',
    'Provider First Line Business Practice Location Address': `${index} HARBOR ST`,
    [`${at} City Name`]: 'SALTMARSH',
    [`${at} State Name`]: state,
    [`${at} Postal Code`]: '200010142',
    [`${at} Country Code (If outside U.S.)`]: 'US',
    [`${at} Telephone Number`]: number.replace(/.$/, '0'),
    [`${at} Fax Number`]: index % 4 === 3 ? '' : number,
    'Provider Enumeration Date': '05/23/2006',
    'Last Update Date': '03/11/2024',
    'NPI Deactivation Date': index % 50 === 49 ? '01/05/2020' : '',
    'Healthcare Provider Taxonomy Code_1': codes[index % codes.length] ?? '',
    'Provider License Number_1': `L${digits}`,
    'Provider License Number State Code_1': states[(index + 1) % states.length] ?? '',
    'Healthcare Provider Primary Taxonomy Switch_1': 'Y',
    'Is Sole Proprietor': organisation ? '' : 'N',
    'Certification Date': '03/11/2024',
  }
}

/** Writes a file of so many entries; answers its size in bytes. */
export async function writeNppes(file: string, entries: number): Promise<number> {
  const stream = createWriteStream(file)
  let part = nppesHeader
  for (let index = 0; index < entries; index += 1) {
    part += nppesLine(nppesEntry(index))
    if (part.length < 1 << 20) continue
    if (!stream.write(part)) await once(stream, 'drain')
    part = ''
  }
  stream.end(part)
  await once(stream, 'finish')
  return stream.bytesWritten
}
