/** A contact out of use and in use again. Faxes that were sent keep referring to it. */
import type { ContactId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import { changeContact, contactById, contactUsed, deleteContact } from '../../store/contacts/contacts.ts'
import { numbersOf, ownerOf } from '../../store/contacts/numbers.ts'
import type { WriteStore } from '../../store/store.ts'
import type { Changed } from '../parts.ts'

/** Archived where a fax or a merge refers to it, else removed for good. Fault: not-found. @param at epoch ms */
export async function archive(tx: WriteStore, id: ContactId, at: number): Promise<Outcome<'archived' | 'removed'>> {
  const row = await contactById(tx, id)
  if (!row || row.archived_at !== null) return notFound
  if (!(await contactUsed(tx, id))) {
    await deleteContact(tx, id)
    return ok('removed')
  }
  await changeContact(tx, id, row.revision, { archived_at: at })
  return ok('archived')
}

/** Faults: not-found; conflict number-known when somebody else has one of its numbers by now. */
export async function restore(tx: WriteStore, id: ContactId): Promise<Outcome<Changed>> {
  const row = await contactById(tx, id)
  const numbers = row ? await numbersOf(tx, [id]) : []
  // A contact that was merged into another has no number of its own any more.
  if (!row || row.archived_at === null || numbers.length === 0) return notFound
  for (const { e164 } of numbers) if (await ownerOf(tx, e164)) return conflict('number-known')
  await changeContact(tx, id, row.revision, { archived_at: null })
  return ok({ id })
}
