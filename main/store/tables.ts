/**
 * The store's tables, as Kysely sees them. Portable column types only: text, integer, blob.
 * JSON columns hold values whose schema is in `app/`; they are parsed where they are read.
 */
import type { GeneratedAlways } from 'kysely'

export type PersonTable = {
  id: string
  name: string
  short_name: string
  initials: string
  tint: number
  /** JSON array of roles. */
  roles: string
  created_at: number
  disabled_at: number | null
  last_sign_in_at: number | null
}

/** One row a setting: JSON value. */
export type SettingTable = { key: string; value: string }

export type CounterTable = { name: string; value: number }

export type ContactTable = {
  id: string
  revision: number
  organisation: string
  department: string
  person: string
  voice: string
  note: string
  /** Lower-case words and digits that searching looks in. */
  search: string
  added_at: number
  added_by: string
  last_sent_at: number | null
}

export type FaxNumberTable = {
  id: string
  contact_id: string
  e164: string
  /** JSON VerificationRecord. */
  verification: string
  added_at: number
  /** Set when another number took its place. */
  replaced_at: number | null
}

/** Contacts that came in together. `source` is the name of the file. */
export type ContactImportTable = { id: string; source: string; at: number; by: string; undone_at: number | null }

export type ImportedContactTable = { contact_id: string; import_id: string }

/** An encrypted file beside the store. Deleting the key destroys it, backups included. */
export type DocumentTable = {
  id: string
  kind: 'original' | 'packet' | 'report'
  name: string
  bytes: number
  sha256: string
  /** JSON array of {widthPt, heightPt}. */
  pages: string
  /** 32 bytes, or null once destroyed. */
  key: Uint8Array | null
  added_at: number
  added_by: string
}

export type FaxTable = {
  id: string
  /** Null while a draft. */
  reference: string | null
  phase: string
  /** JSON FaxState. */
  state: string
  revision: number
  /** JSON DraftContent. */
  content: string
  person_id: string
  number_id: string | null
  /** The recipient as it was when sent; empty while a draft. */
  e164: string
  organisation: string
  department: string
  person: string
  regarding: string
  pages: number
  line_id: string | null
  training: number
  packet_id: string | null
  packet_sha256: string | null
  packet_bytes: number | null
  /** The revision the packet was sealed from. */
  sealed_revision: number | null
  last_reason: string | null
  /** JSON Check[]. */
  overlooked: string
  /** When the engine must look at it next; null when nothing is to be done. */
  due_at: number | null
  sent_at: number | null
  /** Where it stands among all sent faxes: `sent_at * 1000` and a number that tells equal times apart. Kept by `faxes.ts`. */
  sent_order: number | null
  changed_at: number
  discarded_at: number | null
  /** When a person dealt with what needed one (sent it again, say). A failed fax with this set no longer needs anyone. */
  handled_at: number | null
}

/** Which heap a fax lies on. The store works it out from phase, sent_at, discarded_at and handled_at; nobody writes it. */
export type PhaseGroup = 'draft' | 'discarded' | 'in-progress' | 'needs-you' | 'delivered' | 'closed'

/** How many faxes of a person lie on each heap. Triggers keep it; nobody writes it. */
export type FaxCountTable = { phase_group: PhaseGroup; person_id: string; faxes: number }

/** The word index of sent faxes; its only content is which rows match. `rowid` is the fax's `sent_order`. */
export type FaxSearchTable = { rowid: number; fax_search: GeneratedAlways<string>; words: string }

export type AttemptTable = {
  fax_id: string
  number: number
  line_id: string
  /** Our reference: random, at most 20 characters, no patient data. */
  line_reference: string
  started_at: number
  ended_at: number | null
  outcome: string
  reason: string | null
  pages_sent: number
}

/** A configured line. JSON columns but the first four; `secret` is null once the line was removed. */
export type LineTable = {
  id: string
  revision: number
  kind: string
  name: string
  settings: string
  secret: string | null
  agreement: string | null
  last_check: string | null
  added_at: number
  added_by: string
  removed_at: number | null
}

/** The training line's own book, as a far service would keep it: it outlives a killed application. */
export type TrainingCallTable = {
  line_reference: string
  e164: string
  sha256: string
  pages: number
  submitted_at: number
  cancelled_at: number | null
}

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

export type ReportTable = {
  id: string
  kind: string
  file_name: string
  pages: number
  document_id: string
  at: number
  made_by: string
}

export type Tables = {
  person: PersonTable
  setting: SettingTable
  counter: CounterTable
  contact: ContactTable
  fax_number: FaxNumberTable
  contact_import: ContactImportTable
  imported_contact: ImportedContactTable
  document: DocumentTable
  fax: FaxTable & { phase_group: GeneratedAlways<PhaseGroup> }
  fax_count: FaxCountTable
  fax_search: FaxSearchTable
  attempt: AttemptTable
  line: LineTable
  training_call: TrainingCallTable
  audit_entry: AuditEntryTable
  checkpoint: CheckpointTable
  report: ReportTable
}
