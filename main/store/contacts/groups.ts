/** Groups as rows: a name and a list of numbers. */
import { GroupId, type NumberId } from '#app/domain/ids.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { ContactGroupTable, FaxNumberTable } from '../tables.ts'

export const allGroups = (read: ReadStore): Promise<readonly ContactGroupTable[]> =>
  read.selectFrom('contact_group').selectAll().orderBy('name').orderBy('id').execute()

export const groupById = (read: ReadStore, id: GroupId): Promise<ContactGroupTable | undefined> =>
  read.selectFrom('contact_group').selectAll().where('id', '=', id).executeTakeFirst()

/** The group of this name, whatever its capitals. */
export async function groupNamed(read: ReadStore, name: string): Promise<GroupId | undefined> {
  const row = read.selectFrom('contact_group').select('id')
  const found = await row
    .where((build) => build(build.fn('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst()
  return found && GroupId.parse(found.id)
}

export type MemberRow = Pick<FaxNumberTable, 'contact_id' | 'e164'> & {
  readonly group_id: string
  readonly number_id: string
}

/** The members of these groups in their order, numbers that were replaced among them. */
export async function membersOf(read: ReadStore, groups: readonly string[]): Promise<readonly MemberRow[]> {
  if (groups.length === 0) return []
  return read
    .selectFrom('contact_group_member')
    .innerJoin('fax_number', 'fax_number.id', 'contact_group_member.number_id')
    .select(['group_id', 'number_id', 'contact_id', 'e164'])
    .where('group_id', 'in', groups)
    .orderBy('contact_group_member.position')
    .execute()
}

/** Writes a group, new or in place of what it was. */
export async function putGroup(tx: WriteStore, row: ContactGroupTable, numberIds: readonly NumberId[]): Promise<void> {
  const { id: _id, ...rest } = row
  await tx
    .insertInto('contact_group')
    .values(row)
    .onConflict((known) => known.column('id').doUpdateSet(rest))
    .execute()
  await tx.deleteFrom('contact_group_member').where('group_id', '=', row.id).execute()
  const members = numberIds.map((number_id, position) => ({ group_id: row.id, number_id, position }))
  if (members.length > 0) await tx.insertInto('contact_group_member').values(members).execute()
}

/** Answers whether it was there. */
export async function deleteGroup(tx: WriteStore, id: GroupId): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('contact_group').where('id', '=', id).executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}
