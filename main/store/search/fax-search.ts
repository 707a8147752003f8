/**
 * The word index of sent faxes. All SQL that is SQLite's own lies in this file, in `steps/` and in
 * `engine/pragmas.ts`; another engine brings its own full-text search here and nothing else changes.
 */
import { sql, type RawBuilder } from 'kysely'
import type { WriteStore } from '../store.ts'
import type { FaxTable, PhaseGroup } from '../tables.ts'
import { groupMark, personMark, typedWords, wordsOfFax } from './words.ts'

type Found = Readonly<FaxTable> & { readonly phase_group: PhaseGroup }

/** Lets the index follow a fax: in when it is sent, out when it is a draft again, renewed when its words change. */
export async function followInSearch(tx: WriteStore, before: Found | undefined, after: Found): Promise<void> {
  const old = entryOf(before)
  const now = entryOf(after)
  if (old?.order === now?.order && old?.words === now?.words) return
  if (old) await tx.deleteFrom('fax_search').where('rowid', '=', old.order).execute()
  if (now) await tx.insertInto('fax_search').values({ rowid: now.order, words: now.words }).execute()
}

const entryOf = (fax: Found | undefined) =>
  fax && fax.sent_order !== null ? { order: fax.sent_order, words: wordsOfFax(fax, fax.phase_group) } : undefined

export type SearchMarks = { readonly group?: PhaseGroup | undefined; readonly personId?: string | undefined }

/** The search expression for what was typed and for heap or sender, or undefined when no word was typed. */
export function searchFor(text: string, { group, personId }: SearchMarks): string | undefined {
  const words = typedWords(text)
  if (words.length === 0) return undefined
  const marks = [...(group ? [groupMark(group)] : []), ...(personId ? [personMark(personId)] : [])]
  // Words hold a–z, 0–9 and _ only, so nothing typed can be an operator.
  return [...words.map((word) => `"${word}" *`), ...marks.map((mark) => `"${mark}"`)].join(' AND ')
}

export type OrderRange = { readonly from: number; readonly before: number }

/** A subquery of the `sent_order`s that match, newest first, at most `limit`, within [from, before). */
export const matchingOrders = (search: string, { from, before }: OrderRange, limit: number): RawBuilder<number> =>
  sql<number>`(select rowid from fax_search where fax_search match ${search} and rowid >= ${from} and rowid < ${before}
    order by rowid desc limit ${limit})`
