/** A draft as it is stored and as the page sees it. A draft is its author's own: to everyone else it does not exist. */
import {
  DocumentView,
  type DraftContent,
  type DraftSummary,
  type DraftView,
  type OneOfMany,
} from '#app/contract/desk/drafts.ts'
import { FaxId, PersonId } from '#app/domain/ids.ts'
import { formOf, qualityOver, type PacketForm } from '#app/domain/fax/packet-form.ts'
import type { Quality } from '#app/domain/fax/quality.ts'
import { stopsOf, type Check } from '#app/domain/fax/preflight.ts'
import { aboutRecipient, checksOfSeveral } from '#app/domain/fax/several.ts'
import { coverMissing, type CoverTexts } from '#app/domain/pages/cover.ts'
import type { Purpose } from '#app/domain/purpose/purpose.ts'
import { costOf } from '#app/domain/fax/line-price.ts'
import { plainRules } from '#app/domain/fax/retry.ts'
import { callOf } from '#app/domain/pages/rendition.ts'
import { notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { readRules } from '../delivery/rules.ts'
import type { Line } from '../lines/line.ts'
import { approvalFor, approvalView } from '../recipients/approval/approval.ts'
import { recipientOf, type Recipient } from '../recipients/recipient.ts'
import { contactViewOf, contactViews } from '../recipients/views.ts'
import { lastSentTo } from '../store/faxes/together.ts'
import { findDocument, findDocuments, type DocumentRow } from '../store/faxes/documents.ts'
import { findFax, type FaxChange, type FaxRow, type NewFax } from '../store/faxes/faxes.ts'
import type { ReadStore } from '../store/store.ts'
import { coverTexts } from '../settings/covers/versions.ts'
import { sentBefore } from './sent-before.ts'
import { checksOf, documentsIn, estimateMs, pagesTotal, readContent, recipientsIn, storedContent } from './content.ts'
import { groundsOf } from './judging/grounds.ts'
import { judgeEach, type Judged } from './judging/several.ts'

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

/** The same, with the approval that this draft may be sent off on, if somebody gave one; none for several recipients. */
export async function addressedTo(
  db: ReadStore,
  { id, row, content }: Draft,
  now: number,
): Promise<Recipient | undefined> {
  const recipient = await recipientIn(db, content, now)
  if (!recipient || recipientsIn(content).length > 1) return recipient
  return { ...recipient, approval: await approvalFor(db, { id, by: PersonId.parse(row.person_id) }, recipient, now) }
}

export const lineIn = ({ lineId }: DraftContent, lines: readonly Line[]): Line | undefined =>
  lines.find(({ id }) => id === lineId)

/** How finely the draft's pages go over its line. */
export const qualityOf = (content: DraftContent, lines: readonly Line[]): Quality =>
  qualityOver(content.quality, lineIn(content, lines)?.capabilities)

/** In which form its pages are handed over, as things stand. */
export async function formIn(db: ReadStore, content: DraftContent, lines: readonly Line[]): Promise<PacketForm> {
  const rule = content.lineId === null ? undefined : (await readRules(db))(content.lineId).form
  return formOf(lineIn(content, lines)?.kind, content.packetForm, rule)
}

export function documentView(row: DocumentRow): DocumentView {
  const { id, name, bytes, sha256, pages } = row
  return DocumentView.parse({ id, name, bytes, sha256, pages: JSON.parse(pages) })
}

/** @param now epoch ms, by which verification is judged */
export async function draftView(db: ReadStore, draft: Draft, lines: readonly Line[], now: number): Promise<DraftView> {
  const { id, row, content } = draft
  const recipient = await addressedTo(db, draft, now)
  const contact = recipient && (await contactViewOf(db, recipient.contactId, now))
  const several = recipientsIn(content).length > 1 ? await judgeEach(db, draft, lineIn(content, lines), now) : []
  const form = row.form_id === null ? undefined : await findDocument(db, row.form_id)
  const usual = contact && (contact.defaultPurpose ?? (await lastPurpose(db, content)))
  const ids = documentsIn(content)
  const documents = new Map((await findDocuments(db, ids)).map((document) => [document.id, document]))
  const shown = ids.flatMap((each) => documents.get(each) ?? [])
  const { asked } = await coverTexts(db)
  const { price, call } = content.lineId === null ? plainRules : (await readRules(db))(content.lineId)
  const estimate = estimateMs(content, callOf(call))
  return {
    id,
    revision: row.revision,
    content,
    documents: shown.map(documentView),
    sentBefore: [...(await sentBefore(db, row, shown, lineIn(content, lines)?.capabilities.training ?? false))],
    ...(contact ? { recipient: contact } : {}),
    ...(recipient?.approval ? { approval: await approvalView(db, recipient.approval) } : {}),
    lookAlikes: [...(recipient?.lookAlikes ?? [])],
    recipients: await eachView(db, several, now),
    checks: [...draftChecks(draft, recipient, { several, asked }, lines, now)],
    coverMissing: [...coverMissing(asked, content.cover, recipient?.person ?? '')],
    ...(form ? { form: documentView(form) } : {}),
    ...(usual ? { usualPurpose: usual } : {}),
    savedAt: row.changed_at,
    pagesTotal: pagesTotal(content),
    estimateMs: estimate,
    ...(price ? { estimateUsd: costOf(price, estimate, pagesTotal(content)) } : {}),
  }
}

/** The checks of a draft as a whole, however many it goes to. */
function draftChecks(
  { row, content }: Pick<Draft, 'row' | 'content'>,
  recipient: Recipient | undefined,
  { several, asked }: { readonly several: readonly Judged[]; readonly asked: CoverTexts['asked'] },
  lines: readonly Line[],
  now: number,
): readonly Check[] {
  if (several.length > 0) return checksOfSeveral(several.map(({ checks }) => checks))
  return checksOf(content, recipient, lineIn(content, lines), now, groundsOf(row, content), asked)
}

async function eachView(db: ReadStore, several: readonly Judged[], now: number): Promise<OneOfMany[]> {
  const ids = several.flatMap(({ recipient }) => recipient?.contactId ?? [])
  const contacts = new Map((await contactViews(db, ids, now)).map((contact) => [contact.id, contact]))
  return several.map(({ numberId, recipient, checks }) => {
    const contact = recipient && contacts.get(recipient.contactId)
    const said = checks.filter((check) => aboutRecipient(check) && check.verdict !== 'passed')
    return { numberId, ...(contact ? { contact } : {}), checks: said }
  })
}

/** Why the last fax went to the chosen number; what was said of it in no word of the list is not suggested again. */
async function lastPurpose(db: ReadStore, { numberId }: DraftContent): Promise<Purpose | undefined> {
  const last = numberId === null ? undefined : await lastSentTo(db, numberId)
  const purpose = last && readContent(last.content).purpose
  return purpose && purpose !== 'other' ? purpose : undefined
}

export async function draftSummary(
  db: ReadStore,
  row: FaxRow,
  lines: readonly Line[],
  now: number,
): Promise<DraftSummary> {
  const content = readContent(row.content)
  const recipient = await addressedTo(db, { id: FaxId.parse(row.id), row, content }, now)
  const others = recipientsIn(content).length - 1
  const several = others > 0 ? await judgeEach(db, { row, content }, lineIn(content, lines), now) : []
  const { asked } = await coverTexts(db)
  const stops = stopsOf(draftChecks({ row, content }, recipient, { several, asked }, lines, now))
  return {
    id: FaxId.parse(row.id),
    ...(recipient ? { recipient: recipient.organisation } : {}),
    ...(others > 0 ? { others } : {}),
    reference: content.cover.reference,
    pages: pagesTotal(content),
    missing: stops.map(({ result }) => result),
    savedAt: row.changed_at,
  }
}
