/** The faxes of the Delivery screen as values: what was asked, what is known, and how news changes it. Pure. */
import type { FaxCounts, FaxFilter, FaxSummary } from '#app/contract/desk/faxes.ts'
import type { FaxId } from '#app/domain/ids.ts'
import { final } from '#app/domain/fax/fax.ts'

export type Asked = {
  readonly filter: FaxFilter
  readonly text: string
  /** Epoch ms; none for any day. */
  readonly from: number | undefined
}

export type FaxLists = {
  /** What needs a person, and what is on its way: only where all faxes are listed. */
  readonly needsYou: readonly FaxSummary[]
  readonly inProgress: readonly FaxSummary[]
  /** The listing asked for, newest first, as far as it was loaded. */
  readonly listed: readonly FaxSummary[]
  readonly more: boolean
  readonly counts: FaxCounts
}

export type Group =
  | { readonly name: 'needs-you' | 'in-progress'; readonly faxes: readonly FaxSummary[] }
  | { readonly name: 'day'; readonly day: number; readonly faxes: readonly FaxSummary[] }

/** Lists put under heads: what needs a person, what is on its way, then by the day it was sent. @param dayStart local */
export function groupsOf(lists: FaxLists, filter: FaxFilter, dayStart: (at: number) => number): readonly Group[] {
  const heads: Group[] = []
  if (lists.needsYou.length > 0) heads.push({ name: 'needs-you', faxes: lists.needsYou })
  if (lists.inProgress.length > 0) heads.push({ name: 'in-progress', faxes: lists.inProgress })
  const above = new Set(heads.flatMap((group) => group.faxes.map((fax) => fax.id)))
  const rest = lists.listed.filter((fax) => !above.has(fax.id) && (filter !== 'all' || final(fax.state.phase)))
  const days: { name: 'day'; day: number; faxes: FaxSummary[] }[] = []
  for (const fax of rest) {
    const day = dayStart(fax.at)
    const last = days.at(-1)
    if (last?.day === day) last.faxes.push(fax)
    else days.push({ name: 'day', day, faxes: [fax] })
  }
  return [...heads, ...days]
}

/** A later page after an earlier one. */
export function withMore(lists: FaxLists, next: readonly FaxSummary[], more: boolean): FaxLists {
  return { ...lists, listed: [...lists.listed, ...fresh(next, lists.listed)], more }
}

const fresh = (next: readonly FaxSummary[], known: readonly FaxSummary[]): readonly FaxSummary[] => {
  const ids = new Set(known.map((fax) => fax.id))
  return next.filter((fax) => !ids.has(fax.id))
}

/** New first pages over what was loaded below them, so that the place one has scrolled to stays. */
export function refreshed(known: FaxLists, news: FaxLists): FaxLists {
  const last = news.listed.at(-1)
  if (!news.more || !last) return news
  const below = fresh(known.listed, news.listed).filter((fax) => fax.at <= last.at)
  return { ...news, listed: [...news.listed, ...below], more: below.length > 0 ? known.more : news.more }
}

/** One fax as it is now, wherever it is listed. */
export function patched(lists: FaxLists, fax: FaxSummary, counts: FaxCounts): FaxLists {
  const patch = (faxes: readonly FaxSummary[]) => faxes.map((known) => (known.id === fax.id ? fax : known))
  return {
    ...lists,
    needsYou: patch(lists.needsYou),
    inProgress: patch(lists.inProgress),
    listed: patch(lists.listed),
    counts,
  }
}

/** The fax as it is known, if it is listed. */
export const knownFax = (lists: FaxLists, id: FaxId): FaxSummary | undefined =>
  [lists.needsYou, lists.inProgress, lists.listed].flatMap((faxes) => faxes.find((fax) => fax.id === id) ?? [])[0]

/** Whether news of a fax moves it between lists: a new fax, or one that came to another phase. */
export const movesLists = (lists: FaxLists, fax: FaxSummary): boolean =>
  knownFax(lists, fax.id)?.state.phase !== fax.state.phase
