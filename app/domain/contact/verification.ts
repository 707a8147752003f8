/**
 * The state machine of a number's verification. Every change of a record goes through `verify`: whatever happens, a
 * number comes to be sendable only by evidence, and by a second person's word where one is asked for. Pure: who, when
 * and for how long are handed in. Nothing here knows a store, a screen or a line.
 */
import type { Doubt, Evidence, StartedOver, VerificationRecord } from './contact.ts'
import type { FaxId, Instant, PersonId } from '../ids.ts'
import { conflict, ok, unreachable, type Outcome } from '../outcome.ts'

type Act = { readonly by: PersonId; readonly at: Instant }

/** What can happen to a number. */
export type VerificationEvent =
  /** Somebody checked it by call-back, in a directory, or against a fax received from there. */
  | (Act & {
      readonly what: 'checked'
      readonly evidence: Exclude<Evidence, { method: 'test-fax' }>
      readonly until: Instant
      /** A second person must confirm what was changed before. */
      readonly secondPerson: boolean
    })
  /** A test fax was queued; the code on it is to be read back. */
  | (Act & { readonly what: 'test-sent'; readonly faxId: FaxId; readonly code: string })
  /** The recipient read a code back over the telephone. */
  | (Act & {
      readonly what: 'read-back'
      readonly code: string
      readonly spokeWith: string
      readonly until: Instant
      readonly secondPerson: boolean
    })
  /** A second person confirms what another found. */
  | (Act & { readonly what: 'confirmed'; readonly until: Instant })
  /** What was waited for will not come. */
  | { readonly what: 'given-up' }
  /** A fax there failed in a way that makes the number doubtful. */
  | { readonly what: 'doubted'; readonly at: Instant; readonly because: Doubt; readonly faxId: FaxId }
  | (Act & { readonly what: 'revoked' | 'blocked'; readonly reason: string })
  | { readonly what: 'unblocked' }
  /** It is said to belong to another organisation now. */
  | { readonly what: 'started-over'; readonly after: StartedOver }

/** What has to be confirmed by a second person stays so through everything but a verification. */
const carried = (record: VerificationRecord) =>
  record.state === 'verified' || record.after === undefined ? {} : { after: record.after }

/**
 * The record after an event.
 * Faults (conflict): number-blocked; not-pending when nothing is waited for; same-person for a second person who is the
 * first; read-back-differs for another code than the one that was sent.
 */
export function verify(record: VerificationRecord, event: VerificationEvent): Outcome<VerificationRecord> {
  if (event.what === 'unblocked')
    return record.state === 'blocked' ? ok({ state: 'unverified', ...carried(record) }) : conflict('not-blocked')
  if (record.state === 'blocked') return conflict('number-blocked')
  switch (event.what) {
    case 'checked':
      return ok(believed(record, event, event.evidence, event))
    case 'test-sent': {
      const { by, at, faxId, code } = event
      return ok({ state: 'pending', by, at, waitsFor: { what: 'read-back', faxId, code }, ...carried(record) })
    }
    case 'read-back':
      return readBack(record, event)
    case 'confirmed':
      return confirmed(record, event)
    case 'given-up':
      return record.state === 'pending' ? ok({ state: 'unverified', ...carried(record) }) : conflict('not-pending')
    case 'doubted': {
      const { at, because, faxId } = event
      if (record.state === 'revoked') return ok(record)
      return ok({ state: 'needs-recheck', at, because, faxId, ...carried(record) })
    }
    case 'revoked':
    case 'blocked': {
      const { what: state, by, at, reason } = event
      return ok({ state, by, at, reason, ...carried(record) })
    }
    case 'started-over':
      return ok({ state: 'unverified', after: event.after })
    default:
      return unreachable(event, 'event of a verification')
  }
}

type Terms = { readonly until: Instant; readonly secondPerson: boolean }

/** Evidence is there: it counts at once, or waits for a second person where something was changed before. */
function believed(
  record: VerificationRecord,
  { by, at }: Act,
  evidence: Evidence,
  { until, secondPerson }: Terms,
): VerificationRecord {
  const kept = carried(record)
  if (!secondPerson || !kept.after) return { state: 'verified', by, at, until, evidence }
  return { state: 'pending', by, at, waitsFor: { what: 'second-person', evidence }, ...kept }
}

function readBack(
  record: VerificationRecord,
  event: Extract<VerificationEvent, { what: 'read-back' }>,
): Outcome<VerificationRecord> {
  if (record.state !== 'pending' || record.waitsFor.what !== 'read-back') return conflict('not-pending')
  if (event.code !== record.waitsFor.code) return conflict('read-back-differs')
  const { faxId } = record.waitsFor
  return ok(believed(record, event, { method: 'test-fax', faxId, spokeWith: event.spokeWith }, event))
}

function confirmed(
  record: VerificationRecord,
  { by: secondBy, until }: Extract<VerificationEvent, { what: 'confirmed' }>,
): Outcome<VerificationRecord> {
  if (record.state !== 'pending' || record.waitsFor.what !== 'second-person') return conflict('not-pending')
  const { by, at, waitsFor } = record
  if (by === secondBy) return conflict('same-person')
  return ok({ state: 'verified', by, at, until, evidence: waitsFor.evidence, secondBy })
}

/** Which failures of a fax make its number doubtful. */
export const doubtIn = (reason: string): Doubt | undefined =>
  reason === 'human-answered' || reason === 'number-not-in-service' ? reason : undefined
