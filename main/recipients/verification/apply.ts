/**
 * The one place where a number's record is written: through the state machine, with its history, in the transaction of
 * the act. Whoever wants a number verified, doubted, blocked or started over comes here.
 */
import type { Doubt, VerificationMethod, VerificationRecord } from '#app/domain/contact/contact.ts'
import { verify, type VerificationEvent } from '#app/domain/contact/verification.ts'
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { noteNumberEvent, writeVerification, type StoredNumber } from '../../store/contacts/numbers.ts'
import type { WriteStore } from '../../store/store.ts'

/** What history keeps of an event besides who and when. */
export type EventDetail = {
  readonly method?: VerificationMethod
  readonly note?: string
  readonly because?: Doubt
}

/**
 * Lets an event happen to a number. Faults: those of `verify`; then nothing is written.
 * @param by whose act it is, or `system`
 * @param at epoch ms
 */
export async function happened(
  tx: WriteStore,
  { id, verification }: Pick<StoredNumber, 'id' | 'verification'>,
  event: VerificationEvent,
  by: string,
  at: number,
): Promise<Outcome<VerificationRecord>> {
  const next = verify(verification, event)
  if (!next.ok) return next
  await writeVerification(tx, id, next.value)
  const detail = JSON.stringify(detailOf(event, next.value))
  await noteNumberEvent(tx, { number_id: id, at, by, what: nameOf(event, next.value), detail })
  return ok(next.value)
}

/** What history calls an event: evidence that waits for a second person has not verified anything yet. */
function nameOf({ what }: VerificationEvent, next: VerificationRecord): string {
  if (what !== 'checked' && what !== 'read-back') return what
  return next.state === 'verified' ? 'verified' : 'second-person-awaited'
}

function detailOf(event: VerificationEvent, next: VerificationRecord): EventDetail {
  if (event.what === 'doubted') return { because: event.because }
  if (event.what === 'revoked' || event.what === 'blocked') return { note: event.reason }
  if (event.what === 'test-sent') return { method: 'test-fax' }
  const evidence =
    next.state === 'verified'
      ? next.evidence
      : next.state === 'pending' && next.waitsFor.what === 'second-person'
        ? next.waitsFor.evidence
        : undefined
  if (!evidence) return {}
  const { method } = evidence
  if (evidence.method === 'directory') return { method, note: evidence.source }
  return evidence.method === 'received' ? { method } : { method, note: evidence.spokeWith }
}
