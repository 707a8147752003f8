/** Bytes for the page, behind the same questions as every call: who asks, and is it theirs to see? */
import { FaxId } from '#app/domain/ids.ts'
import { fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Right } from '#app/domain/rights.ts'
import type { Actor } from '../door/handler.ts'
import { mayOpen } from '../people/work/own-fax.ts'
import { draftsOf, originalsAddedTo } from '../store/faxes/drafts.ts'
import { findFax, type FaxRow } from '../store/faxes/faxes.ts'
import { documentsIn, markedPage, readContent } from './content.ts'
import { ownDraft, qualityOf } from './drafts.ts'
import { readForm } from './judging/form.ts'
import { bytesOf } from './keep.ts'
import type { PacketParts } from './parts.ts'
import type { Renditions } from './call/renditions.ts'
import type { CoverCuts } from './looking/cover.ts'
import { pageInRoom, type PageInRoom } from './looking/page-name.ts'
import type { Thumbs } from './looking/thumbs.ts'
import { drawCover } from './seal.ts'

export type PacketBytes = {
  /** An original in one of the person's own drafts, as it was dropped. */
  readonly readOriginal: (documentId: string, actor: Actor) => Promise<Outcome<Uint8Array>>
  /**
   * One page of the cover sheet of the person's own draft, as saved, drawn now: a PNG as large as the room lets it be. The
   * page is named as `pageInRoom` says; `signal` calls it off.
   */
  readonly readCover: (page: string, actor: Actor, signal?: AbortSignal) => Promise<Outcome<Uint8Array>>
  /** The sealed packet: of the person's own draft, or of a fax that was sent; the latter is recorded. */
  readonly readPacket: (faxId: string, actor: Actor) => Promise<Outcome<Uint8Array>>
  /** One page of the sealed packet, in its colours; as `readCover`. */
  readonly readSealed: (page: string, actor: Actor, signal?: AbortSignal) => Promise<Outcome<Uint8Array>>
  /** The same as the far machine prints it: dot for dot, or greys where there is less room. */
  readonly readReceived: (page: string, actor: Actor, signal?: AbortSignal) => Promise<Outcome<Uint8Array>>
  /** One page of the person's own draft, as saved, as it would be printed with its marks. `page` is `<fax id>-<place, from 0>`. */
  readonly readTrial: (page: string, actor: Actor, signal?: AbortSignal) => Promise<Outcome<Uint8Array>>
  /** A page of an original in the person's own draft as a small grey PNG. `page` is `<fax id>-<document id>-<page, from 0>`. */
  readonly readThumb: (page: string, actor: Actor, signal?: AbortSignal) => Promise<Outcome<Uint8Array>>
  /** The signed authorization of the person's own draft, or of a fax that was sent; the latter is recorded. */
  readonly readForm: (faxId: string, actor: Actor) => Promise<Outcome<Uint8Array>>
  /** For the engine: the sealed packet by its document id. Asks nobody, records nothing. */
  readonly packetBytes: (documentId: string) => Promise<Outcome<Uint8Array>>
}

/** A viewer reads a file in many ranges; within this time (ms) they are one opening. */
const oneOpeningMs = 60_000

type Looking = { readonly renditions: Renditions; readonly thumbs: Thumbs; readonly cuts: CoverCuts }

