/** What a person can do about a fax that left: stop it, settle it, send it again as a new one. */
import type { Parsed } from '#app/contract/index.ts'
import { final, type FaxState } from '#app/domain/fax/fax.ts'
import { FaxId, makeId, type PersonId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Cancelled } from '../lines/line.ts'
import { actorOf, type Act, type Committed } from '../door/handler.ts'
import { documentsIn, readContent } from '../packet/content.ts'
import { newDraft } from '../packet/drafts.ts'
import { attemptsOf } from '../store/faxes/attempts.ts'
import { outboxFax, type OutboxFax } from '../store/faxes/delivery.ts'
import { findDocuments } from '../store/faxes/documents.ts'
import { changeFax, findFax, insertFax } from '../store/faxes/faxes.ts'
import type { WriteStore } from '../store/store.ts'
import { afterStop, planned, underway, type Move } from './engine/decide.ts'
import type { HandlerParts } from './handlers.ts'
import { within } from './engine/within.ts'

/** Stops a fax where it still can be. Faults: not-found; conflict already-gone when it is over. */
export async function cancelFax(parts: HandlerParts, id: FaxId, act: Act): Promise<Outcome<FaxId>> {
  const fax = await outboxFax(parts.store.read, id)
  if (!fax) return notFound
  if (final(fax.state.phase)) return conflict('already-gone')
  const { personId } = actorOf(act)
  const answer = underway(fax.state) ? await askToStop(parts, fax, personId) : 'stopped'
  const done = await act.commit(async (tx) => {
    const now = await outboxFax(tx, id)
    const move = now && answer === 'stopped' ? stopOf(now, act.at, personId) : undefined
    const moved = now && move && (await parts.delivery.moves.apply(tx, now, move, act.at))
    return ok({ subject: fax.reference, details: { stopped: moved !== undefined, answer }, value: id })
  })
  return done
}

/**
 * When a waiting fax goes, and whether ahead of others. Faults: not-found; conflict already-gone once it is on the line
 * or over. An attempt that has a ladder's wait before it keeps it, unless it is to go now.
 */
export const planFax = (
  parts: HandlerParts,
  { id, when, urgent }: Parsed<'faxes.plan'>,
  act: Act,
): Promise<Outcome<FaxId>> =>
  act.commit(async (tx) => {
    const fax = await outboxFax(tx, id)
    if (!fax) return notFound
    const next = plannedAnew(fax.state, when, act.at)
    if (!next || !(await parts.delivery.moves.apply(tx, fax, { next }, act.at))) return conflict('already-gone')
    await changeFax(tx, id, { urgent: urgent ? 1 : 0 })
    return ok({ subject: fax.reference, details: { when: when.kind, urgent }, value: id })
  })

function plannedAnew(state: FaxState, when: Parsed<'faxes.plan'>['when'], at: number): FaxState | undefined {
  if (state.phase !== 'queued') return undefined
  const { attempt, after, most } = state
  const kept = { ...(after === undefined ? {} : { after }), ...(most === undefined ? {} : { most }) }
  return { phase: 'queued', attempt, ...kept, ...planned(at, when.kind === 'now' ? undefined : when) }
}

function stopOf({ state }: OutboxFax, at: number, by: PersonId): Move {
  if (!underway(state)) return { next: { phase: 'cancelled', at, by } }
  return afterStop(state, state.phase === 'sending' ? state.pagesSent : 0, at, by)
}

/** Who asked is written down before the line is, so that a stop heard of later has its name (promise 6). */
async function askToStop(
  { store, audit, delivery, clock }: HandlerParts,
  fax: OutboxFax,
  by: PersonId,
): Promise<Cancelled> {
  const line = delivery.line(fax.lineId)
  const attempt = (await attemptsOf(store.read, fax.id)).at(-1)
  const calling = fax.state.phase === 'accepted' || fax.state.phase === 'sending'
  if (!line || !attempt || !calling) return 'no-answer'
  if (!line.capabilities.cancels) return 'too-late'
  await store.write((tx) => audit.append(tx, { actor: by, action: 'fax.stop-asked', subject: fax.reference }))
  const { line_reference: reference, provider_id: providerId } = attempt
  const call = {
    reference,
    to: fax.e164,
    startedAt: attempt.started_at,
    ...(providerId === null ? {} : { providerId }),
  }
  return within(clock, line.pace.answerWithinMs, line.cancel(call), 'no-answer')
}

/** A person's word about an uncertain fax. Faults: not-found; conflict already-gone when nothing is to be settled. */
export const settleFax = (parts: HandlerParts, { id, as }: Parsed<'faxes.settle'>, act: Act): Promise<Outcome<FaxId>> =>
  act.commit(async (tx) => {
    const fax = await outboxFax(tx, id)
    if (!fax) return notFound
    const subject = fax.reference
    // A failed fax that nobody will send again: a person has seen to it.
    const seenTo = fax.state.phase === 'failed' && as === 'not-delivered'
    const move = seenTo ? undefined : settlementOf(fax, as, act.at, actorOf(act).personId)
    if (!seenTo && !(move && (await parts.delivery.moves.apply(tx, fax, move, act.at)))) return conflict('already-gone')
    if (as === 'not-delivered') await changeFax(tx, id, { handled_at: act.at })
    return ok({ subject, details: { as }, value: id })
  })

function settlementOf(
  { state, pages }: OutboxFax,
  as: Parsed<'faxes.settle'>['as'],
  at: number,
  settledBy: PersonId,
): Move | undefined {
  if (state.phase !== 'uncertain') return undefined
  if (as === 'delivered') {
    const next = { phase: 'delivered', at, pages, tookMs: 0, settledBy } as const
    return { next, attempt: { outcome: 'delivered', pagesSent: pages } }
  }
  const next = { phase: 'failed', at, reason: 'answer-lost', pagesSent: 0, attempts: state.attempt } as const
  return { next, attempt: { outcome: 'failed', reason: 'answer-lost', pagesSent: 0 } }
}

/** A new draft with the same pages, recipient and cover. Faults: not-found; conflict already-gone while it is under way. */
export function sendAgain({ chance }: HandlerParts, id: FaxId, act: Act): Promise<Outcome<FaxId>> {
  const draftId = makeId(FaxId, 'fax', chance.bytes(10).toString('hex'))
  return act.commit((tx) => copyToDraft(tx, id, draftId, act))
}

async function copyToDraft(tx: WriteStore, id: FaxId, draftId: FaxId, act: Act): Promise<Outcome<Committed<FaxId>>> {
  const fax = await outboxFax(tx, id)
  const row = fax && (await findFax(tx, id))
  // A test fax has no pages of anybody's; another is another test of the number.
  if (!fax || !row || row.kind === 'test') return notFound
  if (!final(fax.state.phase)) return conflict('already-gone')
  const content = readContent(row.content)
  const kept = new Set((await findDocuments(tx, documentsIn(content))).filter(({ key }) => key).map((each) => each.id))
  const pages = content.pages.filter(({ documentId }) => kept.has(documentId))
  await insertFax(tx, newDraft(draftId, actorOf(act).personId, { ...content, pages }, act.at))
  await changeFax(tx, id, { handled_at: act.at })
  return ok({ subject: fax.reference, details: { draft: draftId }, value: draftId })
}
