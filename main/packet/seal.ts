/** packet.seal: cover and chosen pages become one PDF. These bytes, and no others, may be sent (promise 3). */
import type { Parsed } from '#app/contract/index.ts'
import type { SealedPacket } from '#app/contract/desk/drafts.ts'
import { coverPages } from '#app/domain/pages/cover.ts'
import { documentLimits } from '#app/domain/pages/document.ts'
import { Sha256, type DocumentId, type FaxId, type NumberId } from '#app/domain/ids.ts'
import { asPages, conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { SealedPdf } from '../documents/client.ts'
import type { Cover } from '../documents/service/protocol.ts'
import { actorOf, type Act, type Actor } from '../door/handler.ts'
import { findDocument, insertDocument } from '../store/faxes/documents.ts'
import { changeFax, type FaxRow } from '../store/faxes/faxes.ts'
import { coverTexts } from '../settings/covers/versions.ts'
import { practiceSetting, readSetting } from '../store/settings.ts'
import type { OnPages } from './call/renditions.ts'
import type { CoverCuts } from './looking/cover.ts'
import { chosenPages, hidingIn, markedPage, onlyTo, runsOf } from './content.ts'
import { coverSheet, senderLine } from './cover-sheet.ts'
import { formIn, lineIn, ownDraft, qualityOf, recipientIn, type Draft } from './drafts.ts'
import { bytesOf, keepBytes } from './keep.ts'
import type { PacketParts } from './parts.ts'
import { prepare, type Prepared } from './call/prepare.ts'
import { breakSeal } from './save.ts'

/** Where the page reads a packet from, relative to its own address. */
export const packetUrl = (id: FaxId): string => `document/packet/${id}`

export type SealingParts = PacketParts & { readonly expectPages: () => OnPages; readonly cuts: CoverCuts }

export async function sealPacket(
  parts: SealingParts,
  { id, revision }: Parsed<'packet.seal'>,
  act: Act,
): Promise<Outcome<SealedPacket>> {
  const actor = actorOf(act)
  act.about({ subject: id })
  const draft = await ownDraft(parts.store.read, id, actor.personId)
  if (!draft.ok) return draft
  if (draft.value.row.revision !== revision) return conflict('changed-meanwhile')
  const quality = qualityOf(draft.value.content, parts.lines)
  const before = await stillSealed(parts, draft.value, act.at)
  if (before) return ok(sealedView(id, before.row, { form: before.form, quality }))
  const chosen = chosenPages(draft.value.content).length
  const further = Math.max(0, coverPages(draft.value.content.cover) - 1)
  if (chosen === 0) return fail({ code: 'stopped', stops: ['no-pages'] })
  if (chosen + further > documentLimits.pagesAtMost) return fail({ code: 'stopped', stops: ['too-many-pages'] })
  const sealed = await seal(parts, draft.value, actor, act.at)
  if (!sealed.ok) return sealed
  const row = await keepPacket(parts, draft.value, sealed.value, act)
  return row.ok ? ok(sealedView(id, row.value, { form: sealed.value.form, quality })) : row
}

/**
 * The packet sealed from this very revision, if there is one, in the form its line now asks for. A seal holds for the day
 * on the cover sheet: a fax sent tomorrow must not carry today's date.
 */
async function stillSealed({ store, lines }: PacketParts, { row, content }: Draft, at: number) {
  if (row.packet_id === null || row.sealed_revision !== row.revision) return undefined
  const packet = await findDocument(store.read, row.packet_id)
  const today = packet && new Date(packet.added_at).toDateString() === new Date(at).toDateString()
  const form = await formIn(store.read, content, lines)
  return packet?.key && today && packet.name === form ? { row, form } : undefined
}

export type SealFor = (draft: Draft, numberId: NumberId, actor: Actor, at: number) => Promise<Outcome<Prepared>>

/**
 * The packet for one of a draft's recipients. What was sealed of this very revision and looked at is taken as it is by
 * the one it was sealed for.
 */
export const sealFor =
  (parts: SealingParts): SealFor =>
  async (draft, numberId, actor, at) => {
    const before = draft.content.numberId === numberId ? await stillSealed(parts, draft, at) : undefined
    const kept = before?.row.packet_id
      ? await bytesOf(parts.files, parts.store.read, before.row.packet_id, 'packet')
      : undefined
    if (before && kept?.ok)
      return ok({
        bytes: kept.value,
        sha256: Sha256.parse(before.row.packet_sha256),
        pages: before.row.pages,
        form: before.form,
      })
    return seal(parts, { ...draft, content: onlyTo(draft.content, numberId) }, actor, at)
  }

async function seal(parts: SealingParts, draft: Draft, actor: Actor, at: number): Promise<Outcome<Prepared>> {
  const onPages = parts.expectPages()
  const sealed = await sealPages(parts, draft, actor, at)
  return asPages(sealed.ok ? await prepare(parts, draft, sealed.value, onPages) : sealed)
}

async function sealPages(parts: SealingParts, draft: Draft, actor: Actor, at: number): Promise<Outcome<SealedPdf>> {
  const runs = runsOf(draft.content)
  const originals = new Map<DocumentId, Uint8Array>()
  for (const documentId of new Set(runs.map((run) => run.documentId))) {
    const bytes = await bytesOf(parts.files, parts.store.read, documentId, 'original')
    if (!bytes.ok) return bytes
    originals.set(documentId, bytes.value)
  }
  const hiding = hidingIn(draft.content)
  const sources = runs.map(({ documentId, pages }) => ({
    bytes: originals.get(documentId) ?? new Uint8Array(),
    pages: pages.map(markedPage),
    ...(hiding.has(documentId) ? { hides: true as const } : {}),
  }))
  const stamp = senderLine(await readSetting(parts.store.read, practiceSetting), at)
  const how = { stamp, quality: qualityOf(draft.content, parts.lines) }
  if (!draft.content.cover.included) return parts.documents.seal({ ...how, sources })
  const cover = await drawCover(parts, draft, actor, at)
  if (!cover.ok) return cover
  const { bytes, pages } = cover.value
  return parts.documents.seal({ ...how, cover: { bytes, pages }, sources })
}

/** The draft's cover sheet as a PDF, of as many pages as `coverPages` says; what is cut on it is remembered. */
export async function drawCover(
  { store, documents, lines, cuts }: PacketParts & { readonly cuts: CoverCuts },
  { id, row, content }: Draft,
  actor: Actor,
  at: number,
): Promise<Outcome<Cover>> {
  const recipient = await recipientIn(store.read, content, at)
  const practice = await readSetting(store.read, practiceSetting)
  const training = lineIn(content, lines)?.capabilities.training ?? false
  const texts = await coverTexts(store.read)
  const drawn = await documents.cover(
    coverSheet({ content, recipient, practice, sender: actor.name, training, texts, at }),
  )
  if (drawn.ok) cuts.keep({ id, revision: row.revision, numberId: content.numberId }, drawn.value.shortened)
  return drawn
}

async function keepPacket(parts: PacketParts, draft: Draft, sealed: Prepared, act: Act): Promise<Outcome<FaxRow>> {
  const { personId } = actorOf(act)
  const facts = { kind: 'packet', name: sealed.form, pages: [], by: personId, at: act.at } as const
  const kept = await keepBytes(parts, sealed.bytes, facts, (document) =>
    act.commit(async (tx) => {
      const now = await ownDraft(tx, draft.id, personId)
      if (!now.ok) return now
      const { revision } = now.value.row
      if (revision !== draft.row.revision) return conflict('changed-meanwhile')
      await insertDocument(tx, document)
      const packet = { packet_id: document.id, packet_sha256: sealed.sha256, packet_bytes: sealed.bytes.byteLength }
      const row = await changeFax(tx, draft.id, { ...packet, sealed_revision: revision, pages: sealed.pages })
      if (!row) throw new TypeError('a draft gone within its own transaction')
      const broken = await breakSeal(tx, now.value)
      const { sha256, pages, form } = sealed
      const details = { sha256, pages, bytes: sealed.bytes.byteLength, form }
      return ok({ subject: draft.id, details, value: { row, broken } })
    }),
  )
  if (!kept.ok) return kept
  if (kept.value.broken) await parts.files.destroy(kept.value.broken)
  return ok(kept.value.row)
}

const sealedView = (faxId: FaxId, row: FaxRow, how: Pick<SealedPacket, 'form' | 'quality'>): SealedPacket => ({
  faxId,
  revision: row.revision,
  sha256: Sha256.parse(row.packet_sha256),
  bytes: row.packet_bytes ?? 0,
  pages: row.pages,
  ...how,
})
