/**
 * Contacts taken over from files and directories. A source is opened, read into rows that wait in the store, looked at,
 * chosen from, added batch by batch, and taken back if need be. No path and no file crosses: the system's own dialog
 * chooses, and the page learns the name.
 */
import { z } from 'zod'
import {
  ImportKind,
  ImportMapping,
  ImportTitles,
  MissingPart,
  RowChoice,
  RowFate,
  RowFinding,
} from '../../domain/contact/contact-import.ts'
import { ContactId, E164, ImportId, Instant } from '../../domain/ids.ts'
import { specialties, states, type Specialty } from '../../domain/contact/specialty.ts'
import { PostalAddress } from './contacts.ts'
import { operation } from '../operation.ts'

/** Why a source could not be read; nothing of it is kept then. */
export const ImportTrouble = z.enum([
  'empty',
  'unknown',
  'zip',
  'unreadable',
  'changed-while-read',
  'too-many-rows',
  'interrupted',
  'server-unreachable',
  'server-refused',
  'server-slow',
  'server-nonsense',
  'server-elsewhere',
])
export type ImportTrouble = z.infer<typeof ImportTrouble>

const count = z.number().int().nonnegative()

export const RowGroup = z.strictObject({ finding: RowFinding, choice: RowChoice, fate: RowFate, rows: count })
export type RowGroup = z.infer<typeof RowGroup>

/** An import as it stands. Counts and names of columns; rows are asked for apart. */
export const ImportView = z.strictObject({
  id: ImportId,
  kind: ImportKind,
  /** The file's name, or the server's. */
  source: z.string(),
  at: Instant,
  /**
   * opened: what to read has still to be said. reading: rows are coming in. read: they wait to be chosen from. done:
   * nothing waits. undone: taken back.
   */
  stage: z.enum(['opened', 'reading', 'read', 'done', 'undone']),
  /** Of a file in bytes, of a server in entries; `of` is 0 while nobody knows. */
  progress: z.strictObject({ done: count, of: count }),
  /** Of a table. */
  titles: z.array(z.string()).optional(),
  mapping: ImportMapping.optional(),
  trouble: ImportTrouble.optional(),
  /** Contacts that are here by it. */
  added: count,
  groups: z.array(RowGroup),
})
export type ImportView = z.infer<typeof ImportView>

/** What of a row cannot be kept: it was not what it is said to be, and the rest is good without it. */
export const LeftOut = z.enum(['voice', 'npi', 'fax'])
export type LeftOut = z.infer<typeof LeftOut>

export const ImportRow = z.strictObject({
  /** Its place in the import, from 1. */
  row: z.number().int().positive(),
  /** Where it stands in the source, from 1: the line of a file, the entry of a Bundle or an answer. */
  line: z.number().int().positive(),
  finding: RowFinding,
  choice: RowChoice,
  fate: RowFate,
  organisation: z.string(),
  department: z.string(),
  person: z.string(),
  npi: z.string(),
  specialty: z.string(),
  voice: z.string(),
  note: z.string(),
  address: PostalAddress,
  tags: z.array(z.string()),
  numbers: z.array(E164),
  /** The first fax number as the source has it. */
  fax: z.string(),
  leftOut: z.array(LeftOut),
  /** What the entry refers to and the source does not have. */
  missing: z.array(MissingPart),
  /** The contact it was found to be, or became. */
  contact: z.strictObject({ id: ContactId, name: z.string(), e164: E164.optional() }).optional(),
})
export type ImportRow = z.infer<typeof ImportRow>

/** What a directory says of a recipient: its own name, how old its word is, and the number. */
export const DirectoryEntry = z.strictObject({ source: z.string(), at: Instant, e164: E164 })
export type DirectoryEntry = z.infer<typeof DirectoryEntry>

const change = { right: 'contacts.change', whileLocked: false, audit: 'each' } as const
const look = { right: 'contacts.read', whileLocked: false, audit: 'session' } as const
const one = z.strictObject({ id: ImportId })
const rowNumber = z.number().int().positive()

