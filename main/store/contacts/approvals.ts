/** One-time approvals as rows, and a number as it is now, to be compared with what was approved. */
import { Standing } from '#app/domain/contact/contact.ts'
import type { Approval, NumberSeen } from '#app/domain/contact/approval.ts'
import { ContactId, NumberId, PersonId, type FaxId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'

/** The number in use with this id, as it is now; undefined for one replaced or of an archived contact. */
export async function numberSeen(read: ReadStore, id: NumberId): Promise<NumberSeen | undefined> {
  const row = await read
    .selectFrom('fax_number')
    .innerJoin('contact', 'contact.id', 'fax_number.contact_id')
    .select(['fax_number.contact_id', 'contact.revision'])
    .where('fax_number.id', '=', id)
    .where('fax_number.replaced_at', 'is', null)
    .where('contact.archived_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { last } = await read
    .selectFrom('number_event')
    .select((event) => event.fn.max<number | null>('id').as('last'))
    .where('number_id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    numberId: id,
    contactId: ContactId.parse(row.contact_id),
    contactRevision: row.revision,
    lastEvent: last ?? 0,
  }
}

/** The approval of a fax; a later one takes the place of an earlier one. */
export async function approvalOf(read: ReadStore, id: FaxId): Promise<Approval | undefined> {
  const row = await read.selectFrom('approval').selectAll().where('fax_id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return {
    seen: {
      numberId: NumberId.parse(row.number_id),
      contactId: ContactId.parse(row.contact_id),
      contactRevision: row.contact_revision,
      lastEvent: row.last_event,
    },
    standing: Standing.parse(row.standing),
    reason: row.reason,
    askedBy: PersonId.parse(row.asked_by),
    approvedBy: PersonId.parse(row.approved_by),
    at: row.at,
    until: row.until,
    ...(row.spent_at === null ? {} : { spentAt: row.spent_at }),
  }
}

export async function putApproval(tx: WriteStore, id: FaxId, approval: Approval): Promise<void> {
  await dropApproval(tx, id)
  const { seen, standing, reason, askedBy, approvedBy, at, until, spentAt } = approval
  await tx
    .insertInto('approval')
    .values({
      fax_id: id,
      number_id: seen.numberId,
      contact_id: seen.contactId,
      contact_revision: seen.contactRevision,
      last_event: seen.lastEvent,
      standing,
      reason,
      asked_by: askedBy,
      approved_by: approvedBy,
      at,
      until,
      spent_at: spentAt ?? null,
    })
    .execute()
}

export async function spendApproval(tx: WriteStore, id: FaxId, at: number): Promise<void> {
  await tx.updateTable('approval').set({ spent_at: at }).where('fax_id', '=', id).execute()
}

export async function dropApproval(tx: WriteStore, id: FaxId): Promise<void> {
  await tx.deleteFrom('approval').where('fax_id', '=', id).execute()
}
