/**
 * Imports: contacts from files and directories. In: opening, reading, saying what would happen, doing what was chosen,
 * taking it back. Not in: trusting them. Every number arrives unverified, and the contact keeps the name of where it
 * came from.
 */
import type { ImportView } from '#app/contract/book/contact-imports.ts'
import { choicesFor, importLimits, isDirectory, RowFinding } from '#app/domain/contact/contact-import.ts'
import { ImportId, makeId } from '#app/domain/ids.ts'
import { conflict, fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Share } from '../../door/handler.ts'
import type { Chance, Files } from '../../ports.ts'
import { contactById, contactsByIds, stampContacts } from '../../store/contacts/contacts.ts'
import * as rows from '../../store/contacts/import-rows.ts'
import * as imports from '../../store/contacts/imports.ts'
import { numbersOf } from '../../store/contacts/numbers.ts'
import { directoryServerSetting, importTitlesSetting, readSetting, writeSetting } from '../../store/settings.ts'
import type { ReadStore } from '../../store/store.ts'
import type { Parsed } from '#app/contract/index.ts'
import { changes } from '../../audit/changes.ts'
import type { ImportRowTable } from '../../store/tables.ts'
import { doRow, undoMerge } from './adding.ts'
import { createImportDesk, storedView, viewOf, type ImportDesk, type ImportDeskParts, type OpenImport } from './desk.ts'
import { directoryEntries } from './directory.ts'
import { openImport } from './opening.ts'
import type { Opened } from './reading.ts'
import { serverAddress } from './readers/fhir-server.ts'
import { rowView } from './staged.ts'

export type ImportParts = ImportDeskParts & {
  readonly chance: Chance
  readonly askWhichToOpen: Files['askWhichToOpen']
}

type Names =
  | 'contacts.importOpen'
  | 'contacts.importServer'
  | 'contacts.importRead'
  | 'contacts.imports'
  | 'contacts.importState'
  | 'contacts.importRows'
  | 'contacts.importChoose'
  | 'contacts.importAdd'
  | 'contacts.importClose'
  | 'contacts.undoImport'
  | 'contacts.directoryMatch'
  | 'contacts.directoryServer'
  | 'contacts.setDirectoryServer'

type Room = ImportParts & { readonly read: ReadStore; readonly desk: ImportDesk; readonly newHex: () => string }

export type ImportRoom = {
  readonly handlers: Share<Names>
  /** Lets go of what was half read when the application ended. */
  readonly start: () => Promise<void>
  /** Stops reading, and lets go of it. */
  readonly stop: () => Promise<void>
}

export function createImportRoom(parts: ImportParts): ImportRoom {
  const desk = createImportDesk(parts)
  const { read } = parts.store
  const room: Room = { ...parts, read, desk, newHex: () => parts.chance.bytes(10).toString('hex') }
  return { handlers: handlersOf(room), start: desk.start, stop: desk.stop }
}

/** Imports that a list shows. */
const listedAtMost = 20

function handlersOf(room: Room): Share<Names> {
  const { read, desk } = room
  return {
    'contacts.importOpen': (_, act) => openFileFor(room, act),
    'contacts.importServer': (_, act) => openServer(room, act),
    'contacts.importRead': (input, act) => beginReading(room, input, act),
    'contacts.imports': async () => {
      const stored = await imports.latestImports(read, listedAtMost)
      const views = stored.map(async (row) => {
        const id = ImportId.parse(row.id)
        // Of a directory that is kept, nobody asks any more what was found.
        const groups = row.stage === 'read' ? await rows.groupsOf(read, id) : []
        return storedView(row, desk.find(id), groups, await imports.countImported(read, id))
      })
      return ok({ imports: await Promise.all(views) })
    },
    'contacts.importState': async ({ id }) => viewed(room, id),
    'contacts.importRows': async ({ id, ...page }) => {
      const found = await rows.rowsAfter(read, id, page)
      const contacts = await contactsBeside(read, found)
      return ok({ rows: found.map((row) => rowView(row, contacts)) })
    },
    'contacts.importChoose': (input, act) => choose(room, input, act),
    'contacts.importAdd': (input, act) => addSome(room, input, act),
    'contacts.importClose': ({ id }, act) => close(room, id, act),
    'contacts.undoImport': ({ id }, act) => undoImport(room, id, act),
    'contacts.directoryMatch': async ({ id }, act) => {
      act.about({ subject: id })
      const contact = await contactById(read, id)
      return contact ? ok({ entries: [...(await directoryEntries(read, contact))] }) : notFound
    },
    'contacts.directoryServer': async () => ok({ address: await readSetting(read, directoryServerSetting) }),
    'contacts.setDirectoryServer': ({ address: typed }, act) => {
      const address = typed === '' ? '' : serverAddress(typed)
      if (address === undefined) return Promise.resolve(fail({ code: 'invalid', issues: ['address'] }))
      return act.commit(async (tx) => {
        const before = await readSetting(tx, directoryServerSetting)
        await writeSetting(tx, directoryServerSetting, address)
        return ok({ value: { address }, details: changes({ server: hostOf(before) }, { server: hostOf(address) }) })
      })
    },
  }
}

