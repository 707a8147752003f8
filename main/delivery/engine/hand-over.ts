/** Handing a queued fax to its line: the intent first, on disk, then the network, once (promise 2). */
import { qualityOver } from '#app/domain/fax/packet-form.ts'
import type { Quality } from '#app/domain/fax/quality.ts'
import { onHold } from '#app/domain/fax/fax.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { sha256Of } from '../../digest.ts'
import type { Line, Submitted } from '../../lines/line.ts'
import { insertAttempt } from '../../store/faxes/attempts.ts'
import { callsOn, numberFree, type OutboxFax } from '../../store/faxes/delivery.ts'
import { readContent } from '../../packet/content.ts'
import { findFax } from '../../store/faxes/faxes.ts'
import type { WriteStore } from '../../store/store.ts'
import { nextAsk } from './ask.ts'
import { afterAcceptance, afterFailure, afterSilence, type Again, type Move, type Underway } from './decide.ts'
import type { Heard } from './pace/health.ts'
import { answerOf, carryAttempt, type StepParts } from './parts.ts'

/** Answers when to ask how it goes, in epoch ms, where the line took it. */
export async function handOver(parts: StepParts, id: FaxId, line: Line): Promise<number | undefined> {
  const reference = parts.chance.bytes(10).toString('hex')
  const claimed = await parts.moves.carry(id, (fax, tx) => claim(tx, fax, line, reference, parts.clock.now()))
  if (claimed?.state.phase !== 'submitting') return undefined
  await parts.moved(claimed)
  const { fax, state } = claimed
  // Hours may lie between the person's act and this attempt.
  const allowed = await parts.recipients.mayGo(id, parts.clock.now())
  const packet = allowed ? await sealedBytes(parts, fax) : undefined
  const submitted: Submitted = packet
    ? await answerOf(
        parts,
        line,
        line.submit({ reference, to: fax.e164, packet, pages: fax.pages, quality: await qualityOf(parts, id, line) }),
        { kind: 'lost' },
      )
    : { kind: 'refused', reason: allowed ? 'packet-unreadable' : 'recipient-not-allowed' }
  const { attempt } = state
  parts.log.note({ event: 'fax.attempted', reference: fax.reference, attempt, outcome: submitted.kind })
  if (packet) parts.heard(line.id, heardOf(submitted))
  await carryAttempt(parts, id, attempt, (at, again) => afterSubmission(at, submitted, parts.clock.now(), again))
  return submitted.kind === 'accepted' ? nextAsk(parts, line, 0) : undefined
}

/** What the answer to a hand-over tells of the line itself. */
function heardOf(submitted: Submitted): Heard {
  if (submitted.kind === 'accepted') return { kind: 'taken' }
  if (submitted.kind === 'lost') return { kind: 'not-taken' }
  const { reason, retryAfterMs } = submitted
  if (retryAfterMs !== undefined) return { kind: 'put-off', ms: retryAfterMs }
  if (reason === 'account-trouble') return { kind: 'account' }
  return { kind: reason === 'provider-trouble' || reason === 'line-trouble' ? 'not-taken' : 'taken' }
}

/** Writes the intent down, unless number or line have become busy since the fax was chosen. */
async function claim(
  tx: WriteStore,
  fax: OutboxFax,
  line: Line,
  reference: string,
  now: number,
): Promise<Move | undefined> {
  const { state } = fax
  if (state.phase !== 'queued' || onHold(state) || state.notBefore > now || fax.lineId !== line.id) return undefined
  if (!(await numberFree(tx, fax.e164, now)) || (await callsOn(tx, line.id)) >= line.capabilities.concurrency)
    return undefined
  await insertAttempt(tx, {
    fax_id: fax.id,
    number: state.attempt,
    line_id: line.id,
    line_reference: reference,
    started_at: now,
    ended_at: null,
    outcome: 'in-progress',
    reason: null,
    pages_sent: 0,
  })
  return {
    next: { phase: 'submitting', attempt: state.attempt, since: now },
    entry: {
      action: 'fax.attempt-started',
      details: { attempt: state.attempt, line: line.id, pages: fax.pages, sha256: fax.packetSha256 },
    },
  }
}

function afterSubmission(state: Underway, submitted: Submitted, now: number, again: Again): Move {
  if (submitted.kind === 'accepted') return afterAcceptance(state, now, submitted.providerId)
  if (submitted.kind === 'lost') return afterSilence(state, now)
  const { reason, retryAfterMs: putOffMs } = submitted
  return afterFailure(state, { reason, pagesSent: 0, putOffMs }, now, again)
}

/** As finely as the sender wanted it, or as this line can. */
async function qualityOf({ store }: StepParts, id: FaxId, { capabilities }: Line): Promise<Quality> {
  const row = await findFax(store.read, id)
  return qualityOver(row ? readContent(row.content).quality : 'fine', capabilities)
}

/** What was sealed, or nothing: other bytes under the same name are not sent (promise 3). */
async function sealedBytes({ packetBytes }: StepParts, fax: OutboxFax): Promise<Uint8Array | undefined> {
  const packet = await packetBytes(fax.packetId)
  if (!packet.ok) return undefined
  return (await sha256Of(packet.value)) === fax.packetSha256 ? packet.value : undefined
}
