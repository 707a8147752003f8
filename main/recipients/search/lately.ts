/**
 * The contacts that were shown lately, kept until anything is written: with every letter typed most choices are those of
 * the letter before. How their numbers stand is judged anew each time. It holds nothing that the store does not.
 */
import type { ContactView } from '#app/contract/book/contacts.ts'
import type { PersonId } from '#app/domain/ids.ts'
import { favouritesOf } from '../../store/contacts/contacts.ts'
import type { ReadStore } from '../../store/store.ts'
import { knownContacts, viewsOf, type Known } from '../views.ts'

export type Lately = {
  /**
   * The contacts with these ids, in their order; unknown ones are left out.
   * @param now epoch ms; @param viewer whose favourites are marked; @param version the store's, from before they were found
   */
  readonly views: (ids: readonly string[], now: number, viewer: PersonId, version: number) => Promise<ContactView[]>
  readonly forget: () => void
}

/** So many are kept: what a morning's typing shows. */
const keptAtMost = 500

/** What was read since the store came to this version, and nothing from before. */
type Kept = {
  readonly version: number
  readonly contacts: Map<string, Known>
  readonly favourites: Map<PersonId, ReadonlySet<string>>
}

export function createLately(read: ReadStore, atMost = keptAtMost): Lately {
  let kept: Kept | undefined

  async function favouritesIn({ favourites }: Kept, viewer: PersonId): Promise<ReadonlySet<string>> {
    const own = favourites.get(viewer) ?? (await favouritesOf(read, viewer))
    favourites.set(viewer, own)
    return own
  }

  async function contactsIn({ contacts }: Kept, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
    const own = new Map<string, Known>()
    for (const id of ids) {
      const known = contacts.get(id)
      if (known) own.set(id, known)
    }
    const missing = ids.filter((id) => !own.has(id))
    if (missing.length === 0) return own
    const found = await knownContacts(read, missing)
    if (contacts.size + found.size > atMost) contacts.clear()
    for (const [id, contact] of found) {
      own.set(id, contact)
      contacts.set(id, contact)
    }
    return own
  }

  return {
    views: async (ids, now, viewer, version) => {
      // Whoever still waits for the store goes on with what it began with.
      const own = kept?.version === version ? kept : { version, contacts: new Map(), favourites: new Map() }
      kept = own
      return viewsOf(await contactsIn(own, ids), ids, now, await favouritesIn(own, viewer))
    },
    forget: () => {
      kept = undefined
    },
  }
}
