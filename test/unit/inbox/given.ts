/** A scanner's folder and the inbox that watches it: real disk, real store, real document service; only time is given. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInbox, type Inbox, type InboxChoice, type InboxParts } from '#main/inbox/inbox.ts'
import { placeIn } from '#main/inbox/place.ts'
import { lookForWatching } from './quiet.ts'
import { settleMs } from '#main/inbox/waiting.ts'
import type { AuditWriter } from '#main/audit/writer.ts'
import type { DocumentService } from '#main/documents/client.ts'
import { findDocument } from '#main/store/faxes/documents.ts'
import { shownScans } from '#main/store/faxes/scans.ts'
import { createDocumentFiles, type DocumentFiles } from '#main/store/files.ts'
import { DocumentId } from '#app/domain/ids.ts'
import { manualClock } from '#test/given/clock.ts'
import { valueOf } from '#test/given/outcome.ts'
import { givenService } from '#test/unit/documents/service.ts'
import { givenStore } from '#test/unit/store/given-store.ts'

export type Given = Awaited<ReturnType<typeof givenInbox>>

export async function givenInbox(other: { readonly documents?: DocumentService; readonly files?: DocumentFiles } = {}) {
  const store = await givenStore()
  const folder = path.join(store.folder, 'scans')
  await mkdir(folder)
  const clock = manualClock()
  const service = other.documents ? undefined : givenService()
  const documents = other.documents ?? service?.service
  if (!documents) throw new Error('no document service')
  const entries: string[] = []
  const audit: AuditWriter = { append: async (_, entry) => entries.push(`${entry.action} ${JSON.stringify(entry)}`) }
  const files = other.files ?? createDocumentFiles(store.folder)
  const parts = {
    store: store.store,
    files,
    audit,
    documents,
    clock,
    chance: { bytes: randomBytes },
    log: { note: (note: object) => void entries.push(JSON.stringify(note)) },
    publish: () => undefined,
    watch: lookForWatching,
    placeIn,
  }
  const inboxes: Inbox[] = []
  /** One more computer that watches the folder, with other parts where the test says so. */
  const watching = (choice: Partial<InboxChoice> = {}, other: Partial<InboxParts> = {}): Inbox => {
    const inbox = createInbox({ ...parts, ...other })
    inbox.watch({ folder, removeOriginals: true, computer: `pc${inboxes.length}`, ...choice })
    inboxes.push(inbox)
    return inbox
  }
  return {
    folder,
    clock,
    entries,
    parts,
    watching,
    put: (name: string, bytes: Uint8Array) => writeFile(path.join(folder, name), bytes),
    /** Looks, lets the files settle, and looks again. */
    settled: async (inbox: Inbox, ms = settleMs) => {
      await inbox.look()
      clock.jump(ms)
      await inbox.look()
    },
    scans: () => shownScans(store.store.read),
    /** All rows, what was used or discarded too. */
    rows: () => store.store.read.selectFrom('scan').selectAll().execute(),
    /** The encrypted files on the disk. */
    keptFiles: () => readdir(path.join(store.folder, 'documents')).catch(() => []),
    /** What the store holds of a scan. */
    bytesOf: async (documentId: string | null) => {
      const row = await findDocument(store.store.read, documentId ?? '')
      return row?.key ? valueOf(await files.read(DocumentId.parse(row.id), row.key)) : undefined
    },
    names: () => readdir(folder),
    aside: () => readdir(path.join(folder, 'Faxdesk could not read')).catch(() => []),
    fileBytes: (name: string) => readFile(path.join(folder, name)),
    leave: async () => {
      for (const inbox of inboxes) await inbox.stop()
      service?.service.stop()
      await store.clear()
    },
  }
}
