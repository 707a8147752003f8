/**
 * Searching contacts. The shelf is filled from the store at the first question, and again whenever the store's own
 * count of changes says that it is behind. While nothing at all was written, the store is asked nothing.
 */
import { contactStamp } from '../../store/contacts/contacts.ts'
import { contactRow, contactRows, contactsUsedSince, type SearchRow } from '../../store/contacts/rows.ts'
import type { ReadStore } from '../../store/store.ts'
import { findIn, type Found, type Question } from './answer.ts'
import { initialsOf } from './initials.ts'
import { put, shelfOf, use, type Entry, type Shelf } from './shelf.ts'
import { readSearchText, wordsOf } from '../words.ts'

export type ContactSearch = {
  /** @param now epoch ms, by which standing is judged; @param version the store's, asked for before */
  readonly find: (question: Question, now: number, version: number) => Promise<Found>
  /** Takes one changed contact over, so that the next question need not fill the shelf again. */
  readonly changed: (id: string) => Promise<void>
}

/** `stamp`: changes of contacts; `newest`: when somebody was last sent to; `version`: the store's when both were looked at. */
type Filled = { readonly shelf: Shelf; stamp: number; newest: number; version?: number }

export function createContactSearch(read: ReadStore): ContactSearch {
  let filled: Promise<Filled> | undefined

  async function fill(stamp: number): Promise<Filled> {
    const shelf = await shelfOf(entriesIn(read))
    return { shelf, stamp, newest: shelf.lastSentAt.reduce((latest, at) => Math.max(latest, at), 0) }
  }

  function refill(stamp: number): Promise<Filled> {
    filled = fill(stamp).catch((error: unknown) => {
      filled = undefined
      throw error
    })
    return filled
  }

  /** The shelf as the store is at this version, or later. */
  async function current(version: number): Promise<Shelf> {
    const known = await filled
    if (known && known.version === version) return known.shelf
    const stamp = await contactStamp(read)
    const begun = await (filled ?? refill(stamp))
    const held = begun.stamp === stamp ? begun : await refill(stamp)
    for (const row of await contactsUsedSince(read, held.newest)) {
      use(held.shelf, row.id, row.lastSentAt)
      held.newest = Math.max(held.newest, row.lastSentAt)
    }
    held.version = version
    return held.shelf
  }

  async function changed(id: string): Promise<void> {
    if (!filled) return
    const held = await filled
    const stamp = await contactStamp(read)
    const row = await contactRow(read, id)
    if (!row || stamp !== held.stamp + 1) return
    put(held.shelf, entryOf(row))
    held.stamp = stamp
  }

  return { find: async (question, now, version) => findIn(await current(version), question, now), changed }
}

async function* entriesIn(read: ReadStore): AsyncGenerator<readonly Entry[]> {
  for await (const rows of contactRows(read)) yield rows.map(entryOf)
}

function entryOf(row: SearchRow): Entry {
  const organisation = wordsOf(row.organisation).join(' ')
  return {
    ...readSearchText(row.search),
    id: row.id,
    initials: initialsOf(row.person, row.organisation),
    name: `${organisation}\n${row.department.toLowerCase()}\n${row.person.toLowerCase()}\n${row.id}`,
    judged: row.judged,
    lastSentAt: row.lastSentAt ?? 0,
  }
}
