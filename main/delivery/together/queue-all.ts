/** The store's side of sending to several: rows, entries and what stays in the draft, in the act's own transaction. */
import type { Output, Parsed } from '#app/contract/index.ts'
import { stopsOf } from '#app/domain/fax/preflight.ts'
import { twice } from '#app/domain/fax/several.ts'
import { FaxId, makeId, Sha256, type DocumentId, type NumberId } from '#app/domain/ids.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act, type Committed } from '../../door/handler.ts'
import { lineIn, newDraft, unsealed, type Draft } from '../../packet/drafts.ts'
import { storedContent, withRecipients } from '../../packet/content.ts'
import type { KeptRow } from '../../packet/keep.ts'
import { breakSeal } from '../../packet/save.ts'
import type { Judged } from '../../packet/judging/several.ts'
import { insertDocument } from '../../store/faxes/documents.ts'
import { changeFax, insertFax } from '../../store/faxes/faxes.ts'
import { copyOriginals } from '../../store/faxes/originals.ts'
import type { WriteStore } from '../../store/store.ts'
import type { HandlerParts } from '../handlers.ts'
import { putInQueue } from '../queued.ts'

/** A sealed packet whose file is on disk and whose row is not written yet. */
export type Packet = { readonly row: KeptRow; readonly pages: number }

export type Sent = {
  /** The faxes that were queued, in order. */
  readonly ids: readonly FaxId[]
  readonly refused: Output<'faxes.sendEach'>['refused']
  /** Packets that are in the store now. */
  readonly kept: readonly DocumentId[]
  /** A sealed packet of the draft that holds no longer. */
  readonly broken: DocumentId | undefined
}

export type Several = Pick<Parsed<'faxes.sendEach'>, 'plan' | 'urgent'> & {
  readonly draft: Draft
  readonly judged: readonly Judged[]
  readonly packets: ReadonlyMap<NumberId, Packet>
  /** When they are sent off, epoch ms: once their packets are made, so that the whole time to take them back is left. */
  readonly at: number
}

/** @returns what was queued; never nothing: the caller has seen that somebody can get it */
export async function queueAll(
  tx: WriteStore,
  parts: HandlerParts,
  several: Several,
  act: Act,
): Promise<Outcome<Committed<Sent>>> {
  const { draft, judged, packets } = several
  const fit = judged.filter(
    ({ numberId, recipient, checks }) => recipient && packets.has(numberId) && stopsOf(checks).length === 0,
  )
  const refused = judged.filter((one) => !fit.includes(one))
  // Who dials the same number as another gets it there already: nothing is left to be done for them.
  const left = refused.filter(({ checks }) => !checks.includes(twice))
  const broken = await leaveInDraft(tx, draft, left, act)
  const ids: FaxId[] = []
  for (const [place, one] of fit.entries()) {
    const own = left.length === 0 && place === 0
    const id = own ? draft.id : makeId(FaxId, 'fax', parts.chance.bytes(10).toString('hex'))
    await queueOne(tx, parts, several, { one, id, own }, act)
    ids.push(id)
  }
  await noteRefusals(tx, parts, draft.id, refused, act)
  const details = { queued: ids.length, notQueued: refused.length }
  const kept = fit.flatMap(({ numberId }) => packets.get(numberId)?.row.id ?? [])
  return ok({ subject: draft.id, details, value: { ids, refused: refused.map(refusal), kept, broken } })
}

/** The draft goes on with those who did not get it. Its sealed packet was for somebody else, or is copied by now. */
async function leaveInDraft(
  tx: WriteStore,
  draft: Draft,
  left: readonly Judged[],
  act: Act,
): Promise<DocumentId | undefined> {
  const numbers = left.map(({ numberId }) => numberId)
  const content = numbers.length > 0 ? { content: storedContent(withRecipients(draft.content, numbers)) } : {}
  const revision = draft.row.revision + 1
  await changeFax(tx, draft.id, { ...unsealed, ...content, revision, together: draft.id, changed_at: act.at })
  return breakSeal(tx, draft)
}

type One = { readonly one: Judged; readonly id: FaxId; readonly own: boolean }

async function queueOne(
  tx: WriteStore,
  { lines, audit }: HandlerParts,
  { draft, packets, plan, at, urgent = false }: Several,
  { one: { numberId, recipient, content, checks }, id, own }: One,
  act: Act,
): Promise<void> {
  const packet = packets.get(numberId)
  const line = lineIn(content, lines)
  if (!packet || !recipient || !line) throw new TypeError('a fax to nobody, over nothing, or of no pages')
  const { personId } = actorOf(act)
  await insertDocument(tx, packet.row)
  const { confirmed, form_id } = draft.row
  const sealed = { packet_id: packet.row.id, packet_sha256: packet.row.sha256, packet_bytes: packet.row.bytes }
  const fresh = newDraft(id, personId, content, act.at)
  const revision = own ? draft.row.revision + 1 : fresh.revision
  const change = { ...sealed, sealed_revision: revision, pages: packet.pages, together: draft.id }
  if (own) await changeFax(tx, id, { ...change, content: fresh.content })
  else {
    await insertFax(tx, { ...fresh, ...change, confirmed, form_id })
    await copyOriginals(tx, draft.id, id)
  }
  const told = { sha256: Sha256.parse(packet.row.sha256), pages: packet.pages }
  const ready = { id, content, recipient, line, checks, packet: told, urgent, ...(plan ? { plan } : {}) }
  const { reference, details } = await putInQueue(tx, ready, at)
  const entry = { actor: personId, action: 'faxes.send', subject: reference } as const
  await audit.append(tx, { ...entry, details: { ...details, draft: id, together: draft.id } })
}

async function noteRefusals(
  tx: WriteStore,
  { audit }: HandlerParts,
  draftId: FaxId,
  refused: readonly Judged[],
  act: Act,
): Promise<void> {
  for (const { numberId, checks } of refused) {
    const details = {
      number: numberId,
      stops: stopsOf(checks)
        .map(({ result }) => result)
        .join(' '),
    }
    const entry = { actor: actorOf(act).personId, action: 'faxes.send', outcome: 'refused' } as const
    await audit.append(tx, { ...entry, subject: draftId, details })
  }
}

const refusal = ({ numberId, recipient, checks }: Judged): Sent['refused'][number] => ({
  numberId,
  recipient: recipient?.organisation ?? '',
  stops: stopsOf(checks).map(({ result }) => result),
})