async function viewed({ read, desk }: Room, id: ImportId): Promise<Outcome<ImportView>> {
  const view = await viewOf(read, desk, id)
  return view ? ok(view) : notFound
}

async function openFileFor(room: Room, act: Act) {
  const file = await room.askWhichToOpen()
  if (file === undefined) return ok({})
  const before = await readSetting(room.read, importTitlesSetting)
  const id = makeId(ImportId, 'import', room.newHex())
  const one = await openImport(file, { id, at: act.at }, before)
  if (typeof one === 'string') {
    act.about({ details: { refusal: one } })
    return ok({ trouble: one })
  }
  act.about({ subject: id, details: { kind: one.opened.kind } })
  return opened(room, one).then((view) => (view.ok ? ok({ import: view.value }) : view))
}

async function openServer(room: Room, act: Act): Promise<Outcome<ImportView>> {
  const base = await readSetting(room.read, directoryServerSetting)
  if (base === '') return notFound
  const id = makeId(ImportId, 'import', room.newHex())
  const source = new URL(base).host
  act.about({ subject: id, details: { kind: 'fhir-server', server: source } })
  const progress = { done: 0, of: 0 }
  return opened(room, { id, at: act.at, source, asOf: null, opened: { kind: 'fhir-server', base }, progress })
}

async function opened(room: Room, one: OpenImport): Promise<Outcome<ImportView>> {
  await room.desk.add(one)
  return viewed(room, one.id)
}

async function beginReading(room: Room, input: Parsed<'contacts.importRead'>, act: Act): Promise<Outcome<ImportView>> {
  const { id } = input
  const one = room.desk.find(id)
  if (!one) return notFound
  await room.desk.halt(one)
  if (await imports.countImported(room.read, id)) return conflict('changed-meanwhile')
  one.opened = chosenFor(one.opened, input)
  const { states = [], specialties = [] } = input
  const by = actorOf(act).personId
  const begun = await act.commit(async (tx) => {
    const {
      opened: { kind },
      source,
      at,
      asOf,
    } = one
    await imports.beginImport(tx, { id, source, kind, at, by, as_of: asOf })
    const chosen = kind === 'nppes' ? { states: states.join(' '), specialties: specialties.length } : {}
    return ok({ value: undefined, subject: id, details: { kind, ...chosen } })
  })
  if (!begun.ok) return begun
  room.desk.begin(one)
  return viewed(room, id)
}

function chosenFor(was: Opened, { mapping, states = [], specialties = [] }: Parsed<'contacts.importRead'>): Opened {
  if (was.kind === 'csv' && mapping) return { ...was, mapping }
  return was.kind === 'nppes' ? { ...was, choice: { states, specialties } } : was
}

/** Names and numbers of the contacts that rows are beside. */
async function contactsBeside(read: ReadStore, found: readonly ImportRowTable[]) {
  const ids = [...new Set(found.flatMap(({ contact_id: id }) => id ?? []))]
  const numbers = await numbersOf(read, ids)
  const contacts = await contactsByIds(read, ids)
  return new Map(
    contacts.map(({ id, organisation, department, person }) => [
      id,
      {
        name: [organisation, person || department].filter(Boolean).join(', '),
        e164: numbers.find(({ contactId }) => contactId === id)?.e164,
      },
    ]),
  )
}