export const importOperations = {
  /** Asks for a file in the system's dialog and looks what it is; reads no row. `import` is absent when called off. */
  'contacts.importOpen': operation({
    ...change,
    input: z.strictObject({}),
    output: z.strictObject({ import: ImportView.optional(), trouble: ImportTrouble.optional() }),
  }),
  /** The same for the directory server that an administrator has named. Fault: not-found when there is none. */
  'contacts.importServer': operation({ ...change, input: z.strictObject({}), output: ImportView }),
  /**
   * Reads it into rows that wait, in the background; a second call reads again, from the beginning. `mapping` is for
   * tables; states (of practice locations) and specialties for the NPPES file, none meaning all. Faults: not-found.
   */
  'contacts.importRead': operation({
    ...change,
    input: z.strictObject({
      id: ImportId,
      mapping: ImportMapping.optional(),
      states: z
        .array(z.enum(states as [string, ...string[]]))
        .max(60)
        .optional(),
      specialties: z.array(z.enum(specialties as [Specialty, ...Specialty[]])).optional(),
    }),
    output: ImportView,
  }),
  /** The last imports, the newest first, at most 20: what waits can be gone on with, what is done be taken back. */
  'contacts.imports': operation({
    ...look,
    right: 'contacts.change',
    input: z.strictObject({}),
    output: z.strictObject({ imports: z.array(ImportView) }),
  }),
  'contacts.importState': operation({ ...look, right: 'contacts.change', input: one, output: ImportView }),
  'contacts.importRows': operation({
    ...look,
    right: 'contacts.change',
    input: z.strictObject({
      id: ImportId,
      finding: RowFinding.optional(),
      after: count,
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({ rows: z.array(ImportRow) }),
  }),
  /** Chooses what becomes of one row, or of all of a finding, as far as they wait. Fault: conflict changed-meanwhile. */
  'contacts.importChoose': operation({
    ...change,
    input: z.strictObject({
      id: ImportId,
      choice: RowChoice,
      of: z.union([z.strictObject({ row: rowNumber }), z.strictObject({ finding: RowFinding })]),
    }),
    output: ImportView,
  }),
  /**
   * Does as chosen with the next rows, in one transaction; new numbers are unverified. When none is left the import is
   * done. Rows that somebody was quicker with are refused and stop nobody else. Fault: conflict changed-meanwhile.
   */
  'contacts.importAdd': operation({
    ...change,
    input: z.strictObject({ id: ImportId, titles: ImportTitles.optional() }),
    output: ImportView,
  }),
  /** Stops reading, and lets go of rows that still wait. What was added stays, and can be taken back. */
  'contacts.importClose': operation({ ...change, input: one, output: z.strictObject({}) }),
  /**
   * Takes back what came in by this import, except contacts that somebody has changed, verified, blocked or sent to
   * since. Fault: conflict already-gone when it was taken back before.
   */
  'contacts.undoImport': operation({
    ...change,
    input: z.strictObject({ id: ImportId }),
    output: z.strictObject({ removed: count, kept: count }),
  }),
  /** What the directories that were imported say of this contact, the newest word first, whether it agrees or not. */
  'contacts.directoryMatch': operation({
    ...look,
    input: z.strictObject({ id: ContactId }),
    output: z.strictObject({ entries: z.array(DirectoryEntry) }),
  }),
  'contacts.directoryServer': operation({
    ...look,
    input: z.strictObject({}),
    output: z.strictObject({ address: z.string() }),
  }),
  /** https, or this very machine; empty for none. Fault: invalid `address`. */
  'contacts.setDirectoryServer': operation({
    right: 'settings.change',
    whileLocked: false,
    audit: 'each',
    input: z.strictObject({ address: z.string().trim().max(300) }),
    output: z.strictObject({ address: z.string() }),
  }),
} as const
