/** Scans as people use them, and the folder as the administrator chooses it. */
import { randomUUID } from 'node:crypto'
import { documentRefusals } from '#app/domain/pages/document.ts'
import type { Parsed } from '#app/contract/index.ts'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { InboxView, ScanList, ScanView } from '#app/contract/desk/scans.ts'
import { ScanId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { changes } from '../audit/changes.ts'
import type { Act, Share } from '../door/handler.ts'
import type { AddScan } from '../packet/add-scan.ts'
import type { Files } from '../ports.ts'
import { findDocuments } from '../store/faxes/documents.ts'
import { changeScan, findScan, shownScans, type ScanRow } from '../store/faxes/scans.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { ReadStore } from '../store/store.ts'
import type { Discarded } from './discarded.ts'
import type { Inbox } from './inbox.ts'
import { inboxSetting } from './setting.ts'
import { again, remove, type UnreadableParts } from './unreadable.ts'

export type InboxHandlerParts = UnreadableParts & {
  readonly discarded: Discarded
  /** The packet room's way to put a scan's pages into a draft. */
  readonly addScan: AddScan
  readonly askForFolder: Files['askForFolder']
}

export type InboxNames =
  | 'scans.list'
  | 'scans.use'
  | 'scans.discard'
  | 'scans.restore'
  | 'scans.remove'
  | 'scans.again'
  | 'inbox.read'
  | 'inbox.change'

export function createInboxHandlers(parts: InboxHandlerParts): Share<InboxNames> {
  const { store, inbox } = parts
  return {
    'scans.list': async () => ok(await scanList(store.read, inbox)),
    'scans.use': (input, act) => use(parts, input, act),
    'scans.discard': (input, act) => discard(parts, input, act),
    'scans.restore': (input, act) => restore(parts, input, act),
    'scans.remove': (input, act) => remove(parts, input, act),
    'scans.again': (input, act) => again(parts, input, act),
    'inbox.read': async () => ok(await inboxView(parts)),
    'inbox.change': (input, act) => change(parts, input, act),
  }
}

/** A file on its way is said once: as waiting while it may still become a scan, and not any more once it is one. */
async function scanList(db: ReadStore, inbox: Inbox): Promise<ScanList> {
  const { folder, waiting } = inbox.standing()
  const onTheWay = new Set(waiting.map(({ source }) => source))
  const rows = (await shownScans(db)).filter(({ state, source }) => state === 'ready' || !onTheWay.has(source))
  const taken = new Set(rows.map(({ source }) => source))
  return {
    folder,
    waiting: waiting.filter(({ source }) => !taken.has(source)).map(({ name, why }) => ({ name, why })),
    scans: await scanViews(db, rows, inbox),
  }
}

async function scanViews(db: ReadStore, rows: readonly ScanRow[], inbox: Inbox): Promise<ScanView[]> {
  const documents = await findDocuments(
    db,
    rows.flatMap(({ document_id }) => (document_id === null ? [] : [document_id])),
  )
  const pages = new Map(documents.map((row) => [row.id, JSON.parse(row.pages) as readonly unknown[]]))
  return rows.map((row) => {
    const refusal = documentRefusals.find((known) => known === row.refusal)
    return {
      id: ScanId.parse(row.id),
      name: row.name,
      bytes: row.bytes,
      pages: pages.get(row.document_id ?? '')?.length ?? 0,
      at: row.added_at,
      ...(refusal ? { unreadable: { refusal, file: inbox.fileOf(row.id) } } : {}),
    }
  })
}

async function use(parts: InboxHandlerParts, input: Parsed<'scans.use'>, act: Act): Promise<Outcome<DraftView>> {
  const added = await parts.addScan(input, act)
  if (added.ok) parts.changed()
  return added
}

async function discard(parts: InboxHandlerParts, { id }: Parsed<'scans.discard'>, act: Act) {
  const { inbox, discarded, changed } = parts
  act.about({ subject: id })
  const done = await act.commit(async (tx) => {
    const row = await findScan(tx, id)
    if (row?.state !== 'ready' && row?.state !== 'unreadable') return notFound
    // Its file would lie about, and in no list.
    if (row.state === 'unreadable' && !['left', 'gone'].includes(inbox.fileOf(id))) return conflict('changed-meanwhile')
    await changeScan(tx, id, { state: 'discarded', changed_at: act.at })
    return ok({ subject: id, value: {} })
  })
  if (!done.ok) return done
  discarded.later()
  changed()
  return done
}

async function restore({ changed }: InboxHandlerParts, { id }: Parsed<'scans.restore'>, act: Act) {
  act.about({ subject: id })
  const done = await act.commit(async (tx) => {
    const row = await findScan(tx, id)
    if (row?.state !== 'discarded' || row.document_id === null) return notFound
    await changeScan(tx, id, { state: 'ready', changed_at: act.at })
    return ok({ subject: id, value: {} })
  })
  if (done.ok) changed()
  return done
}

async function inboxView({ store, inbox }: InboxHandlerParts): Promise<InboxView> {
  const { folder, removeOriginals } = await readSetting(store.read, inboxSetting)
  return { folder, removeOriginals, standing: inbox.standing().folder }
}

async function change(parts: InboxHandlerParts, { folder, removeOriginals }: Parsed<'inbox.change'>, act: Act) {
  const { inbox, askForFolder, changed } = parts
  const chosen = folder === 'choose' ? await askForFolder() : undefined
  const done = await act.commit(async (tx) => {
    const before = await readSetting(tx, inboxSetting)
    const after = {
      folder: folder === 'off' ? null : (chosen ?? before.folder),
      removeOriginals: removeOriginals ?? before.removeOriginals,
      computer: before.computer || randomUUID().slice(0, 8),
    }
    await writeSetting(tx, inboxSetting, after)
    // A path may name a person: the record says that it changed, not to what.
    const details = {
      ...changes(
        { watching: before.folder !== null, removeOriginals: before.removeOriginals },
        { watching: after.folder !== null, removeOriginals: after.removeOriginals },
      ),
      otherFolder: after.folder !== before.folder,
    }
    return ok({ details, value: after })
  })
  if (!done.ok) return done
  inbox.watch({ ...done.value, folder: done.value.folder ?? undefined })
  changed()
  return ok(await inboxView(parts))
}
