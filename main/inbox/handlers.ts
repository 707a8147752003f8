/** Scans as people use them, and the folder as the administrator chooses it. */
import { randomUUID } from 'node:crypto'
import { documentRefusals, type DocumentRefusal } from '#app/domain/pages/document.ts'
import type { Parsed } from '#app/contract/index.ts'
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { InboxView, ScanView } from '#app/contract/desk/scans.ts'
import { ScanId } from '#app/domain/ids.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { changes } from '../audit/changes.ts'
import type { Act, Share } from '../door/handler.ts'
import type { AddScan } from '../packet/add-scan.ts'
import type { Files } from '../ports.ts'
import { findDocuments } from '../store/faxes/documents.ts'
import { changeScan, findScan, shownScans, type ScanRow } from '../store/faxes/scans.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { ReadStore, Store } from '../store/store.ts'
import type { Discarded } from './discarded.ts'
import type { Inbox } from './inbox.ts'
import { inboxSetting } from './setting.ts'

export type InboxHandlerParts = {
  readonly store: Store
  readonly inbox: Inbox
  readonly discarded: Discarded
  /** The packet room's way to put a scan's pages into a draft. */
  readonly addScan: AddScan
  readonly askForFolder: Files['askForFolder']
  readonly changed: () => void
}

export type InboxNames =
  'scans.list' | 'scans.use' | 'scans.discard' | 'scans.restore' | 'scans.again' | 'inbox.read' | 'inbox.change'

export function createInboxHandlers(parts: InboxHandlerParts): Share<InboxNames> {
  const { store, inbox } = parts
  return {
    'scans.list': async () => ok({ ...standingOf(inbox), scans: await scanViews(store.read) }),
    'scans.use': (input, act) => use(parts, input, act),
    'scans.discard': (input, act) => discard(parts, input, act),
    'scans.restore': (input, act) => restore(parts, input, act),
    'scans.again': (input, act) => again(parts, input, act),
    'inbox.read': async () => ok(await inboxView(parts)),
    'inbox.change': (input, act) => change(parts, input, act),
  }
}

function standingOf(inbox: Inbox) {
  const { folder, waiting } = inbox.standing()
  return { folder, waiting: [...waiting] }
}

async function scanViews(db: ReadStore): Promise<ScanView[]> {
  const rows = await shownScans(db)
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
      ...(refusal ? { refusal: refusal satisfies DocumentRefusal } : {}),
    }
  })
}

async function use(parts: InboxHandlerParts, input: Parsed<'scans.use'>, act: Act): Promise<Outcome<DraftView>> {
  const added = await parts.addScan(input, act)
  if (added.ok) parts.changed()
  return added
}

async function discard({ inbox, discarded, changed }: InboxHandlerParts, { id }: Parsed<'scans.discard'>, act: Act) {
  act.about({ subject: id })
  const done = await act.commit(async (tx) => {
    const row = await findScan(tx, id)
    if (row?.state !== 'ready' && row?.state !== 'unreadable') return notFound
    await changeScan(tx, id, { state: 'discarded', changed_at: act.at })
    return ok({ subject: id, value: row })
  })
  if (!done.ok) return done
  if (done.value.aside !== null) await inbox.place()?.removeAside(done.value.aside)
  discarded.later()
  changed()
  return ok({})
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

async function again({ store, inbox, changed }: InboxHandlerParts, { id }: Parsed<'scans.again'>, act: Act) {
  act.about({ subject: id })
  const row = await findScan(store.read, id)
  if (row?.state !== 'unreadable') return notFound
  const moved = await movedBack(inbox, row)
  if (!moved) return notFound
  const done = await act.commit(async (tx) => {
    await changeScan(tx, id, { state: 'discarded', changed_at: act.at })
    return ok({ subject: id, value: {} })
  })
  if (done.ok) changed()
  void inbox.look()
  return done
}

/** Whether the file that was set aside lies in the scanner's folder again. */
async function movedBack(inbox: Inbox, { aside }: ScanRow): Promise<boolean> {
  const place = inbox.place()
  if (!place || aside === null) return false
  return place.takeBack(aside).then(
    () => true,
    () => false,
  )
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
