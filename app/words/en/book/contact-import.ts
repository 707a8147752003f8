/** Taking contacts over from files and directories. */
import type { ImportTrouble, LeftOut } from '../../../contract/book/contact-imports.ts'
import {
  importLimits,
  type ImportField,
  type ImportKind,
  type MissingPart,
  type RowChoice,
  type RowFinding,
} from '../../../domain/contact/contact-import.ts'

const figure = (count: number): string => count.toLocaleString('en-US')
const contacts = (count: number): string => `${figure(count)} ${count === 1 ? 'contact' : 'contacts'}`
const rows = (count: number): string => `${figure(count)} ${count === 1 ? 'row' : 'rows'}`

export const contactImport = {
  open: 'Import…',
  title: 'Import contacts',
  lead: 'Imported numbers arrive not verified. Nothing is sent to them until somebody has verified them.',
  choose: 'Choose a file…',
  file: 'From a file',
  fileHint:
    'A table (CSV), address cards (vCard), a FHIR Bundle, or the national provider file (NPPES), as large as it is.',
  server: 'From your directory server',
  serverHint: (address: string) => `Asks ${address} for everyone it lists with a fax number.`,
  noServer: 'An administrator can name a FHIR server here.',
  ask: 'Ask the server',
  address: 'Address of a FHIR server',
  addressHint: 'Begins with https://. Leave it empty for none.',
  addressWrong: 'This is not an address that begins with https://.',
  saveAddress: 'Save address',
  addressSaved: 'Saved.',
  earlier: 'Earlier imports',
  goOn: 'Go on',
  drop: 'Discard',
  stages: {
    opened: 'Opened',
    reading: 'Being read',
    read: 'Waits for you',
    done: 'Done',
    undone: 'Taken back',
  },
  nppes: 'NPPES',
  states: 'States',
  statesHint: 'Where they practice. Choose at least one; the file lists the whole country.',
  specialties: 'Specialties',
  specialtiesHint: 'None chosen means all.',
  chosen: (count: number) => (count === 0 ? 'None chosen' : `${count} chosen`),
  read: 'Read the file',
  reading: (name: string) => `Reading ${name}`,
  readingServer: (name: string) => `Asking ${name}`,
  bytes: (done: number, of: number) => `${figure(Math.round(done / 1e6))} of ${figure(Math.ceil(of / 1e6))} MB`,
  entries: (done: number, of: number) =>
    of > done ? `${figure(done)} of about ${figure(of)}` : `${figure(done)} entries`,
  stop: 'Stop',
  stopReading: 'Stop reading',
  columns: 'Which column is which',
  noColumn: 'Not in the file',
  preview: 'What becomes of each row',
  line: 'Row',
  name: 'Name',
  fax: 'Fax number',
  what: 'What was found',
  choice: 'What to do',
  choiceFor: (row: number) => `What to do with row ${row}`,
  choiceForAll: (finding: string) => `What to do with all of these: ${finding}`,
  findings: 'What was found',
  all: 'All rows',
  show: 'Rows shown',
  more: 'Show more rows',
  here: (name: string) => `Here: ${name}`,
  ready: (count: number) => `${contacts(count)} can be added`,
  others: (count: number) => `${rows(count)} will be left out`,
  leftOut: 'left out',
  add: (count: number) => `Import ${contacts(count)}`,
  keep: 'Keep as a directory',
  keepHint: 'Their entries stay here to compare your contacts with.',
  nothing: 'No row can be added. Look at which column is which.',
  nobody: 'Nobody in it can be added.',
  adding: (done: number, all: number) => `${figure(done)} of ${figure(all)}`,
  added: (count: number) => `${contacts(count)} added`,
  merged: (count: number) => `${contacts(count)} filled in.`,
  addedNote: 'They are listed under “Not verified” until somebody verifies them.',
  stopped: 'Stopped before the end. What was added until then is there; the rest waits under “Earlier imports”.',
  refused: (count: number) => `${rows(count)} could not be added: their numbers came in by another way meanwhile.`,
  undo: 'Take the import back',
  undone: (count: number) => `${contacts(count)} removed again`,
  kept: (count: number) => `${contacts(count)} stay, because somebody has worked with them.`,
  another: 'Import something else',
  close: 'Close',
} as const

export const importKindWords: Readonly<Record<ImportKind, string>> = {
  csv: 'Table',
  vcard: 'Address cards',
  nppes: 'National provider file',
  fhir: 'FHIR file',
  'fhir-server': 'Directory server',
}

export const importFieldWords: Readonly<Record<ImportField, string>> = {
  organisation: 'Organization',
  department: 'Department',
  person: 'Person',
  npi: 'NPI',
  specialty: 'Specialty',
  fax: 'Fax number',
  otherFax: 'Second fax number',
  voice: 'Main number',
  street: 'Street',
  city: 'City',
  state: 'State',
  postalCode: 'ZIP code',
  tags: 'Tags',
  note: 'Note',
}

export const rowFindingWords: Readonly<Record<RowFinding, string>> = {
  ready: 'New',
  known: 'Already in your contacts',
  taken: 'The number belongs to another contact',
  'same-npi': 'The same NPI is here with another number',
  'same-name': 'The same name is here with another number',
  repeated: 'The number stands further up',
  'no-name': 'No name',
  'no-number': 'No fax number',
  'number-refused': 'Not a number a fax can go to',
  'too-long': 'A name, address or note is too long',
  broken: 'Cannot be read',
  'cut-off': 'The file ends in the middle of this',
}

export const rowChoiceWords: Readonly<Record<RowChoice, string>> = {
  add: 'Add',
  merge: 'Fill in what is here',
  skip: 'Leave out',
}

export const leftOutWords: Readonly<Record<LeftOut, string>> = {
  voice: 'without its phone number, which is not one',
  npi: 'without its NPI, which is not one',
  fax: 'without one of its fax numbers, which is not one',
}

export const missingPartWords: Readonly<Record<MissingPart, string>> = {
  practitioner: 'the person it names is not in the source',
  organization: 'the organization it names is not in the source',
  location: 'the place it names is not in the source',
}

const nothingAdded = 'Nothing was added.'

export const importTroubleWords: Readonly<Record<ImportTrouble, string>> = {
  empty: `There is nothing in it that could be a contact. ${nothingAdded}`,
  unknown: `This is no table, vCard, FHIR Bundle or NPPES file. ${nothingAdded} Save a spreadsheet as CSV first.`,
  zip: `This file is packed (zip). ${nothingAdded} Unpack it, and choose the file inside.`,
  unreadable: `The file could not be read. ${nothingAdded} Is it on a stick or a share that was taken away?`,
  'changed-while-read': `The file changed while it was read. ${nothingAdded} Wait until it is complete, and read it again.`,
  'too-many-rows': `More than ${rows(importLimits.rowsAtMost)} match. ${nothingAdded} Choose fewer states or specialties, or split the file.`,
  interrupted: `Reading broke off. ${nothingAdded} Try again.`,
  'server-unreachable': `The server cannot be reached. ${nothingAdded}`,
  'server-refused': `The server refused to answer. ${nothingAdded} It may want somebody to sign in, which Faxdesk does not do.`,
  'server-slow': `The server took too long to answer. ${nothingAdded}`,
  'server-nonsense': `The server’s answer is no list that can be read. ${nothingAdded}`,
  'server-elsewhere': `The server pointed to another address, which was not followed. ${nothingAdded}`,
}
