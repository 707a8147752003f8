/**
 * Reports as plain records: what is printed, in words that are already in the reader's language and clock. What the
 * words mean is not known here; nothing is looked up, computed or judged while printing.
 */
import { z } from 'zod'
import type { Shape } from '../../documents/shape.ts'

const line = z.string().max(400)
const fact = z.strictObject({ label: line, value: line })

/** A sign before a word, so that a black and white page says at a glance what a colour says on the screen. */
export const Mark = z.enum(['ok', 'failed', 'attention', 'waiting', 'step'])
export type Mark = Shape<typeof Mark>

const Frame = z.strictObject({
  paper: z.enum(['letter', 'a4']),
  title: line,
  /** Under the title: the period, or the fax's reference. */
  subtitle: line,
  clinic: z.strictObject({ name: line, lines: z.array(line).max(4) }),
  /** Printed in a box on every page: "TRAINING – nothing was transmitted". Absent when nothing of it was training. */
  training: line.optional(),
  footer: z.strictObject({ left: z.array(line).max(2), right: z.array(line).max(2) }),
  /** `{page}` and `{pages}` are filled in: "Page {page} of {pages}". */
  pageOf: line,
  /** Epoch ms written into the file as its date; nothing else in it depends on a clock. */
  at: z.int().min(0),
})
export type Frame = Shape<typeof Frame>

const Fingerprint = z.strictObject({
  title: line,
  facts: z.array(fact).max(12),
  /** Hashes, keys, signatures: printed in groups of four so that people can compare them. */
  codes: z.array(fact).max(4),
})

export const ConfirmationReport = Frame.extend({
  outcome: z.strictObject({ mark: Mark, title: line, detail: line, when: line }),
  facts: z.array(fact).max(40),
  attempts: z.strictObject({
    title: line,
    steps: z.array(z.strictObject({ mark: Mark, title: line, detail: line.optional(), when: line })).max(200),
  }),
  /** The sealed packet: pages, size, SHA-256. */
  packet: Fingerprint,
})
export type ConfirmationReport = Shape<typeof ConfirmationReport>

export const Cell = z.strictObject({ text: line, detail: line.optional(), mark: Mark.optional() })
export type Cell = Shape<typeof Cell>

export const Column = z.strictObject({ label: line, share: z.number().positive(), align: z.enum(['left', 'right']) })
export type Column = Shape<typeof Column>

/** Rows of one audit report at most: beyond it the person narrows the dates. About 2,000 pages. */
export const reportRowsAtMost = 50_000

export const AuditReport = Frame.extend({
  /** The state of the chain comes before its contents, intact or broken. */
  chain: z.strictObject({ mark: Mark, title: line, detail: line }),
  totals: z.array(fact).max(6),
  filters: z.array(fact).max(6),
  columns: z.array(Column).min(1).max(10),
  /** One cell for each column. */
  rows: z.array(z.array(Cell)).max(reportRowsAtMost),
  /** Printed in place of rows when there are none. */
  nothing: line,
  /** Entry number, signed time, hash, signature. */
  checkpoint: Fingerprint,
})
export type AuditReport = Shape<typeof AuditReport>
