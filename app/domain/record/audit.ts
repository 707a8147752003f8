/**
 * Audit entries and their canonical form (DESIGN §9). Entries hold ids, counts and hashes, never content.
 * The canonical form is versioned: it is what is hashed, for ever.
 */
import { z } from 'zod'
import type { Instant } from '../ids.ts'

/** Acts that no operation of the contract stands for: what Faxdesk itself did or noticed. */
export const engineActions = [
  'door.unknown',
  'store.created',
  'store.opened',
  'sign-in.refused-before-opening',
  'sign-in.code-asked',
  'session.locked',
  'session.ended',
  'fax.queued',
  'fax.attempt-started',
  'fax.accepted',
  'fax.sending',
  'fax.stop-asked',
  'fax.delivered',
  'fax.attempt-failed',
  'fax.failed',
  'fax.uncertain',
  'fax.reconciled',
  'fax.cancelled',
  'fax.content-removed',
  'fax.put-on-hold',
  'fax.line-changed',
  'line.paused',
  'line.resumed',
  'callback.refused',
  'callbacks.not-listening',
  'document.handed-out',
  'number.needs-recheck',
  'approval.given',
  'approval.spent',
  'document.opened',
  'scan.taken-in',
  'scan.set-aside',
  'received.noticed',
  'received.taken-in',
  'received.unreadable',
  'received.gone',
  'received.removed-at-line',
  'document.destroyed',
  'audit.checkpoint',
  'audit.set-back',
  'audit.alert',
] as const
export type EngineAction = (typeof engineActions)[number]

export const AuditDetails = z.record(z.string().max(40), z.union([z.string().max(200), z.number(), z.boolean()]))
export type AuditDetails = z.infer<typeof AuditDetails>

export const AuditOutcome = z.enum(['done', 'refused', 'failed'])
export type AuditOutcome = z.infer<typeof AuditOutcome>

export type AuditFacts = {
  readonly sequence: number
  readonly at: Instant
  /** A person's id, `system`, or `nobody` (before anyone signed in). */
  readonly actor: string
  /** An operation's name or one of `engineActions`. */
  readonly action: string
  /** What it was done to: `FD-00012`, an id, or empty. */
  readonly subject: string
  readonly outcome: AuditOutcome
  readonly details: AuditDetails
}

export const canonicalVersion = 1

/**
 * The bytes (as text) that are hashed for one entry, version 1: a JSON array of
 * [version, sequence, at, actor, action, subject, outcome, [[key, value] … sorted by key], previous hash].
 * @param previous the previous entry's hash, 64 hexadecimal digits; 64 zeros before the first
 */
export function canonical(entry: AuditFacts, previous: string): string {
  const { sequence, at, actor, action, subject, outcome, details } = entry
  return JSON.stringify([canonicalVersion, sequence, at, actor, action, subject, outcome, sorted(details), previous])
}

function sorted(details: AuditDetails): readonly (readonly [string, string | number | boolean])[] {
  const keys = Object.keys(details)
  if (keys.length > 1) keys.sort()
  return keys.map((key) => [key, details[key] as string | number | boolean])
}

export const firstPrevious = '0'.repeat(64)

/** The text a checkpoint signs (Ed25519): versioned, one line. */
export const checkpointText = (sequence: number, hash: string, at: Instant): string =>
  `faxdesk-checkpoint-1 ${sequence} ${hash} ${at}`
