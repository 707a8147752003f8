/** Lists, counts and search of faxes. Newest first by `sent_order`, so a page continues where the last one ended. */
import type { FaxCounts, FaxFilter } from '#app/contract/desk/faxes.ts'
import { ordersInMs, type FaxRow } from './faxes.ts'
import { matchingOrders, searchFor, type OrderRange } from '../search/fax-search.ts'
import type { ReadStore } from '../store.ts'
import type { PhaseGroup } from '../tables.ts'

export type FaxQuery = {
  readonly filter: FaxFilter
  /** Who `mine` is. */
  readonly personId: string
  /** Words typed, each the beginning of a word to be found; all must be. Empty finds every fax. */
  readonly text?: string
  /** Bounds of the time it was sent, epoch ms; `to` is exclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** The last fax of the page before. */
  readonly before?: { readonly at: number; readonly id: string } | undefined
  readonly limit: number
}

export type FaxPage = { readonly faxes: readonly FaxRow[]; readonly more: boolean }

/** Sent faxes that fit, newest first. */
export async function listFaxes(db: ReadStore, query: FaxQuery): Promise<FaxPage> {
  const range = await rangeOf(db, query)
  const group = groupOf(query.filter)
  const personId = query.filter === 'mine' ? query.personId : undefined
  const search = searchFor(query.text ?? '', { group, personId })
  const rows = db
    .selectFrom('fax')
    .selectAll()
    .orderBy('sent_order', 'desc')
    .limit(query.limit + 1)
  const narrowed =
    search === undefined
      ? rows
          .where('sent_order', '>=', range.from)
          .where('sent_order', '<', range.before)
          .$if(group !== undefined, (some) => some.where('phase_group', '=', group as PhaseGroup))
          .$if(personId !== undefined, (some) => some.where('person_id', '=', query.personId))
      : rows.where('sent_order', 'in', matchingOrders(search, range, query.limit + 1))
  const found = await narrowed.execute()
  return { faxes: found.slice(0, query.limit), more: found.length > query.limit }
}

function groupOf(filter: FaxFilter): PhaseGroup | undefined {
  return filter === 'all' || filter === 'mine' ? undefined : filter
}

async function rangeOf(db: ReadStore, { from, to, before }: FaxQuery): Promise<OrderRange> {
  const end = Math.min(to === undefined ? Number.MAX_SAFE_INTEGER : to * ordersInMs, await orderOf(db, before))
  return { from: (from ?? 0) * ordersInMs, before: end }
}

/** Where the last page ended. A fax that has left the list since (undo) still marks its millisecond. */
async function orderOf(db: ReadStore, before: FaxQuery['before']): Promise<number> {
  if (!before) return Number.MAX_SAFE_INTEGER
  const row = await db.selectFrom('fax').select('sent_order').where('id', '=', before.id).executeTakeFirst()
  return row?.sent_order ?? before.at * ordersInMs
}

/** How many faxes lie on each heap. `drafts` are all drafts at this desk, whoever began them. */
export async function countFaxes(db: ReadStore, personId: string): Promise<FaxCounts> {
  const rows = await db.selectFrom('fax_count').select(['phase_group', 'person_id', 'faxes']).execute()
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.reduce((total, row) => (fits(row) ? total + row.faxes : total), 0)
  const sent = ({ phase_group }: { readonly phase_group: PhaseGroup }) =>
    phase_group !== 'draft' && phase_group !== 'discarded'
  return {
    all: sum(sent),
    needsYou: sum((row) => row.phase_group === 'needs-you'),
    inProgress: sum((row) => row.phase_group === 'in-progress'),
    delivered: sum((row) => row.phase_group === 'delivered'),
    mine: sum((row) => sent(row) && row.person_id === personId),
    drafts: sum((row) => row.phase_group === 'draft'),
  }
}
