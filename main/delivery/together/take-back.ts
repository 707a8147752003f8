/** faxes.undo: what one act sent is a draft again, all of it that has not left. Nothing here touches a line. */
import type { Output } from '#app/contract/index.ts'
import type { FaxState } from '#app/domain/fax/fax.ts'
import { DocumentId, FaxId, NumberId } from '#app/domain/ids.ts'
import { conflict, fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../../door/handler.ts'
import { readContent, recipientsIn, storedContent, withRecipients } from '../../packet/content.ts'
import { unsealed } from '../../packet/drafts.ts'
import { dropApproval } from '../../store/contacts/approvals.ts'
import { removeDocument } from '../../store/faxes/drafts.ts'
import { changeFax, findFax, type FaxRow } from '../../store/faxes/faxes.ts'
import { removeUnsent, sentTogether } from '../../store/faxes/together.ts'
import type { ReadStore, WriteStore } from '../../store/store.ts'
import { neverSent } from '../queued.ts'
import type { TogetherParts } from './send-each.ts'

type Undone = Output<'faxes.undo'>

const draftState: FaxState = { phase: 'draft' }

/** Every fax that the act which sent this one has made, this one as well; in the order of sending. */
export async function sameAct(db: ReadStore, row: FaxRow): Promise<readonly FaxRow[]> {
  if (row.together === null) return [row]
  const all = await sentTogether(db, row.together)
  return all.filter((other) => other.sent_at === row.sent_at && other.person_id === row.person_id)
}

/** Faults: not-found, forbidden, conflict already-gone. */
export async function takeBack({ files, audit }: TogetherParts, id: FaxId, act: Act): Promise<Outcome<Undone>> {
  const gone: DocumentId[] = []
  const { personId } = actorOf(act)
  const done = await act.commit(async (tx) => {
    const row = await findFax(tx, id)
    if (!row?.reference) return notFound
    if (row.person_id !== personId) return fail({ code: 'forbidden', needs: 'own-fax' })
    if (row.phase !== 'held') return conflict('already-gone')
    const all = await sameAct(tx, row)
    const held = all.filter(({ phase }) => phase === 'held')
    const draft =
      held.length === 1 && row.together === null ? await asItWas(tx, row, act) : await asOneDraft(tx, held, gone, act)
    for (const other of held.filter((one) => one.id !== id)) {
      const entry = { actor: personId, action: 'faxes.undo', subject: other.reference ?? other.id } as const
      await audit.append(tx, { ...entry, details: { draft } })
    }
    const value = { id: draft, takenBack: held.length, left: all.length - held.length }
    const details = all.length > 1 ? { draft, takenBack: value.takenBack, onTheirWay: value.left } : { draft }
    return ok({ subject: row.reference, details, value })
  })
  if (done.ok) for (const document of gone) await files.destroy(document)
  return done
}

/** A fax that was sent alone: its pages stay sealed. */
async function asItWas(tx: WriteStore, row: FaxRow, act: Act): Promise<FaxId> {
  const id = FaxId.parse(row.id)
  await dropApproval(tx, id)
  await changeFax(tx, id, {
    ...neverSent,
    phase: draftState.phase,
    state: JSON.stringify(draftState),
    changed_at: act.at,
  })
  return id
}

/** Several as the one draft they came from, with everybody in it who did not get it. */
async function asOneDraft(tx: WriteStore, held: readonly FaxRow[], gone: DocumentId[], act: Act): Promise<FaxId> {
  const [first] = held
  if (!first) throw new TypeError('nothing to take back')
  const origin = await findFax(tx, first.together ?? first.id)
  const inDraft = origin?.phase === 'draft' && origin.person_id === first.person_id
  const keeper = origin && (inDraft || held.some(({ id }) => id === origin.id)) ? origin : first
  const back = held.flatMap(({ number_id }) => (number_id === null ? [] : NumberId.parse(number_id)))
  const content = readContent(keeper.content)
  const all = inDraft ? [...back, ...recipientsIn(content)] : back
  const id = FaxId.parse(keeper.id)
  await dropApproval(tx, id)
  await changeFax(tx, id, {
    ...neverSent,
    ...unsealed,
    phase: draftState.phase,
    state: JSON.stringify(draftState),
    content: storedContent(withRecipients(content, [...new Set(all)])),
    revision: keeper.revision + 1,
    together: null,
    discarded_at: null,
    changed_at: act.at,
  })
  for (const row of held) if (row.id !== keeper.id) await removeUnsent(tx, FaxId.parse(row.id), neverSent)
  const packets = [...held, keeper].flatMap(({ packet_id }) => (packet_id === null ? [] : DocumentId.parse(packet_id)))
  for (const packet of new Set(packets)) {
    await removeDocument(tx, packet)
    gone.push(packet)
  }
  return id
}
