/** Taking contacts over from a file. */
import type { ImportRefusal } from '../../../contract/contact-imports.ts'
import { importLimits, type ImportField, type RowFinding } from '../../../domain/contact-import.ts'

const contacts = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'contact' : 'contacts'}`
const rows = (count: number): string => `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`

export const contactImport = {
  open: 'Import…',
  title: 'Import contacts',
  lead: 'Numbers from a file arrive not verified. Nothing is sent to them until somebody has called back.',
  choose: 'Choose a CSV file',
  limits: `Comma-separated values, up to ${rows(importLimits.rowsAtMost)} and ${importLimits.bytesAtMost / (1024 * 1024)} MB. The first row has the titles.`,
  field: 'CSV file',
  other: 'Choose another file',
  reading: (name: string) => `Reading ${name}`,
  columns: 'Which column is which',
  noColumn: 'Not in the file',
  preview: 'What becomes of each row',
  line: 'Row',
  name: 'Name',
  fax: 'Fax number',
  what: 'What becomes of it',
  ready: (count: number) => `${contacts(count)} can be added`,
  others: (count: number) => `${rows(count)} will be left out`,
  firstOf: (shown: number, all: number) => `The first ${shown} of ${rows(all)}, those left out before the others.`,
  voiceLeftOut: 'without its phone number, which is not one',
  add: (count: number) => `Add ${contacts(count)}`,
  nothing: 'No row can be added. Look at which column is which.',
  adding: (done: number, all: number) => `${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')}`,
  stop: 'Stop here',
  added: (count: number) => `${contacts(count)} added`,
  addedNote: 'They are listed under “Not verified” until somebody calls them back.',
  stopped: 'Stopped before the end. What was added until then is there.',
  leftOut: (count: number) => `${rows(count)} could not be added: their numbers came in by another way meanwhile.`,
  undo: 'Take the import back',
  undone: (count: number) => `${contacts(count)} removed again`,
  kept: (count: number) => `${contacts(count)} stay, because somebody has worked with them.`,
  close: 'Close',
} as const

export const importFieldWords: Readonly<Record<ImportField, string>> = {
  organisation: 'Organisation',
  department: 'Department',
  person: 'Person',
  fax: 'Fax number',
  voice: 'Main number',
  note: 'Note',
}

export const rowFindingWords: Readonly<Record<RowFinding, string>> = {
  ready: 'Will be added',
  known: 'Already in your contacts',
  taken: 'The number belongs to another contact',
  repeated: 'The number stands further up in the file',
  'no-name': 'No name',
  'no-number': 'No fax number',
  'number-refused': 'Not a number a fax can go to',
  'too-long': 'A name or note is too long',
  broken: 'The row cannot be read',
}

export const importRefusalWords: Readonly<Record<ImportRefusal, string>> = {
  empty: 'There are no rows in this file. Nothing was added.',
  'not-a-table': 'This is not a table of comma-separated values. Nothing was added. Save it as CSV first.',
  'too-large': 'This file is too large. Nothing was added. Split it into smaller ones.',
  'too-many-rows': 'This file has too many rows. Nothing was added. Split it into smaller ones.',
}
