/** Contacts, their numbers, what became of each, and where they came from. */
import type { Generated } from 'kysely'
import type { ImportKind, RowChoice, RowFate, RowFinding } from '#app/domain/contact/contact-import.ts'

export type ContactTable = {
  id: string
  revision: number
  kind: string
  organisation: string
  department: string
  person: string
  voice: string
  note: string
  /** Ten digits, or empty. */
  npi: string
  specialty: string
  /** JSON PostalAddress. */
  address: string
  /** JSON, the tags as typed. */
  tags: string
  /** A Purpose, or null. */
  default_purpose: string | null
  /** Lower-case words, then the numbers, that searching looks in. */
  search: string
  added_at: number
  added_by: string
  last_sent_at: number | null
  /** Out of use, its record kept. */
  archived_at: number | null
}

export type FaxNumberTable = {
  id: string
  contact_id: string
  e164: string
  label: string
  /** Its place among the contact's numbers, from 0: the first is the preferred one. */
  position: number
  /** JSON VerificationRecord. */
  verification: string
  added_at: number
  /** Set when another number took its place, or it was taken away. */
  replaced_at: number | null
}

/** What happened to a number, in the order of `id`. */
export type NumberEventTable = {
  id: Generated<number>
  number_id: string
  at: number
  /** A person, or `system`. */
  by: string
  what: string
  /** JSON: what the record says of it, evidence included. */
  detail: string
}

export type FavouriteTable = { person_id: string; contact_id: string }

export type ContactMergeTable = {
  id: string
  from_id: string
  into_id: string
  at: number
  by: string
  /** JSON: the moved numbers as they were. */
  before: string
  undone_at: number | null
}

/** Contacts that came in together. `source` is the name of the file, or the server's. */
export type ContactImportTable = {
  id: string
  source: string
  at: number
  by: string
  undone_at: number | null
  kind: ImportKind
  /** reading: its rows are coming in. read: they wait for a person. done: nothing waits any more. */
  stage: 'reading' | 'read' | 'done'
  /** How old the source's own word is, where it says so. */
  as_of: number | null
}

export type ImportRowTable = {
  import_id: string
  /** In the order of reading, from 1. */
  row_number: number
  finding: RowFinding
  choice: RowChoice
  fate: RowFate
  /** The first of its numbers. */
  e164: string | null
  npi: string
  /** The words of its name, as `nameKey` writes them. */
  name: string
  /** Who it is here: found when it was read, or made of it since. */
  contact_id: string | null
  /** JSON StagedRow. */
  content: string
  /** JSON: what a merge changed. */
  before: string | null
}

export type ImportedContactTable = { contact_id: string; import_id: string }

/** A saved list of recipients. */
export type ContactGroupTable = { id: string; revision: number; name: string; changed_at: number; changed_by: string }

export type ContactGroupMemberTable = { group_id: string; number_id: string; position: number }

/** A supervisor's word that one fax may go to a number as it then was. */
export type ApprovalTable = {
  fax_id: string
  number_id: string
  contact_id: string
  contact_revision: number
  last_event: number
  standing: string
  reason: string
  asked_by: string
  approved_by: string
  at: number
  until: number
  /** When the fax was sent off on it. */
  spent_at: number | null
}
