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
  footer: z.strictObject({
    left: z.array(line).max(2),
    right: z.array(line).max(2),
    /** The checkpoint that this paper is tied to, on every page of it. */
    checkpoint: line.optional(),
  }),
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

export type Cell = { readonly text: string; readonly detail?: string; readonly mark?: Mark }
export type Column = { readonly label: string; readonly share: number; readonly align: 'left' | 'right' }
export type Fact = { readonly label: string; readonly value: string }
export type Fingerprint = Shape<typeof Fingerprint>

/** One part of a report, put on paper as it comes. Long texts wrap; nothing is shortened. */
export type Piece =
  | {
      readonly is: 'statement'
      readonly mark: Mark
      readonly title: string
      readonly detail: string
      readonly when?: string
    }
  | { readonly is: 'totals'; readonly facts: readonly Fact[] }
  | { readonly is: 'filters'; readonly facts: readonly Fact[] }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'text'; readonly text: string }
  | ({ readonly is: 'fact' } & Fact)
  | {
      readonly is: 'step'
      readonly mark: Mark
      readonly title: string
      readonly detail: string
      readonly when: string
      readonly last: boolean
    }
  /** A page of a packet: its number, what proves it, and a small picture (PNG) where one was asked for. */
  | {
      readonly is: 'page'
      readonly title: string
      readonly code: string
      readonly png?: Uint8Array
      readonly widthPx: number
      readonly heightPx: number
    }
  /** Begins a table: its head is repeated on every page that its rows go on to. */
  | { readonly is: 'table'; readonly columns: readonly Column[] }
  /** A heading between rows: what follows belongs to it. */
  /** `again` stands in place of `text` where the group goes on on another page. */
  | { readonly is: 'group'; readonly text: string; readonly again: string; readonly detail: string }
  | { readonly is: 'row'; readonly cells: readonly Cell[] }
  | ({ readonly is: 'proof' } & Fingerprint)
