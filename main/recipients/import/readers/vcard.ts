/**
 * Address cards (vCard 2.1, 3.0 and 4.0; RFC 2426, RFC 6350), one at a time out of a file of any length. A card that
 * cannot be read costs only itself, a line of it that cannot be read only that line.
 */
import ICAL from 'ical.js'
import { emptyRow, noAddress, type SourceAddress, type SourceRow } from '#app/domain/contact/contact-import.ts'
import { asBytes, linesOf, textOf, type Line } from './lines.ts'

/** A card without its pictures and keys is short; what is longer is not a card. */
const cardBytesAtMost = 256 * 1024

/** Properties that carry files, and none of what a contact is made of. */
const bulky = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]/i
const begins = /^BEGIN:VCARD\s*$/i
const ends = /^END:VCARD\s*$/i

type Card = { readonly line: number; readonly lines: Buffer[]; bytes: number; bulky: boolean }

/** The recipients of a file of cards. */
export async function* readCards(pieces: AsyncIterable<Buffer>) {
  let card: Card | undefined
  const take = (line: Line): readonly SourceRow[] => {
    const head = line.bytes.subarray(0, 40).toString('latin1')
    if (begins.test(head)) {
      const cut = card ? [lost(card, 'broken')] : []
      card = { line: line.number, lines: [], bytes: 0, bulky: false }
      return cut
    }
    if (!card) return []
    if (ends.test(head)) {
      const whole = card
      card = undefined
      return [whole.bytes > cardBytesAtMost ? lost(whole, 'broken') : recipientOf(whole)]
    }
    const folded = head.startsWith(' ') || head.startsWith('\t')
    // A picture in vCard 2.1 goes on without being folded, in lines that have no colon.
    const goesOn = folded || (card.bulky && !head.includes(':'))
    if (!goesOn) card.bulky = bulky.test(head)
    if (card.bulky) return []
    card.bytes += line.bytes.length
    if (card.bytes <= cardBytesAtMost) card.lines.push(line.bytes)
    return []
  }
  for await (const lines of linesOf(asBytes(pieces))) yield lines.flatMap(take)
  if (card) yield [lost(card, 'cut-off')]
}

const lost = ({ line }: Card, trouble: 'broken' | 'cut-off'): SourceRow => ({ ...emptyRow, line, trouble })

function recipientOf(card: Card): SourceRow {
  const properties = propertiesOf(card.lines)
  if (properties.length === 0) return lost(card, 'broken')
  const of = (name: string): readonly Property[] => properties.filter((property) => property.name === name)
  const text = (name: string): string => of(name)[0]?.values[0]?.toString().trim() ?? ''
  const parts = (property: Property | undefined): readonly string[] => {
    const [first] = property?.values ?? []
    return (Array.isArray(first) ? first : (property?.values ?? [])).map((part) => String(part).trim())
  }
  const [organisation = '', department = ''] = parts(of('org')[0])
  const person = text('fn') || nameOf(parts(of('n')[0]))
  const phones = of('tel').map((property) => ({ number: numberOf(property), types: property.types }))
  const working = (types: readonly string[]): number => (types.includes('work') ? 0 : 1)
  const faxes = phones
    .filter(({ types }) => types.includes('fax'))
    .toSorted((a, b) => working(a.types) - working(b.types))
  const voices = phones.filter(({ types }) => !types.some((type) => notVoice.includes(type)))
  return {
    ...emptyRow,
    line: card.line,
    organisation,
    department,
    person: person === organisation ? '' : person,
    specialty: text('role') || text('title'),
    faxes: [...new Set(faxes.map(({ number }) => number).filter(Boolean))],
    voice: voices.toSorted((a, b) => working(a.types) - working(b.types))[0]?.number ?? '',
    address: addressOf(parts(of('adr').toSorted((a, b) => working(a.types) - working(b.types))[0])),
    tags: of('categories').flatMap(({ values }) => values.map((value) => String(value).trim()).filter(Boolean)),
    note: of('note')
      .map(({ values }) => String(values[0] ?? '').trim())
      .join(' '),
  }
}

const notVoice = ['fax', 'pager', 'modem', 'bbs', 'pcs', 'text', 'textphone', 'video']

