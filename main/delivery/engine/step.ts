/**
 * One step of one fax: what its state asks for, done once. A step never touches the network inside a transaction, and
 * always after the intent is on disk. Whatever it throws, the fax stays in the state it is in.
 */
import type { FaxId } from '#app/domain/ids.ts'
import { outboxFax } from '../../store/faxes/delivery.ts'
import { askHowItGoes, reconcile } from './ask.ts'
import { afterHold, afterSilence } from './decide.ts'
import { handOver } from './hand-over.ts'
import { dueAt } from './moves.ts'
import { carryAttempt, type StepParts } from './parts.ts'

/**
 * Does what is due for this fax. Answers when to look again (epoch ms) where its state alone does not tell, and
 * undefined where it does.
 */
export async function step(parts: StepParts, id: FaxId): Promise<number | undefined> {
  const fax = await outboxFax(parts.store.read, id)
  const line = fax && parts.line(fax.lineId)
  if (!fax || !line) return undefined
  const { state } = fax
  const due = dueAt(state, line.pace.answerWithinMs)
  if (due === null || due > parts.clock.now()) return undefined
  switch (state.phase) {
    case 'held':
      await release(parts, id)
      return undefined
    case 'queued':
      return handOver(parts, id, line)
    // Whoever handed it over was ended before an answer came.
    case 'submitting':
      await carryAttempt(parts, id, state.attempt, (at) => afterSilence(at, parts.clock.now()))
      return undefined
    case 'accepted':
    case 'sending':
      return askHowItGoes(parts, fax, state, line)
    case 'uncertain':
      await reconcile(parts, fax, state, line)
      return undefined
    default:
      return undefined
  }
}

async function release({ moves, moved, clock }: StepParts, id: FaxId): Promise<void> {
  const done = await moves.carry(id, ({ state }) =>
    state.phase === 'held' ? afterHold(clock.now(), state.plan) : undefined,
  )
  if (done) await moved(done)
}
