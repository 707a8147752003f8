/**
 * Tables of text (RFC 4180, and what spreadsheets make of it): commas, semicolons, tabs or bars; quotes; lines in cells;
 * UTF-8, UTF-16 or Windows-1252. A row that cannot be read is reported and costs only itself.
 */

export type TextRow = {
  /** Where it begins in the file, counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** A quote never closed, or more cells than titles. */
  readonly broken: boolean
}

/** The text of a file; undefined for one that is no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes)
  return text.includes('\0') ? undefined : text
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const delimiters = [',', ';', '\t', '|'] as const
type Delimiter = (typeof delimiters)[number]

/** The delimiter that the first line has most of. */
function delimiterOf(text: string): Delimiter {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1)
  const count = (delimiter: string): number => first.split(delimiter).length
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best))
}

// A quoted cell, or one that does not begin with a quote; then what ends it.
const cellOf = (delimiter: Delimiter): RegExp => {
  const escaped = delimiter === '|' ? '\\|' : delimiter
  return new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|((?!")[^${escaped}\\r\\n]*))(${escaped}|\\r\\n|\\r|\\n|$)`, 'y')
}

/** All rows that are not empty; the first has the titles and says how many cells a row has. */
export function rowsOf(text: string): readonly TextRow[] {
  const delimiter = delimiterOf(text)
  const cell = cellOf(delimiter)
  const rows: TextRow[] = []
  let line = 1
  let width: number | undefined
  for (let at = 0; at < text.length;) {
    const read = rowAt(text, at, cell, delimiter)
    const lines = read && linesIn(text, at, read.end)
    const whole = read && (width === undefined || fits(read.cells, width, lines === 1))
    const end = whole ? read.end : lineEnd(text, at)
    if (!whole) rows.push({ line, cells: [], broken: true })
    else if (read.cells.some((each) => each.trim() !== '')) {
      width ??= read.cells.length
      rows.push({ line, cells: read.cells.map((each) => each.trim()), broken: false })
    }
    line += whole ? (lines ?? 1) : 1
    at = end
  }
  return rows
}

/**
 * Cells beyond the titles are a shifted row. A row of several lines must have exactly as many cells: otherwise a stray
 * quote has swallowed its neighbours.
 */
const fits = (cells: readonly string[], width: number, oneLine: boolean): boolean =>
  oneLine ? cells.slice(width).every((each) => each.trim() === '') : cells.length === width

type Read = { readonly cells: readonly string[]; readonly end: number }

function rowAt(text: string, from: number, cell: RegExp, delimiter: Delimiter): Read | undefined {
  const cells: string[] = []
  cell.lastIndex = from
  for (;;) {
    const found = cell.exec(text)
    if (!found) return undefined
    const [, quoted, bare, ended] = found
    cells.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    if (ended !== delimiter) return { cells, end: found.index + found[0].length }
  }
}

function lineEnd(text: string, from: number): number {
  const rest = /\r\n|\r|\n/g
  rest.lastIndex = from
  const found = rest.exec(text)
  return found ? found.index + found[0].length : text.length
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; lines += 1) at = lineEnd(text, at)
  return lines
}
