/** Contacts taken over from a file: looked at first, then added batch by batch, then taken back if need be. */
import { z } from 'zod'
import { importLimits, ImportMapping, ImportTitles, RowFinding } from '../domain/contact-import.ts'
import { E164, ImportId } from '../domain/ids.ts'
import { ContactFields } from './contacts.ts'
import { operation } from './operation.ts'

export const ImportRow = z.strictObject({
  /** Where it begins in the file, counted from 1. */
  line: z.number().int().positive(),
  finding: RowFinding,
  /** As the file has it, cut to nothing; a `ready` row can be added as it is. */
  fields: z.strictObject({
    organisation: z.string(),
    department: z.string(),
    person: z.string(),
    voice: z.string(),
    note: z.string(),
  }),
  fax: z.string(),
  e164: E164.optional(),
  /** The voice number was not one, and is left out. */
  voiceLeftOut: z.boolean(),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportRefusal = z.enum(['empty', 'not-a-table', 'too-large', 'too-many-rows'])
export type ImportRefusal = z.infer<typeof ImportRefusal>

const change = { right: 'contacts.change', whileLocked: false, audit: 'each' } as const

export const importOperations = {
  /** Reads a file of comma-separated values and says what would become of each row. Nothing is stored. */
  'contacts.importPreview': operation({
    ...change,
    input: z.strictObject({
      bytes: z.instanceof(Uint8Array),
      /** Which column is which field; guessed, and as chosen the last time, when absent. */
      mapping: ImportMapping.optional(),
    }),
    output: z.discriminatedUnion('readable', [
      z.strictObject({ readable: z.literal(false), why: ImportRefusal }),
      z.strictObject({
        readable: z.literal(true),
        titles: z.array(z.string()),
        mapping: ImportMapping,
        rows: z.array(ImportRow),
      }),
    ]),
  }),
  /**
   * Adds these rows in one transaction, each contact whole or not at all, its number unverified. `importId` continues
   * an import that a call before has begun. Rows that cannot be added are named by line and stop nobody else.
   */
  'contacts.import': operation({
    ...change,
    input: z.strictObject({
      importId: ImportId.optional(),
      /** The file's name. */
      source: z.string().trim().min(1).max(255),
      titles: ImportTitles,
      rows: z
        .array(z.strictObject({ line: z.number().int().positive(), fields: ContactFields, fax: z.string().max(40) }))
        .min(1)
        .max(importLimits.rowsACall),
    }),
    output: z.strictObject({
      importId: ImportId,
      added: z.number().int(),
      refused: z.array(z.number().int()),
    }),
  }),
  /**
   * Takes back what came in by this import, except contacts that somebody has changed, verified, blocked or sent to
   * since. Fault: conflict already-gone when it was taken back before.
   */
  'contacts.undoImport': operation({
    ...change,
    input: z.strictObject({ importId: ImportId }),
    output: z.strictObject({ removed: z.number().int(), kept: z.number().int() }),
  }),
} as const
