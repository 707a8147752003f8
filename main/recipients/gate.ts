/**
 * Recipients as the outbox sees them: whether a fax may still go to its number at the moment it would be handed over,
 * and what its end says of the number. Preflight judged before; a number may have been stopped since.
 */
import { sendable, standing } from '#app/domain/contact/contact.ts'
import { doubtIn } from '#app/domain/contact/verification.ts'
import type { FailureReason } from '#app/domain/fax/fax.ts'
import type { ContactId, FaxId } from '#app/domain/ids.ts'
import type { AuditWriter } from '../audit/writer.ts'
import type { Publish } from '../door/publish.ts'
import { stampContacts } from '../store/contacts/contacts.ts'
import { numberById, numberOfFax } from '../store/contacts/numbers.ts'
import type { ReadStore, WriteStore } from '../store/store.ts'
import { carriedBy } from './approval/approval.ts'
import { happened } from './verification/apply.ts'

export type Gate = {
  /** Whether this fax may be handed to its line at `now` (epoch ms): asked again before each attempt. */
  readonly mayGo: (id: FaxId, now: number) => Promise<boolean>
  /** A fax failed for good at `at`; in the engine's own transaction. */
  readonly failed: (tx: WriteStore, fax: Failed, at: number) => Promise<void>
  /** Tells the page of the numbers that came to be doubted; once their transaction is over. */
  readonly tell: () => void
}

type Failed = { readonly id: FaxId; readonly reason: FailureReason }

type GateParts = { readonly read: ReadStore; readonly audit: AuditWriter; readonly publish: Publish }

export function createGate({ read, audit, publish }: GateParts): Gate {
  const doubted = new Set<ContactId>()
  return {
    mayGo: (id, now) => mayGo(read, id, now),
    failed: async (tx, fax, at) => {
      const contact = await doubtAfter(tx, audit, fax, at)
      if (contact) doubted.add(contact)
    },
    tell() {
      for (const id of doubted) publish({ name: 'contact.changed', payload: { id } })
      doubted.clear()
    },
  }
}

async function mayGo(read: ReadStore, faxId: FaxId, now: number): Promise<boolean> {
  const sent = await numberOfFax(read, faxId)
  const number = sent && (await numberById(read, sent.numberId))
  if (!number) return false
  const { verification } = number
  if (!sent.test) return sendable(standing(verification, now)) || carriedBy(read, faxId, number, now)
  // A test fax goes to a number that waits for its code, and to no other.
  return (
    verification.state === 'pending' &&
    verification.waitsFor.what === 'read-back' &&
    verification.waitsFor.faxId === faxId
  )
}

/**
 * What a fax's final failure says of its number: where a person answered, or nobody has that number any more, it needs
 * a re-check. In the engine's own transaction, with an entry. Answers whose number it was, if it is doubted now.
 */
async function doubtAfter(
  tx: WriteStore,
  audit: AuditWriter,
  { id, reason }: Failed,
  at: number,
): Promise<ContactId | undefined> {
  const because = doubtIn(reason)
  const sent = because && (await numberOfFax(tx, id))
  const number = sent && (await numberById(tx, sent.numberId))
  if (!because || !number) return undefined
  const record = await happened(tx, number, { what: 'doubted', at, because, faxId: id }, 'system', at)
  // What is blocked or withdrawn stays so.
  if (!record.ok || record.value.state !== 'needs-recheck') return undefined
  await stampContacts(tx)
  const details = { number: number.id, reason: because, fax: id }
  await audit.append(tx, { actor: 'system', action: 'number.needs-recheck', subject: number.contactId, details })
  return number.contactId
}
