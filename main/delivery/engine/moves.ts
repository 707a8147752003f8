/**
 * Carrying a move out: state, attempt and entry in one transaction, judged by `advance` against what is stored now, so
 * that late and repeated news is dropped wherever it comes from. No other file changes the state of a sent fax.
 */
import { advance, type FailureReason, type FaxState } from '#app/domain/fax.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { unreachable } from '#app/domain/outcome.ts'
import type { AuditWriter } from '../../audit/writer.ts'
import type { Line } from '../../lines/line.ts'
import { changeAttempt } from '../../store/faxes/attempts.ts'
import { outboxFax, type OutboxFax } from '../../store/faxes/delivery.ts'
import { changeFax } from '../../store/faxes/faxes.ts'
import type { Store, WriteStore } from '../../store/store.ts'
import { underway, type Move } from './decide.ts'

export type Moved = { readonly fax: OutboxFax; readonly state: FaxState }

export type Moves = {
  /**
   * Reads the fax, decides and carries out, in one transaction with its entry.
   * @returns the fax as it was and its new state; undefined when nothing was to be done or the news came too late
   */
  readonly carry: (
    id: FaxId,
    decide: (fax: OutboxFax, tx: WriteStore) => Move | undefined | Promise<Move | undefined>,
  ) => Promise<Moved | undefined>
  /** The same inside a transaction that writes its own entry. Answers the new state, undefined when it was too late. */
  readonly apply: (tx: WriteStore, fax: OutboxFax, move: Move, now: number) => Promise<FaxState | undefined>
}

export type MovesParts = {
  readonly store: Store
  readonly audit: AuditWriter
  readonly now: () => number
  readonly answerWithinMs: (lineId: Line['id']) => number
}

export function createMoves({ store, audit, now, answerWithinMs }: MovesParts): Moves {
  const apply: Moves['apply'] = async (tx, fax, move, at) => {
    const state = advance(fax.state, move.next)
    if (!state) return undefined
    const lastReason = reasonOf(state)
    await changeFax(tx, fax.id, {
      phase: state.phase,
      state: JSON.stringify(state),
      due_at: dueAt(state, answerWithinMs(fax.lineId)),
      changed_at: at,
      ...(lastReason === undefined ? {} : { last_reason: lastReason }),
    })
    if (move.attempt && underway(fax.state)) {
      const { outcome, reason, pagesSent } = move.attempt
      const endedAt = outcome === 'in-progress' || outcome === 'uncertain' ? null : at
      const end = { outcome, reason: reason ?? null, pages_sent: pagesSent, ended_at: endedAt }
      await changeAttempt(tx, fax.id, fax.state.attempt, end)
    }
    return state
  }

  const carry: Moves['carry'] = (id, decide) =>
    store.write(async (tx) => {
      const fax = await outboxFax(tx, id)
      const move = fax && (await decide(fax, tx))
      const state = move && (await apply(tx, fax, move, now()))
      if (!state) return undefined
      if (move.entry) await audit.append(tx, { actor: 'system', subject: fax.reference, ...move.entry })
      return { fax, state }
    })

  return { carry, apply }
}

/** When the engine must look at a fax next, in epoch ms; null when nothing happens by itself any more. */
export function dueAt(state: FaxState, answerWithinMs: number): number | null {
  switch (state.phase) {
    case 'held':
      return state.until
    case 'queued':
      return state.notBefore
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
