/** Configured lines, and the training line’s own book. */

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
