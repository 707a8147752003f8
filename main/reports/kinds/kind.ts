/**
 * What a kind of report is to the rest: a title, what was chosen, columns, and rows that come in handfuls. The same rows
 * are printed, written as a table and put beside the proof. No kind knows how rows look on paper.
 */
import type { ReportChoice } from '#app/contract/record/reports.ts'
import type { AuditDetails } from '#app/domain/record/audit.ts'
import type { Actor } from '../../door/handler.ts'
import type { ReadStore } from '../../store/store.ts'
import type { Actors } from '../../audit/entries.ts'
import type { ReportDates } from '../dates.ts'
import type { Column, Fact, Piece } from '../render/types.ts'

export type Row = {
  /** On paper. */
  readonly piece: Piece
  /** In a table; a heading has none. */
  readonly cells?: readonly (string | number)[]
}

export type Report = {
  readonly title: string
  readonly subtitle: string
  /** Suggested file name without its ending; holds no patient data. */
  readonly fileName: string
  readonly keep: 'keepRecord' | 'keepHealth'
  /** What is printed on every page where something of it went over the training line. */
  readonly training: string | undefined
  readonly totals: readonly Fact[]
  readonly filters: readonly Fact[]
  /** What stands between the head and the table. */
  readonly before: () => AsyncIterable<readonly Piece[]>
  readonly columns: readonly Column[]
  /** Said in place of rows when there are none. */
  readonly nothing: string
  /** Titles of the table's columns. */
  readonly titles: readonly string[]
  /** How many rows there are, for whoever waits. */
  readonly count: number
  readonly rows: () => AsyncIterable<readonly Row[]>
  /** What the entry of this act says beside pages and hash. */
  readonly details: AuditDetails
}

export type KindParts = {
  readonly read: ReadStore
  readonly dates: ReportDates
  readonly actors: Actors
  readonly reader: Actor
  readonly lineName: (id: string) => string
  /** The last entry of the record when the report was asked for. */
  readonly upTo: number
  /** Lets others go on between two handfuls. */
  readonly breathe: () => Promise<void>
  readonly choice: ReportChoice
}

/** Rows or faxes that are read at a time. */
export const handful = 100

export async function* nothingBefore(): AsyncGenerator<readonly Piece[]> {
  // A report whose table begins at once.
}
