/** Faxes that came in. */

/** A row is written before the fax is fetched: a process killed half-way goes on with it. */
export type ReceivedFaxTable = {
  id: string
  line_id: string
  /** The line's own name for it; with the line, it tells a fax from every other. */
  provider_id: string
  /** As the line said; null where it said no number. */
  e164: string | null
  station: string
  pages: number
  at: number
  training: number
  incomplete: number
  state: 'expected' | 'kept' | 'unreadable' | 'gone'
  refusal: string | null
  document_id: string | null
  line_copy: 'there' | 'to-remove' | 'removed' | 'stays'
  opened_at: number | null
  opened_by: string | null
}
