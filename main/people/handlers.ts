/** People who sign in here: added, given roles, disabled. At least one administrator always remains. */
import { PersonId, makeId } from '#app/domain/ids.ts'
import { conflict, notFound, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Role } from '#app/domain/rights.ts'
import { actorOf, type Act, type Share } from '../door/handler.ts'
import type { Chance } from '../ports.ts'
import { changePerson, findPerson, insertPerson, listPeople } from '../store/people/people.ts'
import { peopleWithSecondFactor } from '../store/people/second-factor.ts'
import type { Store, WriteStore } from '../store/store.ts'
import type { Vault, VaultKeys } from '../vault/vault.ts'
import { judgePassword } from './proof/judge-password.ts'
import { faceFor, sameName, tidyName } from './names.ts'
import { actorFor, administered, enabled, faceOf, newPerson, personView } from './person.ts'
import type { Session } from './session.ts'
import type { SignInGuard } from './guard.ts'
import { samePersonBy } from './same-person.ts'

export type PeopleParts = {
  readonly store: Store
  readonly vault: Vault
  readonly keys: () => VaultKeys
  readonly session: Session
  readonly guard: SignInGuard
  readonly chance: Chance
}

type Name = 'people.list' | 'people.add' | 'people.changeRoles' | 'people.disable' | 'people.changePassword'

export function createPeopleHandlers(parts: PeopleParts): Share<Name> {
  const { store } = parts
  return {
    'people.list': async () => {
      const withCode = await peopleWithSecondFactor(store.read)
      const people = await listPeople(store.read)
      return ok({ people: people.map((row) => ({ ...personView(row), secondFactor: withCode.has(row.id) })) })
    },
    'people.add': (input, act) => add(parts, input, act),
    'people.changeRoles': (input, act) => changeRoles(parts, input, act),
    'people.disable': (input, act) => disable(parts, input.id, act),
    'people.changePassword': (input, act) => changePassword(parts, input, act),
  }
}

type NewPerson = { readonly name: string; readonly roles: readonly Role[]; readonly password: string }

async function add(parts: PeopleParts, input: NewPerson, act: Act) {
  const name = tidyName(input.name)
  const judged = await judgePassword(input.password, name)
  if (!judged.ok) return judged
  const others = await listPeople(parts.store.read)
  if (others.some((other) => sameName(other.name, name))) return conflict('name-taken')
  const face = faceFor(makeId(PersonId, 'person', parts.chance.bytes(10).toString('hex')), name, others)
  // The password first: a person in the list who cannot sign in would be worse than a key nobody may use.
  const wrapped = await parts.vault.setPassword(parts.keys(), face, input.password)
  if (!wrapped.ok) return wrapped
  const row = newPerson(face, name, input.roles, act.at)
  const added = await act
    .commit(async (tx) => {
      const now = await listPeople(tx)
      if (now.some((other) => sameName(other.name, name))) return conflict('name-taken')
      await insertPerson(tx, row)
      return ok({ value: personView(row), subject: row.id, details: { roles: row.roles.join(' ') } })
    })
    .catch((error: unknown) => takenBack(parts.vault, face.id, error))
  if (!added.ok) await parts.vault.removePerson(face.id)
  return added
}

async function takenBack(vault: Vault, id: PersonId, error: unknown): Promise<never> {
  await vault.removePerson(id)
  throw error
}

async function changeRoles(
  { store, session }: PeopleParts,
  input: { readonly id: PersonId; readonly roles: readonly Role[] },
  act: Act,
) {
  const roles = [...new Set(input.roles)]
  const changed = await act.commit(async (tx) => {
    const before = await findPerson(tx, input.id)
    const row = before && (await changePerson(tx, input.id, { roles }))
    if (!before || !row) return notFound
    if (!administered(await listPeople(tx))) return conflict('last-administrator')
    return ok({ value: row, subject: row.id, details: { before: before.roles.join(' '), after: roles.join(' ') } })
  })
  if (!changed.ok) return changed
  if (enabled(changed.value)) session.changeActor(actorFor(changed.value))
  const now = await findPerson(store.read, input.id)
  return now ? ok(personView(now)) : notFound
}

async function disable({ vault, session }: PeopleParts, id: PersonId, act: Act) {
  const disabled = await act.commit((tx) => disabledIn(tx, id, act.at))
  if (!disabled.ok) return disabled
  // The store refuses the person from here on; were Faxdesk killed now, opening it would take the key away (`settle`).
  const removed = await vault.removePerson(id)
  if (!removed.ok) return removed
  if (actorOf(act).personId === id) session.signOut()
  return disabled
}

async function disabledIn(tx: WriteStore, id: PersonId, at: number) {
  const before = await findPerson(tx, id)
  if (!before) return notFound
  if (!enabled(before)) return conflict('already-gone')
  const row = await changePerson(tx, id, { disabled_at: at })
  if (!row) return notFound
  if (!administered(await listPeople(tx))) return conflict('last-administrator')
  return ok({ value: personView(row), subject: id })
}

type PasswordChange = { readonly current: string; readonly next: string }

async function changePassword(
  parts: PeopleParts,
  { current, next }: PasswordChange,
  act: Act,
): Promise<Outcome<Record<string, never>>> {
  const { vault, store, guard } = parts
  const { personId, name } = actorOf(act)
  const known = await samePersonBy(guard, vault)(act, current)
  if (!known.ok) return known
  const judged = await judgePassword(next, name)
  if (!judged.ok) return judged
  const row = await findPerson(store.read, personId)
  if (!row) return notFound
  const noted = await act.commit(async () => ok({ value: {}, subject: personId }))
  if (!noted.ok) return noted
  const wrapped = await vault.setPassword(parts.keys(), faceOf(row), next)
  return wrapped.ok ? ok({}) : wrapped
}
