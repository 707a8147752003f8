/** scans.use: a scan's pages become pages of a draft, under the key they have; nothing is read or written again. */
import type { DraftView } from '#app/contract/desk/drafts.ts'
import type { Parsed } from '#app/contract/index.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import { findDocument } from '../store/faxes/documents.ts'
import { changeScan, findScan } from '../store/faxes/scans.ts'
import { appendPages } from './add.ts'
import { draftView, ownDraft } from './drafts.ts'
import type { PacketParts } from './parts.ts'

export type AddScan = (input: Parsed<'scans.use'>, act: Act) => Promise<Outcome<DraftView>>

/** Faults: not-found (the scan, also once somebody used it, or the draft); document too-many-pages. */
export const addScanWith =
  (parts: PacketParts): AddScan =>
  async ({ id, draftId }, act) => {
    const { store, files, lines } = parts
    act.about({ subject: draftId })
    const added = await act.commit(async (tx) => {
      const scan = await findScan(tx, id)
      const row =
        scan?.state === 'ready' && scan.document_id !== null ? await findDocument(tx, scan.document_id) : undefined
      if (!row) return notFound
      const draft = await ownDraft(tx, draftId, actorOf(act).personId)
      if (!draft.ok) return draft
      const count = (JSON.parse(row.pages) as readonly unknown[]).length
      const done = await appendPages(tx, draft.value, row, count, act.at)
      if (!done.ok) return done
      await changeScan(tx, id, { state: 'used', changed_at: act.at })
      const details = { document: row.id, pages: count, bytes: row.bytes, sha256: row.sha256, scan: id }
      return ok({ subject: draftId, details, value: done.value })
    })
    if (!added.ok) return added
    if (added.value.broken) await files.destroy(added.value.broken)
    return ok(await draftView(store.read, added.value.draft, lines, act.at))
  }
