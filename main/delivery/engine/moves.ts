/**
 * Carrying a move out: state, attempt and entry in one transaction, judged by `advance` against what is stored now, so
 * that late and repeated news is dropped wherever it comes from. No other file changes the state of a sent fax.
 */
import { advance, onHold, type FailureReason, type FaxState } from '#app/domain/fax/fax.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import type { Line } from '../../lines/line.ts'
import { changeAttempt } from '../../store/faxes/attempts.ts'
import { outboxFax, waitingTo, type OutboxFax } from '../../store/faxes/delivery.ts'
import { changeFax } from '../../store/faxes/faxes.ts'
import type { Store, WriteStore } from '../../store/store.ts'
import { broughtBack } from './set-back.ts'
import { underway, type Move, type Underway } from './decide.ts'

export type Moved = {
  readonly fax: OutboxFax
  readonly state: FaxState
  /** Other faxes that this one's end put on hold. */
  readonly others: readonly FaxId[]
}

export type Moves = {
  /**
   * Reads the fax, decides and carries out, in one transaction with its entry.
   * @returns the fax as it was and its new state; undefined when nothing was to be done or the news came too late
   */
  readonly carry: (
    id: FaxId,
    decide: (fax: OutboxFax, tx: WriteStore) => Move | undefined | Promise<Move | undefined>,
  ) => Promise<Moved | undefined>
  /** The same inside a transaction that writes its own entry. Undefined when it was too late. */
  readonly apply: (tx: WriteStore, fax: OutboxFax, move: Move, now: number) => Promise<Moved | undefined>
  /** The clock was set back: times of this fax that lie ahead are brought back to `now`. Nothing else changes. */
  readonly bringBack: (id: FaxId, now: number) => Promise<void>
}

export type MovesParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly now: () => number
  readonly line: (id: Line['id']) => Line | undefined
  /** Hears in the same transaction that a fax has failed for good. */
  readonly failed: (
    tx: WriteStore,
    fax: { readonly id: FaxId; readonly reason: FailureReason },
    at: number,
  ) => Promise<void>
}

export function createMoves({ store, audit, now, line, failed }: MovesParts): Moves {
  const apply: Moves['apply'] = async (tx, fax, move, at) => {
    const state = advance(fax.state, move.next)
    if (!state) return undefined
    const lastReason = reasonOf(state)
    await changeFax(tx, fax.id, {
      phase: state.phase,
      state: JSON.stringify(state),
      due_at: dueAt(state, line(fax.lineId)?.pace.answerWithinMs ?? 0),
      changed_at: at,
      ...(lastReason === undefined ? {} : { last_reason: lastReason }),
      ...(move.line === undefined ? {} : { line_id: move.line }),
    })
    if (underway(fax.state)) await changeAttemptBy(tx, fax, fax.state, move, state, at)
    if (state.phase === 'failed') await failed(tx, { id: fax.id, reason: state.reason }, at)
    const stopped = state.phase === 'failed' && state.reason === 'human-answered'
    return { fax, state, others: stopped ? await stopNumber(tx, fax, at) : [] }
  }

  async function changeAttemptBy(
    tx: WriteStore,
    { id, lineId }: OutboxFax,
    before: Underway,
    { attempt: end, providerId }: Move,
    state: FaxState,
    at: number,
  ): Promise<void> {
    const told = providerId === undefined ? {} : { provider_id: providerId }
    const over = end && end.outcome !== 'in-progress' && end.outcome !== 'uncertain'
    const removal = line(lineId)?.capabilities.removes && leavesPages(before, state) ? { removal_due_at: at } : {}
    const ended = end && {
      outcome: end.outcome,
      reason: end.reason ?? null,
      pages_sent: end.pagesSent,
      ended_at: over ? at : null,
    }
    const change = { ...told, ...removal, ...ended }
    if (Object.keys(change).length > 0) await changeAttempt(tx, id, before.attempt, change)
  }

  /** Somebody picked up there: whatever else waits for the number waits for a person who checks it. */
  async function stopNumber(tx: WriteStore, { id, e164, reference }: OutboxFax, at: number): Promise<readonly FaxId[]> {
    const others: FaxId[] = []
    for (const other of await waitingTo(tx, e164, id)) {
      const fax = await outboxFax(tx, other)
      if (!fax || onHold(fax.state)) continue
      const waiting =
        fax.state.phase === 'queued' ? fax.state : ({ phase: 'queued', notBefore: at, attempt: 1 } as const)
      const next: FaxState = { ...waiting, because: 'number-to-check' }
      if (!(await apply(tx, fax, { next }, at))) continue
      const details = { because: 'human-answered', like: reference }
      await audit.append(tx, { actor: 'system', action: 'fax.put-on-hold', subject: fax.reference, details })
      others.push(other)
    }
    return others
  }

  const carry: Moves['carry'] = (id, decide) =>
    store.write(async (tx) => {
      const fax = await outboxFax(tx, id)
      const move = fax && (await decide(fax, tx))
      const moved = move && (await apply(tx, fax, move, now()))
      if (!moved) return undefined
      if (move.entry) await audit.append(tx, { actor: 'system', subject: fax.reference, ...move.entry })
      return moved
    })

  const bringBack: Moves['bringBack'] = (id, at) =>
    store.write(async (tx) => {
      const fax = await outboxFax(tx, id)
      const state = fax && broughtBack(fax.state, at)
      if (state) {
        const due = dueAt(state, line(fax.lineId)?.pace.answerWithinMs ?? 0)
        await changeFax(tx, id, { state: JSON.stringify(state), due_at: due, changed_at: at })
      } else if (fax?.state.phase === 'uncertain') await changeFax(tx, id, { due_at: at })
    })

  return { carry, apply, bringBack }
}

/**
 * Whether an attempt that is over may have left pages at the service. Where the end is not known the call may still be
 * going on: its pages are left to it.
 */
function leavesPages(before: Underway, state: FaxState): boolean {
  const unknown = state.phase === 'failed' && state.reason === 'answer-lost'
  return before.phase !== 'submitting' && !underway(state) && !unknown
}

/** When the engine must look at a fax next, in epoch ms; null when nothing happens by itself any more. */
export function dueAt(state: FaxState, answerWithinMs: number): number | null {
  switch (state.phase) {
    case 'held':
      return state.until
    case 'queued':
      return onHold(state) ? null : state.notBefore
    // Until then whoever hands it over may still hear the answer. Afterwards nobody will: the application was ended.
    case 'submitting':
      return state.since + answerWithinMs + 1_000
    case 'accepted':
    case 'sending':
    case 'uncertain':
      return state.since
    case 'draft':
    case 'delivered':
    case 'failed':
    case 'cancelled':
      return null
    default:
      return unreachable(state, 'fax state')
  }
}

/** What the last attempt failed of: kept while the next one runs, forgotten once it does not matter any more. */
function reasonOf(state: FaxState): FailureReason | null | undefined {
  if (state.phase === 'failed') return state.reason
  if (state.phase === 'queued') return state.after ?? null
  return state.phase === 'delivered' || state.phase === 'cancelled' ? null : undefined
}
