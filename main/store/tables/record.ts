/** The record: entries and signed checkpoints. */

export type AuditEntryTable = {
  sequence: number
  at: number
  actor: string
  action: string
  subject: string
  outcome: string
  details: string
  previous: string
  hash: string
  mac: string
}

export type CheckpointTable = { sequence: number; hash: string; at: number; signature: string; public_key: string }