export function createPacketBytes(parts: PacketParts, { renditions, thumbs, cuts }: Looking): PacketBytes {
  const { store, files, audit, clock, documents } = parts
  const opened = new Map<string, number>()
  const packetBytes: PacketBytes['packetBytes'] = (id) => bytesOf(files, store.read, id, 'packet')

  type Opened = { readonly row: FaxRow; readonly what: 'packet' | 'form' }

  async function recordOpening({ row, what }: Opened, { personId }: Actor): Promise<void> {
    const key = `${personId} ${row.id} ${what}`
    const before = opened.get(key)
    const now = clock.now()
    if (before !== undefined && now - before < oneOpeningMs) return
    const about = { sha256: row.packet_sha256 ?? '', pages: row.pages }
    const details = what === 'packet' ? about : { form: row.form_id ?? '' }
    const entry = { actor: personId, action: 'document.opened', subject: row.reference ?? row.id, details } as const
    await store.write((tx) => audit.append(tx, entry))
    for (const [old, at] of opened) if (now - at >= oneOpeningMs) opened.delete(old)
    opened.set(key, now)
  }

  async function readOriginal(documentId: string, actor: Actor): Promise<Outcome<Uint8Array>> {
    if (!may(actor, 'fax.send')) return forbidden('fax.send')
    for (const row of await draftsOf(store.read, actor.personId)) {
      const shown: readonly string[] = documentsIn(readContent(row.content))
      const mine = shown.includes(documentId) || (await addedTo(row.id)).includes(documentId)
      if (mine) return bytesOf(files, store.read, documentId, 'original')
    }
    return notFound
  }

  const addedTo = (id: string): Promise<readonly string[]> => originalsAddedTo(store.read, FaxId.parse(id))

  async function readCover(page: string, actor: Actor, signal?: AbortSignal): Promise<Outcome<Uint8Array>> {
    if (!may(actor, 'fax.send')) return forbidden('fax.send')
    const asked = pageInRoom(page)
    if (!asked) return notFound
    const draft = await ownDraft(store.read, asked.id, actor.personId)
    if (!draft.ok) return draft
    const drawn = await drawCover({ ...parts, cuts }, draft.value, actor, clock.now())
    if (!drawn.ok) return drawn
    return asked.index < drawn.value.pages ? pictureOf(drawn.value.bytes, asked, signal) : notFound
  }

  async function pictureOf(bytes: Uint8Array, { index, box }: PageInRoom, signal?: AbortSignal) {
    const picture = await documents.picture(bytes, index, box, { signal })
    return picture.ok ? ok(picture.value.png) : picture
  }

  async function readPacket(faxId: string, actor: Actor): Promise<Outcome<Uint8Array>> {
    const row = await findFax(store.read, faxId)
    if (!row || row.packet_id === null || row.phase_group === 'discarded') return notFound
    if (row.phase_group === 'draft') {
      return row.person_id === actor.personId && may(actor, 'fax.send') ? packetBytes(row.packet_id) : notFound
    }
    if (!may(actor, 'fax.read')) return forbidden('fax.read')
    // The code on a test fax is the recipient's to read, not ours.
    if (row.kind === 'test') return notFound
    const allowed = await mayOpen(store.read, actor, row, clock.now())
    if (!allowed.ok) return allowed
    const bytes = await packetBytes(row.packet_id)
    if (bytes.ok) await recordOpening({ row, what: 'packet' }, actor)
    return bytes
  }

  type Asked = { readonly asked: PageInRoom; readonly row: FaxRow; readonly packet: Uint8Array }

  /** A page of a packet that this person may see. */
  async function packetPage(page: string, actor: Actor): Promise<Outcome<Asked>> {
    const asked = pageInRoom(page)
    if (!asked) return notFound
    const packet = await readPacket(asked.id, actor)
    if (!packet.ok) return packet
    const row = await findFax(store.read, asked.id)
    return row && asked.index < row.pages ? ok({ asked, row, packet: packet.value }) : notFound
  }

  async function readSealed(page: string, actor: Actor, signal?: AbortSignal): Promise<Outcome<Uint8Array>> {
    const found = await packetPage(page, actor)
    return found.ok ? pictureOf(found.value.packet, found.value.asked, signal) : found
  }

  async function readReceived(page: string, actor: Actor, signal?: AbortSignal): Promise<Outcome<Uint8Array>> {
    const found = await packetPage(page, actor)
    if (!found.ok) return found
    const { row, packet, asked } = found.value
    const { index, box } = asked
    const quality = qualityOf(readContent(row.content), parts.lines)
    const kept = renditions.kept(row.packet_sha256 ?? '', quality)
    const drawn = kept ? ok(kept) : await documents.rendition(packet, quality, { first: index, count: 1, signal })
    if (!drawn.ok) return drawn
    const wanted = drawn.value.pages[kept ? index : 0]
    if (!wanted) return notFound
    const picture = await documents.renditionPage(wanted, { signal, window: { box, quality } })
    return picture.ok ? ok(picture.value.png) : picture
  }

  async function readTrial(page: string, actor: Actor, signal?: AbortSignal): Promise<Outcome<Uint8Array>> {
    if (!may(actor, 'fax.send')) return forbidden('fax.send')
    const [, id, place] = /^(fax_[0-9a-f]{20})-(\d{1,4})$/.exec(page) ?? []
    const draft = id === undefined ? notFound : await ownDraft(store.read, FaxId.parse(id), actor.personId)
    if (!draft.ok) return draft
    const { pages } = draft.value.content
    const quality = qualityOf(draft.value.content, parts.lines)
    const chosen = pages[Number(place)]
    if (!chosen) return notFound
    const bytes = await bytesOf(files, store.read, chosen.documentId, 'original')
    if (!bytes.ok) return bytes
    const drawn = await documents.trial({ bytes: bytes.value, pages: [markedPage(chosen)] }, quality, { signal })
    return drawn.ok ? ok(drawn.value.png) : drawn
  }

  async function readThumb(page: string, actor: Actor, signal?: AbortSignal): Promise<Outcome<Uint8Array>> {
    if (!may(actor, 'fax.send')) return forbidden('fax.send')
    const [, id, documentId = '', index] = /^(fax_[0-9a-f]{20})-(document_[0-9a-f]{20})-(\d{1,4})$/.exec(page) ?? []
    const draft = id === undefined ? notFound : await ownDraft(store.read, FaxId.parse(id), actor.personId)
    if (!draft.ok) return draft
    const shown: readonly string[] = documentsIn(draft.value.content)
    if (!shown.includes(documentId) && !(await addedTo(draft.value.id)).includes(documentId)) return notFound
    const original = () => bytesOf(files, store.read, documentId, 'original')
    return thumbs.of({ documentId, index: Number(index) }, original, signal)
  }

  async function readFormOf(faxId: string, actor: Actor): Promise<Outcome<Uint8Array>> {
    const form = await readForm(parts, faxId, actor)
    if (!form.ok) return form
    if (form.value.sent) await recordOpening({ row: form.value.sent, what: 'form' }, actor)
    return ok(form.value.bytes)
  }

  return {
    readOriginal,
    readCover,
    readPacket,
    readSealed,
    readReceived,
    readTrial,
    readThumb,
    readForm: readFormOf,
    packetBytes,
  }
}

const may = (actor: Actor, right: Right): boolean => actor.rights.includes(right)
const forbidden = (needs: Right): Outcome<never> => fail({ code: 'forbidden', needs })
