/**
 * Whose a sent fax is to open and to act on: its sender's, theirs to whom it was handed over, everybody's who may open
 * other people's faxes, and for a quarter of an hour theirs who gave a reason in an emergency. Lists show every fax.
 */
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Actor } from '../../door/handler.ts'
import type { FaxRow } from '../../store/faxes/faxes.ts'
import { faxKeeper, listAccesses } from '../../store/people/hand-over.ts'
import type { ReadStore } from '../../store/store.ts'

/** Fault: forbidden fax.read-others. @param now epoch ms */
export async function mayOpen(db: ReadStore, actor: Actor, fax: FaxRow, now: number): Promise<Outcome<void>> {
  const { personId, rights } = actor
  if (fax.person_id === personId || rights.includes('fax.read-others')) return ok(undefined)
  if ((await faxKeeper(db, fax.id)) === personId) return ok(undefined)
  const opened = (await listAccesses(db)).some(
    (access) => access.faxId === fax.id && access.personId === personId && access.at <= now && now < access.until,
  )
  return opened ? ok(undefined) : fail({ code: 'forbidden', needs: 'fax.read-others' })
}
