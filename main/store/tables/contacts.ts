/** Contacts, their numbers and where they came from. */

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
