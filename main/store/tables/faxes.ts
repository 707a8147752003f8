/** Faxes, how they are counted and found, and their attempts. */
import type { GeneratedAlways } from 'kysely'

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
  /** 1: goes ahead of all that are not. */
  urgent: number
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
  /** A page without patient data that proves where a number leads; null for a fax of a person's pages. */
  kind: 'test' | null
  /** The draft from which several faxes were sent at once; null for a fax that was sent alone. */
  together: string | null
  /** JSON Confirmed: who found these pages necessary; null until somebody did. */
  confirmed: string | null
  /** The signed authorization it rests on, a document that is not part of what is sent. */
  form_id: string | null
}

/** Which heap a fax lies on. The store works it out from phase, sent_at, discarded_at and handled_at; nobody writes it. */
export type PhaseGroup = 'draft' | 'discarded' | 'in-progress' | 'needs-you' | 'delivered' | 'closed'

/** How many faxes of a person lie on each heap. Triggers keep it; nobody writes it. */
export type FaxCountTable = { phase_group: PhaseGroup; person_id: string; faxes: number }

/** The word index of sent faxes; its only content is which rows match. `rowid` is the fax's `sent_order`. */
export type FaxSearchTable = { rowid: number; fax_search: GeneratedAlways<string>; words: string }

/** A file that went into a fax, by the SHA-256 of its bytes as they are kept. */
export type FaxOriginalTable = { sha256: string; fax_id: string }

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
  /** What the line calls it, once it told us. */
  provider_id: string | null
  /** When the pages must be removed at the service next; null when nothing is to be removed there. */
  removal_due_at: number | null
  removal_tries: number
}
