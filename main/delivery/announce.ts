import type { FaxId, PersonId } from '#app/domain/ids.ts'
import type { Publish } from '../door/publish.ts'
import { countsFor } from '../store/faxes/drafts.ts'
import { findFax } from '../store/faxes/faxes.ts'
import type { ReadStore } from '../store/store.ts'
import { faxSummaries, type Outlook } from './views.ts'

export type AnnounceParts = {
  readonly read: ReadStore
  readonly publish: Publish
  /** Whose counts the page shows; while nobody is signed in, nobody hears. */
  readonly viewer: () => PersonId | undefined
  readonly outlook: () => Outlook
}

/** Makes the function that tells the page how a fax stands now: as a fax, or that it is a draft again. */
export function createAnnounce({ read, publish, viewer, outlook }: AnnounceParts): (id: FaxId) => Promise<void> {
  return async (id) => {
    const person = viewer()
    if (!person) return
    const row = await findFax(read, id)
    const counts = await countsFor(read, person)
    // Taken back with others, it went into their draft and has no row any more.
    if (!row || row.sent_at === null) return publish({ name: 'drafts.changed', payload: { id, counts } })
    const [fax] = await faxSummaries(read, [row], outlook())
    if (fax) publish({ name: 'fax.changed', payload: { fax, counts } })
  }
}
