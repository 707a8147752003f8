/** drafts.save: what was typed or chosen. Any change breaks the seal: what was sealed is not what would go. */
import type { DraftContent, DraftView } from '#app/contract/desk/drafts.ts'
import type { Parsed } from '#app/contract/index.ts'
import { DocumentId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import { dropApproval } from '../store/contacts/approvals.ts'
import { findDocuments } from '../store/faxes/documents.ts'
import { originalsAddedTo, removeDocument } from '../store/faxes/drafts.ts'
import { changeFaxFrom } from '../store/faxes/faxes.ts'
import type { WriteStore } from '../store/store.ts'
import { documentsIn, readContent, recipientsIn, storedContent, withRecipients } from './content.ts'
import { documentView, draftView, ownDraft, unsealed, type Draft } from './drafts.ts'
import type { PacketParts } from './parts.ts'

export async function saveDraft(
  { store, files, lines }: PacketParts,
  { id, revision, content: asked }: Parsed<'drafts.save'>,
  act: Act,
): Promise<Outcome<DraftView>> {
  const { personId } = actorOf(act)
  const content = withRecipients(asked, recipientsIn(asked))
  const saved = await act.commit(async (tx) => {
    const draft = await ownDraft(tx, id, personId)
    if (!draft.ok) return draft
    if (draft.value.row.revision !== revision) return conflict('changed-meanwhile')
    const subject = id
    if (storedContent(content) === draft.value.row.content)
      return ok({ subject, value: { draft: draft.value, broken: undefined } })
    const strange = await strangeIn(tx, draft.value, content, lines)
    if (strange.length > 0) return fail({ code: 'invalid', issues: strange })
    const change = { ...unsealed, content: storedContent(content), changed_at: act.at }
    const row = await changeFaxFrom(tx, id, revision, change)
    if (!row) return conflict('changed-meanwhile')
    // What was approved was this fax to that recipient.
    if (String(recipientsIn(content)) !== String(recipientsIn(draft.value.content))) await dropApproval(tx, id)
    const broken = await breakSeal(tx, draft.value)
    return ok({ subject, value: { draft: { id, row, content: readContent(row.content) }, broken } })
  })
  if (!saved.ok) return saved
  const { draft, broken } = saved.value
  if (broken) await files.destroy(broken)
  return ok(await draftView(store.read, draft, lines, act.at))
}

/** Forgets a draft's sealed packet; answers the file to remove once that is on disk. The draft must point elsewhere. */
export async function breakSeal(tx: WriteStore, { row }: Draft): Promise<DocumentId | undefined> {
  if (row.packet_id === null) return undefined
  const id = DocumentId.parse(row.packet_id)
  await removeDocument(tx, id)
  return id
}

/** What in this content is not the draft's to have: other drafts' pages, pages that are not there, unknown lines. */
async function strangeIn(
  tx: WriteStore,
  { id, content: before }: Draft,
  content: DraftContent,
  lines: PacketParts['lines'],
): Promise<readonly string[]> {
  const known = new Set([...documentsIn(before), ...(await originalsAddedTo(tx, id))])
  const ids = documentsIn(content).filter((each) => known.has(each))
  const pages = new Map((await findDocuments(tx, ids)).map((row) => [row.id, documentView(row).pages.length]))
  const foreign = content.pages.some(({ documentId, index }) => index >= (pages.get(documentId) ?? 0))
  const line = content.lineId === null || lines.some((each) => each.id === content.lineId)
  return [...(foreign ? ['content.pages'] : []), ...(line ? [] : ['content.lineId'])]
}
