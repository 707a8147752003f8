/** A person's row as others see it: face, view, actor. */
import type { PersonView } from '#app/contract/people/people.ts'
import type { PersonFace } from '#app/contract/people/session.ts'
import { PersonId } from '#app/domain/ids.ts'
import { rightsOf, type Role } from '#app/domain/rights.ts'
import type { Actor } from '../door/handler.ts'
import type { PersonRow } from '../store/people/people.ts'

export const faceOf = (row: PersonRow): PersonFace => ({
  id: PersonId.parse(row.id),
  shortName: row.short_name,
  initials: row.initials,
  tint: row.tint,
})

export const personView = (row: PersonRow): PersonView => ({
  ...faceOf(row),
  name: row.name,
  roles: [...row.roles],
  ...(row.disabled_at === null ? {} : { disabledAt: row.disabled_at }),
  ...(row.last_sign_in_at === null ? {} : { lastSignInAt: row.last_sign_in_at }),
})

/** Somebody who can sign in from `at` on. */
export const newPerson = (
  { id, shortName, initials, tint }: PersonFace,
  name: string,
  roles: readonly Role[],
  at: number,
): PersonRow => ({
  id,
  name,
  short_name: shortName,
  initials,
  tint,
  roles: [...new Set(roles)],
  created_at: at,
  disabled_at: null,
  last_sign_in_at: null,
})

export const actorFor = (row: PersonRow): Actor => ({
  personId: PersonId.parse(row.id),
  shortName: row.short_name,
  name: row.name,
  roles: row.roles,
  rights: rightsOf(row.roles),
})

export const enabled = (row: PersonRow): boolean => row.disabled_at === null

/** Whether at least one person who can sign in is an administrator. */
export const administered = (people: readonly PersonRow[]): boolean =>
  people.some((row) => enabled(row) && row.roles.includes('administrator'))