async function choose(room: Room, { id, choice, of }: Parsed<'contacts.importChoose'>, act: Act) {
  const done = await act.commit(async (tx) => {
    const row = await imports.importById(tx, id)
    if (row?.stage !== 'read') return row ? conflict('changed-meanwhile') : notFound
    const finding = 'finding' in of ? of.finding : (await rows.rowOf(tx, id, of.row))?.finding
    if (!finding) return notFound
    if (!choicesFor(RowFinding.parse(finding)).includes(choice)) return fail({ code: 'invalid', issues: ['choice'] })
    const chosen = await rows.chooseFor(tx, id, of, choice)
    return ok({ value: undefined, subject: id, details: { finding, choice, rows: chosen } })
  })
  return done.ok ? viewed(room, id) : done
}

/** The next rows that wait, as chosen; the import is done when none is left. */
async function addSome(room: Room, { id, titles }: Parsed<'contacts.importAdd'>, act: Act) {
  const done = await act.commit(async (tx) => {
    const row = await imports.importById(tx, id)
    if (row?.stage !== 'read') return row ? conflict('changed-meanwhile') : notFound
    const sum = { added: 0, merged: 0, refused: 0 }
    for (const waiting of await rows.waitingRows(tx, id, importLimits.rowsACall)) {
      sum[await doRow(tx, room, waiting, act)] += 1
    }
    if (titles) await writeSetting(tx, importTitlesSetting, titles)
    await stampContacts(tx)
    const groups = await rows.groupsOf(tx, id)
    const left = await rows.anyWaiting(tx, id)
    if (!left) {
      await rows.keepAfterwards(tx, id, isDirectory(row.kind))
      await imports.setStage(tx, id, 'done')
    }
    return ok({ value: { groups, left }, subject: id, details: { ...sum, kind: row.kind } })
  })
  if (!done.ok) return done
  room.publish({ name: 'contacts.imported', payload: {} })
  if (!done.value.left) await room.desk.close(id)
  const view = await viewed(room, id)
  // What became of each row is told once more, now that those that are dealt with are let go of.
  return view.ok ? ok({ ...view.value, groups: done.value.groups }) : view
}

async function close(room: Room, id: ImportId, act: Act): Promise<Outcome<Record<string, never>>> {
  act.about({ subject: id })
  await room.desk.close(id)
  const row = await imports.importById(room.read, id)
  if (row?.stage !== 'read') return ok({})
  return act.commit(async (tx) => {
    const merged = await rows.mergesOf(tx, id)
    const added = await imports.countImported(tx, id)
    if (added === 0 && merged.length === 0) await imports.dropImport(tx, id)
    else {
      await rows.keepAfterwards(tx, id, false)
      await imports.setStage(tx, id, 'done')
    }
    return ok({ value: {}, subject: id, details: { added, merged: merged.length } })
  })
}

async function undoImport(room: Room, id: ImportId, act: Act) {
  act.about({ subject: id })
  const done = await act.commit(async (tx) => {
    const row = await imports.importById(tx, id)
    if (!row) return notFound
    if (row.undone_at !== null) return conflict('already-gone')
    const untouched = await imports.untouchedOf(tx, id)
    let kept = (await imports.countImported(tx, id)) - untouched.length
    let merges = 0
    for (const merged of await rows.mergesOf(tx, id)) {
      if (await undoMerge(tx, merged)) merges += 1
      else kept += 1
    }
    await imports.removeImported(tx, untouched)
    await imports.markUndone(tx, id, act.at)
    await stampContacts(tx)
    const value = { removed: untouched.length, kept }
    return ok({ value, subject: id, details: { ...value, merges } })
  })
  if (!done.ok) return done
  await room.desk.close(id)
  room.publish({ name: 'contacts.imported', payload: {} })
  return done
}

const hostOf = (address: string): string => (address === '' ? '' : new URL(address).host)
