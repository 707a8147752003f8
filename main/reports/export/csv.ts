/**
 * Tables for spreadsheets (RFC 4180). A cell that a spreadsheet would take for a formula is made text by an apostrophe,
 * whatever spaces, tabs or wide signs stand before it: what is in the record may have been typed by anyone.
 */

/** What Excel, LibreOffice and Google Sheets begin a formula with, and their wide forms; tabs and returns lead to them. */
const formula = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212|%]|^[\t\r\n]/u

/** One cell. Whole numbers stay numbers, so that sums work. */
export function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}

export const line = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

/** Without it Excel reads UTF-8 as the old code page. */
export const byteOrderMark = '\ufeff'
