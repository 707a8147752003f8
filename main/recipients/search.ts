/**
 * Searching contacts: which match, in which order, and how their numbers stand. The shelf is filled from the store at
 * the first question and again whenever the store's own count of changes says that it is behind.
 */
import { sendable, standing, type Standing } from '#app/domain/contact.ts'
import { contactRows, contactStamp, contactsUsedSince, type SearchRow } from '../store/contacts.ts'
import type { ReadStore } from '../store/store.ts'
import { createShelf, hitsOf, put, use, type Entry, type Hits, type Shelf } from './shelf.ts'
import { questionOf, wordsOf } from './words.ts'

export type Question = {
  readonly text: string
  readonly limit: number
  readonly offset: number
  readonly standing?: Standing | undefined
  readonly by?: 'match' | 'name' | undefined
}

export type Found = {
  readonly ids: readonly string[]
  readonly total: number
  readonly counts: Readonly<Record<Standing, number>>
}

export type ContactSearch = {
  /** @param now epoch ms, by which standing is judged */
  readonly find: (question: Question, now: number) => Promise<Found>
  /** Takes one changed contact over, so that the next question need not fill the shelf again. */
  readonly changed: (id: string) => Promise<void>
}

type Filled = { readonly shelf: Shelf; stamp: number; newest: number }

export function createContactSearch(read: ReadStore): ContactSearch {
  let filled: Promise<Filled> | undefined

  async function fill(stamp: number): Promise<Filled> {
    const entries = (await contactRows(read)).map(entryOf)
    const newest = entries.reduce((latest, { lastSentAt }) => Math.max(latest, lastSentAt), 0)
    return { shelf: createShelf(entries), stamp, newest }
  }

  function refill(stamp: number): Promise<Filled> {
    filled = fill(stamp).catch((error: unknown) => {
      filled = undefined
      throw error
    })
    return filled
  }

  /** The shelf as the store is now. */
  async function current(): Promise<Shelf> {
    const stamp = await contactStamp(read)
    const begun = await (filled ?? refill(stamp))
    const held = begun.stamp === stamp ? begun : await refill(stamp)
    for (const row of await contactsUsedSince(read, held.newest)) {
      use(held.shelf, row.id, row.lastSentAt)
      held.newest = Math.max(held.newest, row.lastSentAt)
    }
    return held.shelf
  }

  async function changed(id: string): Promise<void> {
    if (!filled) return
    const held = await filled
    const stamp = await contactStamp(read)
    const [row] = await contactRows(read, id)
    if (!row || stamp !== held.stamp + 1) return
    put(held.shelf, entryOf(row))
    held.stamp = stamp
  }

  return { find: async (question, now) => findIn(await current(), question, now), changed }
}

function entryOf(row: SearchRow): Entry {
  const organisation = wordsOf(row.organisation).join(' ')
  return {
    id: row.id,
    organisation,
    name: `${organisation}\n${row.department.toLowerCase()}\n${row.person.toLowerCase()}\n${row.id}`,
    words: row.search.split(' '),
    judged: row.judged,
    lastSentAt: row.lastSentAt ?? 0,
  }
}

type Ranked = { readonly slot: number; readonly rank: number }

/** Pure: the shelf's answer at `now`. */
export function findIn(shelf: Shelf, question: Question, now: number): Found {
  const asked = questionOf(question.text)
  const hits = hitsOf(shelf, asked)
  const counts = { verified: 0, 'expires-soon': 0, unverified: 0, expired: 0, revoked: 0 }
  const ranked: Ranked[] = []
  for (const slot of shelf.order) {
    const entry = shelf.entries[slot]
    if (!entry || hits.begun[slot] !== asked.length) continue
    const stands = standing(entry.judged, now)
    counts[stands]++
    if (question.standing && stands !== question.standing) continue
    ranked.push({ slot, rank: question.by === 'name' ? 0 : rankOf(entry, slot, asked, hits, sendable(stands)) })
  }
  const page = question.by === 'name' ? slice(ranked, question) : best(ranked, question)
  return { ids: page.map(({ slot }) => shelf.entries[slot]?.id ?? ''), total: ranked.length, counts }
}

const slice = <T>(all: readonly T[], { offset, limit }: Question): readonly T[] => all.slice(offset, offset + limit)

// A rank is exactness, then recency, then verification, in one number: epoch ms stays below 2^42 for a century.
const exactnessStep = 2 ** 44

function rankOf(entry: Entry, slot: number, asked: readonly string[], hits: Hits, good: boolean): number {
  return exactness(entry, slot, asked, hits) * exactnessStep + entry.lastSentAt * 2 + (good ? 1 : 0)
}

function exactness(entry: Entry, slot: number, asked: readonly string[], { whole }: Hits): number {
  if (asked.length === 0) return 0
  const text = asked.join(' ')
  if (entry.organisation === text) return 3
  if (entry.organisation.startsWith(text)) return 2
  return whole[slot] === asked.length ? 1 : 0
}

/** The asked part of the best-ranked; equals stay in the order of names they came in. */
function best(ranked: readonly Ranked[], question: Question): readonly Ranked[] {
  const needed = question.offset + question.limit
  if (needed > 1000)
    return slice(
      ranked.toSorted((a, b) => b.rank - a.rank),
      question,
    )
  const top: Ranked[] = []
  for (const one of ranked) {
    const last = top[needed - 1]
    if (last && one.rank <= last.rank) continue
    let at = top.length
    while (at > 0 && one.rank > (top[at - 1]?.rank ?? 0)) at--
    top.splice(at, 0, one)
    if (top.length > needed) top.pop()
  }
  return slice(top, question)
}
