/** packet.measure: the call with exactly these pages, from the bytes the far machine would be sent. */
import type { PacketMeasure } from '#app/contract/desk/drafts.ts'
import type { Parsed } from '#app/contract/index.ts'
import { costOf } from '#app/domain/fax/line-price.ts'
import { plainRules } from '#app/domain/fax/retry.ts'
import { Sha256 } from '#app/domain/ids.ts'
import { asPages, conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { callMs, callOf, parameterK, type CallKind, type RenditionQuality } from '#app/domain/pages/rendition.ts'
import { readRules } from '../../delivery/rules.ts'
import type { RenditionPage } from '../../documents/service/protocol.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { ownDraft, qualityOf } from '../drafts.ts'
import { bytesOf } from '../keep.ts'
import type { PacketParts } from '../parts.ts'
import type { Renditions } from './renditions.ts'

export async function measurePacket(
  { store, files, lines, documents }: PacketParts,
  renditions: Renditions,
  { id, sha256 }: Parsed<'packet.measure'>,
  act: Act,
): Promise<Outcome<PacketMeasure>> {
  act.about({ subject: id })
  const draft = await ownDraft(store.read, id, actorOf(act).personId)
  if (!draft.ok) return draft
  const { row, content } = draft.value
  if (row.packet_id === null) return notFound
  if (row.packet_sha256 !== sha256) return conflict('packet-differs')
  const packet = await bytesOf(files, store.read, row.packet_id, 'packet')
  if (!packet.ok) return packet
  const quality = qualityOf(content, lines)
  const made = await renditions.of(sha256, quality, packet.value)
  if (!made.ok) return asPages(made)
  const { price, call } = content.lineId === null ? plainRules : (await readRules(store.read))(content.lineId)
  const kind = callOf(call)
  const coded = await codedBytes(documents, made.value.pages, kind, quality)
  if (!coded.ok) return asPages(coded)
  const durationMs = callMs(coded.value, kind)
  const usd = price && costOf(price, durationMs, coded.value.length)
  const bytes = coded.value.reduce((sum, size) => sum + size, 0)
  return ok({ sha256: Sha256.parse(sha256), bytes, durationMs, ...(usd === undefined ? {} : { usd }) })
}

/** How many bytes each page has in the coding of the call. */
const codedBytes = async (
  documents: PacketParts['documents'],
  pages: readonly RenditionPage[],
  { coding }: CallKind,
  quality: RenditionQuality,
): Promise<Outcome<readonly number[]>> =>
  coding === 'g4' ? ok(pages.map(({ g4 }) => g4.byteLength)) : documents.plainBytes(pages, parameterK(coding, quality))
