/** documents.bring and documents.add: a dropped file, all of its pieces together, becomes an original of the draft, whole, or leaves nothing behind. */
import { DraftContent, type DraftView } from '#app/contract/desk/drafts.ts'
import type { Output, Parsed } from '#app/contract/index.ts'
import { DocumentId } from '#app/domain/ids.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import { insertDocument, type DocumentRow } from '../store/faxes/documents.ts'
import { changeFax } from '../store/faxes/faxes.ts'
import { noteOriginal } from '../store/faxes/originals.ts'
import type { WriteStore } from '../store/store.ts'
import { readContent, storedContent } from './content.ts'
import { draftView, ownDraft, unsealed, type Draft } from './drafts.ts'
import { keepBytes } from './keep.ts'
import type { PacketParts } from './parts.ts'
import type { Pieces } from './arriving/pieces.ts'
import { breakSeal } from './save.ts'

/** Whose draft it is, is asked with the first piece; its id says so of those behind it. */
export async function bringPiece(
  { store }: PacketParts,
  pieces: Pieces,
  piece: Parsed<'documents.bring'>,
  act: Act,
): Promise<Outcome<Output<'documents.bring'>>> {
  act.about({ subject: piece.draftId })
  const draft = piece.behind ? ok(undefined) : await ownDraft(store.read, piece.draftId, actorOf(act).personId)
  return draft.ok ? pieces.keep(piece) : draft
}

export async function addDocument(
  parts: PacketParts,
  pieces: Pieces,
  { draftId, name, behind, bytes: last, password }: Parsed<'documents.add'>,
  act: Act,
  signal: AbortSignal,
): Promise<Outcome<DraftView>> {
  const { store, files, lines } = parts
  const { personId } = actorOf(act)
  act.about({ subject: draftId })
  const draft = await ownDraft(store.read, draftId, personId)
  if (!draft.ok) return draft
  const whole = pieces.whole(draftId, behind, last)
  if (!whole.ok) return whole
  const taken = await parts.documents.take(whole.value, { password, signal })
  if (!taken.ok) return taken
  const pages = taken.value.inspection.pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt }))
  const facts = { kind: 'original', name: bareName(name), pages, by: personId, at: act.at } as const
  const added = await keepBytes(parts, taken.value.bytes, facts, (row) =>
    act.commit(async (tx) => {
      const now = await ownDraft(tx, draftId, personId)
      if (!now.ok) return now
      await insertDocument(tx, row)
      const done = await appendPages(tx, now.value, row, pages.length, act.at)
      if (!done.ok) return done
      const details = { document: row.id, pages: pages.length, bytes: row.bytes, sha256: row.sha256 }
      return ok({ subject: draftId, details, value: done.value })
    }),
  )
  if (!added.ok) return added
  if (added.value.broken) await files.destroy(added.value.broken)
  return ok(await draftView(store.read, added.value.draft, lines, act.at))
}

/** `broken` is a sealed packet that holds no longer; its file is to be destroyed once the transaction stands. */
export type Entered = { readonly draft: Draft; readonly broken: DocumentId | undefined }

/** Puts all pages of a document at the end of a draft. Fault: document too-many-pages. */
export async function appendPages(
  tx: WriteStore,
  draft: Draft,
  row: Pick<DocumentRow, 'id' | 'sha256'>,
  count: number,
  at: number,
): Promise<Outcome<Entered>> {
  const documentId = DocumentId.parse(row.id)
  const more = Array.from({ length: count }, (_, index) => ({ documentId, index, turn: 0 as const, included: true }))
  const content = DraftContent.safeParse({ ...draft.content, pages: [...draft.content.pages, ...more] })
  if (!content.success) return fail({ code: 'document', refusal: 'too-many-pages' })
  const change = { ...unsealed, content: storedContent(content.data), revision: draft.row.revision + 1, changed_at: at }
  const changed = await changeFax(tx, draft.id, change)
  await noteOriginal(tx, draft.id, row.sha256)
  if (!changed) throw new TypeError('a draft gone within its own transaction')
  const broken = await breakSeal(tx, draft)
  return ok({ draft: { id: draft.id, row: changed, content: readContent(changed.content) }, broken })
}

/** A file's name without folders and without characters that do not print. */
export function bareName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last.replaceAll(/\p{C}/gu, '').trim() || 'document.pdf'
}
