/** A draft as it is stored and as the page sees it. A draft is its author's own: to everyone else it does not exist. */
import { DocumentView, type DraftContent, type DraftSummary, type DraftView } from '#app/contract/desk/drafts.ts'
import { FaxId, type PersonId } from '#app/domain/ids.ts'
import { costOf } from '#app/domain/fax/line-price.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { readRules } from '../delivery/rules.ts'
import type { Line } from '../lines/line.ts'
import { recipientOf, type Recipient } from '../recipients/recipient.ts'
import { contactViewOf } from '../recipients/views.ts'
import { findDocuments, type DocumentRow } from '../store/faxes/documents.ts'
import { findFax, type FaxChange, type FaxRow, type NewFax } from '../store/faxes/faxes.ts'
import type { ReadStore } from '../store/store.ts'
import { sentBefore } from './sent-before.ts'
import { checksOf, documentsIn, estimateMs, pagesTotal, readContent, storedContent } from './content.ts'

export type Draft = { readonly id: FaxId; readonly row: FaxRow; readonly content: DraftContent }

/** A person's own draft. Fault: not-found, for one that is discarded, sent or somebody else's. */
export async function ownDraft(db: ReadStore, id: FaxId, personId: PersonId): Promise<Outcome<Draft>> {
  const row = await findFax(db, id)
  if (row?.phase_group !== 'draft' || row.person_id !== personId) return notFound
  return ok({ id, row, content: readContent(row.content) })
}

/** A draft as it is first written. */
export const newDraft = (id: FaxId, personId: PersonId, content: DraftContent, at: number): NewFax => ({
  id,
  phase: 'draft',
  state: JSON.stringify({ phase: 'draft' }),
  revision: 1,
  content: storedContent(content),
  person_id: personId,
  e164: '',
  organisation: '',
  department: '',
  person: '',
  regarding: '',
  pages: 0,
  training: 0,
  overlooked: '[]',
  changed_at: at,
})

/** What a changed draft loses: what was sealed is not what would go any more. */
export const unsealed: FaxChange = {
  packet_id: null,
  packet_sha256: null,
  packet_bytes: null,
  sealed_revision: null,
  pages: 0,
}

export const recipientIn = async (
  db: ReadStore,
  { numberId }: DraftContent,
  now: number,
): Promise<Recipient | undefined> => (numberId === null ? undefined : recipientOf(db, numberId, now))

export const lineIn = ({ lineId }: DraftContent, lines: readonly Line[]): Line | undefined =>
  lines.find(({ id }) => id === lineId)

export function documentView(row: DocumentRow): DocumentView {
  const { id, name, bytes, sha256, pages } = row
  return DocumentView.parse({ id, name, bytes, sha256, pages: JSON.parse(pages) })
}

/** @param now epoch ms, by which verification is judged */
export async function draftView(db: ReadStore, draft: Draft, lines: readonly Line[], now: number): Promise<DraftView> {
  const { id, row, content } = draft
  const recipient = await recipientIn(db, content, now)
  const contact = recipient && (await contactViewOf(db, recipient.contactId, now))
  const ids = documentsIn(content)
  const documents = new Map((await findDocuments(db, ids)).map((document) => [document.id, document]))
  const shown = ids.flatMap((each) => documents.get(each) ?? [])
  const estimate = estimateMs(content)
  const price = content.lineId === null ? undefined : (await readRules(db))(content.lineId).price
  return {
    id,
    revision: row.revision,
    content,
    documents: shown.map(documentView),
    sentBefore: [...(await sentBefore(db, row, shown, lineIn(content, lines)?.capabilities.training ?? false))],
    ...(contact ? { recipient: contact } : {}),
    lookAlikes: [...(recipient?.lookAlikes ?? [])],
    checks: [...checksOf(content, recipient, lineIn(content, lines), now)],
    savedAt: row.changed_at,
    pagesTotal: pagesTotal(content),
    estimateMs: estimate,
    ...(price ? { estimateUsd: costOf(price, estimate, pagesTotal(content)) } : {}),
  }
}

export async function draftSummary(
  db: ReadStore,
  row: FaxRow,
  lines: readonly Line[],
  now: number,
): Promise<DraftSummary> {
  const content = readContent(row.content)
  const recipient = await recipientIn(db, content, now)
  const stops = checksOf(content, recipient, lineIn(content, lines), now).filter(({ verdict }) => verdict === 'stop')
  return {
    id: FaxId.parse(row.id),
    ...(recipient ? { recipient: recipient.organisation } : {}),
    reference: content.cover.reference,
    pages: pagesTotal(content),
    missing: stops.map(({ result }) => result),
    savedAt: row.changed_at,
  }
}