/** A number as a text, or as a URI (RFC 3966). */
const numberOf = ({ values }: Property): string =>
  String(values[0] ?? '')
    .trim()
    .replace(/^(?:tel|fax):/i, '')

const nameOf = ([last = '', first = '', middle = '', before = '', after = '']: readonly string[]): string =>
  [before, first, middle, last, after].filter(Boolean).join(' ')

/** Post office box and extension stand before the street (RFC 6350 §6.3.1). */
function addressOf(parts: readonly string[]): SourceAddress {
  if (parts.length === 0) return noAddress
  const [box = '', extended = '', street = '', city = '', state = '', postalCode = ''] = parts
  return { line: [street, extended, box].filter(Boolean).join(', '), city, state, postalCode }
}

type Property = {
  readonly name: string
  /** What the TYPE parameter says, in lower case. */
  readonly types: readonly string[]
  readonly values: readonly (string | readonly unknown[])[]
}

/** The properties of a card, one by one, so that a line that is none does not cost the others. */
function propertiesOf(lines: readonly Buffer[]): readonly Property[] {
  return unfolded(lines).flatMap((line): readonly Property[] => {
    try {
      const [name, parameters, , ...values] = ICAL.parse.property(line, ICAL.design.vcard) as JCard
      const types = [parameters['type'] ?? []].flat().flatMap((type) => type.toLowerCase().split(','))
      return [{ name, types, values: values as Property['values'] }]
    } catch {
      return []
    }
  })
}

/** jCard, RFC 7095 §3.3. */
type JCard = [name: string, parameters: Record<string, string | string[]>, type: string, ...values: unknown[]]

/** Lines made whole: folded ones (RFC 6350 §3.2), and those of quoted-printable values that end in `=`. */
function unfolded(lines: readonly Buffer[]): readonly string[] {
  const whole: Buffer[] = []
  let soft = false
  for (const line of lines) {
    const bare = line.subarray(0, trimmedEnd(line))
    const folded = bare[0] === 0x20 || bare[0] === 0x09
    const last = whole.at(-1)
    if (last && (soft || folded)) {
      // Joined as bytes: a letter of several bytes may be folded in its middle.
      whole[whole.length - 1] = Buffer.concat([soft ? last.subarray(0, -1) : last, folded ? bare.subarray(1) : bare])
    } else whole.push(bare)
    const joined = whole.at(-1)
    soft = joined !== undefined && joined.at(-1) === 0x3d && quotedPrintable.test(joined.toString('latin1'))
  }
  return whole.filter((line) => line.length > 0).map(plainLine)
}

function trimmedEnd(line: Buffer): number {
  let end = line.length
  while (end > 0 && (line[end - 1] === 0x0a || line[end - 1] === 0x0d)) end -= 1
  return end
}

const quotedPrintable = /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[^:]*:/i
const charset = /;CHARSET="?([\w-]+)"?/i

/** A line of vCard 2.1 as 3.0 writes it: parameters with names, the value as text. */
function plainLine(line: Buffer): string {
  const ascii = line.toString('latin1')
  const colon = ascii.indexOf(':')
  const head = ascii.slice(0, Math.max(0, colon))
  if (colon === -1 || !head.includes(';')) return textOf(line)
  const named = charset.exec(head)?.[1]
  const value = quotedPrintable.test(ascii)
    ? decoded(fromQuotedPrintable(ascii.slice(colon + 1)), named).replaceAll(/\r\n|\r|\n/g, '\\n')
    : decoded(line.subarray(colon + 1), named)
  const [name = '', ...parameters] = head.split(';')
  const kept = parameters.flatMap((one) => {
    if (/^(ENCODING=|CHARSET=|QUOTED-PRINTABLE$|8BIT$|BASE64$)/i.test(one)) return []
    return one.includes('=') ? one : `TYPE=${one}`
  })
  return `${[name, ...kept].join(';')}:${value}`
}

const fromQuotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

function decoded(bytes: Buffer, named: string | undefined): string {
  if (named === undefined) return textOf(bytes)
  try {
    return new TextDecoder(named).decode(bytes)
  } catch {
    return textOf(bytes)
  }
}
