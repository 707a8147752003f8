/**
 * faxes.send and faxes.undo: a draft becomes a fax, and within ten seconds a draft again. Nothing here touches a line.
 */
import type { Parsed } from '#app/contract/index.ts'
import { advance, type FaxState } from '#app/domain/fax/fax.ts'
import { FaxReference, type FaxId } from '#app/domain/ids.ts'
import { conflict, fail, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { stopsOf } from '#app/domain/fax/preflight.ts'
import { leftIn, withPageChecks } from '#app/domain/pages/page-checks.ts'
import { actorOf, type Act, type Committed } from '../door/handler.ts'
import { chosenPages, checksOf } from '../packet/content.ts'
import { lineIn, ownDraft, recipientIn } from '../packet/drafts.ts'
import { markUsed } from '../store/contacts/contacts.ts'
import { changeFax, findFax, type FaxChange } from '../store/faxes/faxes.ts'
import { nextNumber } from '../store/settings.ts'
import type { WriteStore } from '../store/store.ts'
import type { HandlerParts } from './handlers.ts'

/** How long a person can take a fax back before it leaves, in ms (design, "Undo bar"). */
export const undoMs = 10_000

/** The draft as a held fax, in one transaction with its entry. Faults: not-found, stopped, conflict. */
export const queueFax = (parts: HandlerParts, input: Parsed<'faxes.send'>, act: Act): Promise<Outcome<FaxId>> =>
  act.commit((tx) => queue(tx, parts, input, act))

async function queue(
  tx: WriteStore,
  { lines, factsOf }: HandlerParts,
  { id, revision, sha256, plan, urgent = false }: Parsed<'faxes.send'>,
  act: Act,
): Promise<Outcome<Committed<FaxId>>> {
  const draft = await ownDraft(tx, id, actorOf(act).personId)
  if (!draft.ok) return draft
  const { row, content } = draft.value
  if (row.revision !== revision) return conflict('changed-meanwhile')
  if (row.sealed_revision !== revision || row.packet_sha256 !== sha256) return conflict('packet-differs')
  const recipient = await recipientIn(tx, content, act.at)
  const line = lineIn(content, lines)
  const checks = withPageChecks(checksOf(content, recipient, line, act.at), content, factsOf)
  const stops = stopsOf(checks)
  if (stops.length > 0 || !recipient || !line)
    return fail({ code: 'stopped', stops: stops.map(({ result }) => result) })
  const looks = checks.filter(({ verdict }) => verdict === 'look')
  const reference = referenceOf(await nextNumber(tx, 'fax-reference'))
  const state: FaxState = { phase: 'held', until: act.at + undoMs, ...(plan ? { plan } : {}) }
  if (!advance({ phase: 'draft' }, state)) throw new TypeError('a draft that cannot be held')
  const { organisation, department, person, e164, numberId } = recipient
  await changeFax(tx, id, {
    reference,
    phase: state.phase,
    state: JSON.stringify(state),
    due_at: state.until,
    organisation,
    department,
    person,
    e164,
    number_id: numberId,
    regarding: content.cover.reference.trim(),
    line_id: line.id,
    training: line.capabilities.training ? 1 : 0,
    overlooked: JSON.stringify(looks),
    urgent: urgent ? 1 : 0,
    last_reason: null,
    sent_at: act.at,
    changed_at: act.at,
  })
  await markUsed(tx, numberId, act.at)
  const how = { ...(plan ? { plan: plan.kind } : {}), ...(urgent ? { urgent } : {}) }
  const left = leftIn(content)
  const details = {
    ...how,
    ...(left.length > 0 ? { left: left.join(', ') } : {}),
    sha256,
    pages: row.pages,
    chosen: chosenPages(content).length,
    line: line.id,
    looks: looks.length,
  }
  const [lookAlike] = recipient.lookAlikes
  const seen = lookAlike ? { lookAlike: lookAlike.likeness, ofContact: lookAlike.contactId } : {}
  return ok({ subject: reference, details: { ...details, ...seen, draft: id }, value: id })
}

/** `FD-00001`, and longer once a hundred thousand are used up. */
export const referenceOf = (number: number): FaxReference => FaxReference.parse(`FD-${String(number).padStart(5, '0')}`)

/** What a sent fax has and a draft has not. */
const neverSent: FaxChange = {
  reference: null,
  due_at: null,
  sent_at: null,
  number_id: null,
  line_id: null,
  training: 0,
  urgent: 0,
  e164: '',
  organisation: '',
  department: '',
  person: '',
  regarding: '',
  overlooked: '[]',
}

/** A held fax as a draft again. Faults: not-found, forbidden, conflict already-gone. */
export const takeBack = (id: FaxId, act: Act): Promise<Outcome<FaxId>> =>
  act.commit(async (tx) => {
    const row = await findFax(tx, id)
    if (!row?.reference) return notFound
    if (row.person_id !== actorOf(act).personId) return fail({ code: 'forbidden', needs: 'own-fax' })
    if (row.phase !== 'held') return conflict('already-gone')
    const state: FaxState = { phase: 'draft' }
    await changeFax(tx, id, { ...neverSent, phase: state.phase, state: JSON.stringify(state), changed_at: act.at })
    return ok({ subject: row.reference, details: { draft: id }, value: id })
  })
