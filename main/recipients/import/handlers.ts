/**
 * Imports: contacts from a file. In: reading it, saying what would happen, adding what was chosen, taking it back. Not
 * in: trusting it. Every number arrives unverified, and the contact keeps the name of the file it came from.
 */
import type { Output, Parsed } from '#app/contract/index.ts'
import { ImportId, makeId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Committed, type Share } from '../../door/handler.ts'
import type { Publish } from '../../door/publish.ts'
import { stampContacts } from '../../store/contacts/contacts.ts'
import {
  countImported,
  importById,
  insertImport,
  noteImported,
  takeBackImport,
  untouchedOf,
} from '../../store/contacts/imports.ts'
import { importTitlesSetting, readSetting, writeSetting } from '../../store/settings.ts'
import type { ReadStore, WriteStore } from '../../store/store.ts'
import { insertParsed, parseFields } from '../changes.ts'
import { previewOf } from './preview.ts'

export type ImportParts = {
  readonly read: ReadStore
  readonly publish: Publish
  /** 20 new random hexadecimal digits. */
  readonly newHex: () => string
}

type Names = 'contacts.importPreview' | 'contacts.import' | 'contacts.undoImport'

export function createImportHandlers(parts: ImportParts): Share<Names> {
  const { read, publish } = parts
  return {
    'contacts.importPreview': async (input, act) => {
      const preview = await previewOf(read, input, await readSetting(read, importTitlesSetting))
      act.about({ details: preview.readable ? { rows: preview.rows.length } : { refusal: preview.why } })
      return ok(preview)
    },
    'contacts.import': async (input, act) => {
      const done = await act.commit((tx) => importRows(tx, parts, input, act))
      if (done.ok) publish({ name: 'contacts.imported', payload: {} })
      return done
    },
    'contacts.undoImport': async ({ importId }, act) => {
      const done = await act.commit((tx) => undoImport(tx, importId, act))
      if (done.ok) publish({ name: 'contacts.imported', payload: {} })
      return done
    },
  }
}

type Imported = Output<'contacts.import'>

async function importRows(
  tx: WriteStore,
  parts: ImportParts,
  { importId, source, titles, rows }: Parsed<'contacts.import'>,
  act: Act,
): Promise<Outcome<Committed<Imported>>> {
  const begun = await beginImport(tx, parts, importId, source, act)
  if (!begun.ok) return begun
  const refused: number[] = []
  for (const { line, fields, fax } of rows) {
    const parsed = parseFields(fields, fax)
    const added = parsed.ok ? await insertParsed(tx, parts, parsed.value, act) : parsed
    if (added.ok) await noteImported(tx, begun.value, added.value.id)
    else refused.push(line)
  }
  await writeSetting(tx, importTitlesSetting, titles)
  await stampContacts(tx)
  const added = rows.length - refused.length
  const value = { importId: begun.value, added, refused }
  return ok({ value, subject: begun.value, details: { added, refused: refused.length } })
}

/** The import this batch belongs to: a new one, or one of this person's that was not taken back. */
async function beginImport(
  tx: WriteStore,
  { newHex }: ImportParts,
  known: ImportId | undefined,
  source: string,
  act: Act,
): Promise<Outcome<ImportId>> {
  const by = actorOf(act).personId
  if (known) {
    const row = await importById(tx, known)
    if (row?.by !== by) return notFound
    return row.undone_at === null ? ok(known) : conflict('already-gone')
  }
  const id = makeId(ImportId, 'import', newHex())
  await insertImport(tx, { id, source, at: act.at, by })
  return ok(id)
}

async function undoImport(
  tx: WriteStore,
  id: ImportId,
  act: Act,
): Promise<Outcome<Committed<Output<'contacts.undoImport'>>>> {
  act.about({ subject: id })
  const row = await importById(tx, id)
  if (!row) return notFound
  if (row.undone_at !== null) return conflict('already-gone')
  const untouched = await untouchedOf(tx, id)
  const kept = (await countImported(tx, id)) - untouched.length
  await takeBackImport(tx, id, untouched, act.at)
  await stampContacts(tx)
  const value = { removed: untouched.length, kept }
  return ok({ value, subject: id, details: value })
}
