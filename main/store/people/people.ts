/** Queries on people. A person is never removed: the record refers to them for years. */
import { z } from 'zod'
import { Role as RoleSchema } from '#app/contract/people/session.ts'
import type { Role } from '#app/domain/rights.ts'
import type { ReadStore, WriteStore } from '../store.ts'
import type { PersonTable } from '../tables.ts'

export type PersonRow = Readonly<Omit<PersonTable, 'roles'>> & { readonly roles: readonly Role[] }

const Roles = z.array(RoleSchema)

const parsed = (row: PersonTable): PersonRow => ({ ...row, roles: Roles.parse(JSON.parse(row.roles)) })

/** Writes a new person; throws when the id is taken. */
export async function insertPerson(tx: WriteStore, person: PersonRow): Promise<void> {
  await tx
    .insertInto('person')
    .values({ ...person, roles: JSON.stringify(person.roles) })
    .execute()
}

/** Changes a person and answers them as they are afterwards, or undefined when there is no such person. */
export async function changePerson(
  tx: WriteStore,
  id: string,
  { roles, ...rest }: Partial<Omit<PersonRow, 'id'>>,
): Promise<PersonRow | undefined> {
  const change = roles ? { ...rest, roles: JSON.stringify(roles) } : rest
  const row = await tx.updateTable('person').set(change).where('id', '=', id).returningAll().executeTakeFirst()
  return row && parsed(row)
}

export async function findPerson(db: ReadStore, id: string): Promise<PersonRow | undefined> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  return row && parsed(row)
}

/** Everyone, disabled people too, in the order they came. */
export async function listPeople(db: ReadStore): Promise<readonly PersonRow[]> {
  const rows = await db.selectFrom('person').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(parsed)
}
