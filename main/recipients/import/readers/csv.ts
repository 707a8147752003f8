/**
 * Tables of text (RFC 4180, and what spreadsheets make of it): commas, semicolons, tabs or bars; quotes; lines in cells;
 * UTF-8, UTF-16 or Windows-1252. Read line by line in constant memory. A row that cannot be read is reported and costs
 * only itself: after a stray quote reading begins again with the very next line, which parsers that see one long text
 * cannot do.
 */
import {
  emptyRow,
  guessMapping,
  type ImportField,
  type ImportMapping,
  type ImportTitles,
  type SourceRow,
} from '#app/domain/contact/contact-import.ts'
import { asBytes, linesOf, textOf, type Line } from './lines.ts'

export type TextRow = {
  /** Where it begins in the file, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** A quote never closed, or more cells than titles. */
  readonly broken: boolean
}

const delimiters = [',', ';', '\t', '|'] as const
type Delimiter = (typeof delimiters)[number]

/** The delimiter that the first line has most of. */
function delimiterOf(first: string): Delimiter {
  const count = (delimiter: string): number => first.split(delimiter).length
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best))
}

// A quoted cell, or one that does not begin with a quote; then what ends it.
const cellOf = (delimiter: Delimiter): RegExp => {
  const escaped = delimiter === '|' ? '\\|' : delimiter
  return new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|((?!")[^${escaped}\\r\\n]*))(${escaped}|\\r\\n|\\r|\\n|$)`, 'y')
}

/** A cell that goes on over so many lines, or letters, is a quote that nobody closed. */
const linesInRowAtMost = 200
const lettersInRowAtMost = 256 * 1024

type Held = { readonly line: number; readonly text: string }

export type TableReader = {
  /** Takes the next line; answers the rows that are finished by it. */
  readonly push: (line: Line) => readonly TextRow[]
  readonly end: () => readonly TextRow[]
  /** Whether a row was begun that goes on. */
  readonly open: () => boolean
}

/** The first row has the titles and says how many cells a row has; empty rows are passed over. */
export function createTableReader(): TableReader {
  let cell: RegExp | undefined
  let delimiter: Delimiter = ','
  let width: number | undefined
  let held: Held[] = []

  /** The first row of what is held: how many lines it takes, or that more are needed. */
  function first(last: boolean): { readonly row: TextRow; readonly lines: number } | 'more' {
    const [{ line } = { line: 0 }] = held
    const broken = { row: { line, cells: [], broken: true }, lines: 1 }
    if (!cell) {
      delimiter = delimiterOf(held[0]?.text ?? '')
      cell = cellOf(delimiter)
    }
    const text = held.map((one) => one.text).join('')
    if (text === '' || text.includes('\0')) return broken
    const cells = rowIn(text, cell, delimiter)
    if (cells === 'open') {
      const tooMuch = held.length >= linesInRowAtMost || text.length > lettersInRowAtMost
      return last || tooMuch ? broken : 'more'
    }
    if (!cells || (width !== undefined && !fits(cells, width, held.length === 1))) return broken
    return { row: { line, cells: cells.map((each) => each.trim()), broken: false }, lines: held.length }
  }

  /** Reads what is held once more, line by line. */
  function drain(): TextRow[] {
    const rows: TextRow[] = []
    const waiting = held
    held = []
    for (const next of waiting) {
      held.push(next)
      settle(rows, false)
    }
    return rows
  }

  function end(): readonly TextRow[] {
    const rows = drain()
    while (held.length > 0) settle(rows, true)
    return rows
  }

  function settle(rows: TextRow[], last: boolean): void {
    const found = first(last)
    if (found === 'more') return
    const { row, lines } = found
    if (row.broken) rows.push(row)
    else if (row.cells.some((each) => each !== '')) {
      width ??= row.cells.length
      rows.push(row)
    }
    const rest = held.slice(lines)
    held = rest
    // A quote that was not one held these lines back: they are read for themselves.
    if (rest.length > 0) rows.push(...drain())
  }

  return {
    push: (line) => {
      const text = line.bytes.length === 0 ? '\0' : textOf(line.bytes)
      // A line without a quote cannot close a cell.
      const letters = held.reduce((sum, one) => sum + one.text.length, 0)
      const room = held.length < linesInRowAtMost - 1 && letters < lettersInRowAtMost
      if (held.length > 0 && room && !text.includes('"')) {
        held.push({ line: line.number, text })
        return []
      }
      held.push({ line: line.number, text })
      const rows: TextRow[] = []
      settle(rows, false)
      return rows
    },
    end,
    open: () => held.length > 0,
  }
}

/**
 * Cells beyond the titles are a shifted row. A row of several lines must have exactly as many cells: otherwise a stray
 * quote has swallowed its neighbours.
 */
const fits = (cells: readonly string[], width: number, oneLine: boolean): boolean =>
  oneLine ? cells.slice(width).every((each) => each.trim() === '') : cells.length === width

/** The cells of a text that is one row; `open` when a quoted cell does not end in it; undefined when it is no row. */
function rowIn(text: string, cell: RegExp, delimiter: Delimiter): readonly string[] | 'open' | undefined {
  const plain = plainCells(text, delimiter)
  if (plain) return plain
  const cells: string[] = []
  cell.lastIndex = 0
  for (;;) {
    const from = cell.lastIndex
    const found = cell.exec(text)
    if (!found) return text[from] === '"' && unclosed(text, from) ? 'open' : undefined
    const [, quoted, bare, ended] = found
    cells.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (ended === delimiter) continue
    return found.index + found[0].length === text.length ? cells : undefined
  }
}

/** The cells of a row that has a quote around each and none inside: how programs write tables, and much faster. */
function plainCells(text: string, delimiter: Delimiter): readonly string[] | undefined {
  const end = text.endsWith('\r\n') ? -3 : /[\r\n]$/.test(text) ? -2 : -1
  if (!text.startsWith('"') || text.at(end) !== '"' || text.length < 3) return undefined
  const cells = text.slice(1, end).split(`"${delimiter}"`)
  return cells.some((each) => each.includes('"')) ? undefined : cells
}

/** Whether the quote at `from` is not closed before the text ends. */
function unclosed(text: string, from: number): boolean {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return false
  }
  return true
}

/** All rows of a table, as many together as one piece of the file has. */
export async function* tableRows(pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly TextRow[]> {
  const table = createTableReader()
  for await (const lines of linesOf(asBytes(pieces))) yield lines.flatMap(table.push)
  yield table.end()
}

/** The titles of a table, from its beginning; undefined when it is none. */
export function titlesIn(head: readonly TextRow[]): readonly string[] | undefined {
  const [first] = head
  return first && !first.broken && first.cells.length >= 2 ? first.cells : undefined
}

/** Titles, and which column is likely which. @param before titles as they were mapped the last time */
export const mappingOf = (titles: readonly string[], before: ImportTitles): ImportMapping =>
  guessMapping(titles, before)

/** The recipients of a table. Without an organisation, the person's own name is what the contact is found by. */
export async function* readTable(pieces: AsyncIterable<Buffer>, mapping: ImportMapping) {
  let titles = true
  for await (const rows of tableRows(pieces)) {
    const read = titles ? rows.slice(1) : rows
    if (rows.length > 0) titles = false
    yield read.map((row) => recipientIn(row, mapping))
  }
}

function recipientIn(row: TextRow, mapping: ImportMapping): SourceRow {
  if (row.broken) return { ...emptyRow, line: row.line, trouble: 'broken' }
  const cell = (field: ImportField): string => {
    const column = mapping[field]
    return column === undefined ? '' : (row.cells[column] ?? '').replaceAll(/\s+/g, ' ')
  }
  return {
    ...emptyRow,
    line: row.line,
    organisation: cell('organisation'),
    department: cell('department'),
    person: cell('person'),
    npi: cell('npi'),
    specialty: cell('specialty'),
    faxes: [cell('fax'), cell('otherFax')].filter(Boolean),
    voice: cell('voice'),
    address: { line: cell('street'), city: cell('city'), state: cell('state'), postalCode: cell('postalCode') },
    tags: cell('tags')
      .split(/[;,|]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
    note: cell('note'),
  }
}
