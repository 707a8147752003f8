/**
 * Another person proves at somebody else's desk that it is they: by their password, and a one-time code where they have
 * codes. No session of theirs begins. Wrong tries count as at sign-in, in the same place.
 */
import type { PersonId } from '#app/domain/ids.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Clock } from '../../ports.ts'
import { findPerson, type PersonRow } from '../../store/people/people.ts'
import type { Store } from '../../store/store.ts'
import { forgetKeys, type Vault } from '../../vault/vault.ts'
import type { SignInGuard } from '../guard.ts'
import { enabled } from '../person.ts'
import { spendCode } from '../second-factor/second-factor.ts'

export type Proof = { readonly password: string; readonly code?: string | undefined }

/** The person as they are now. Faults: sign-in-refused, as often and as slowly as at sign-in; code-needed; store. */
export type ColleagueProof = (id: PersonId, proof: Proof) => Promise<Outcome<PersonRow>>

export type ColleagueParts = {
  readonly store: Store
  readonly guard: SignInGuard
  readonly vault: Pick<Vault, 'openWithPassword'>
  readonly clock: Clock
}

const refused = fail({ code: 'sign-in-refused', waitMs: 0 })

export const colleagueProof =
  ({ store, guard, vault, clock }: ColleagueParts): ColleagueProof =>
  (id, { password, code }) =>
    guard.attempt(id, async () => {
      const opened = await vault.openWithPassword(id, password)
      if (!opened.ok) return opened
      forgetKeys(opened.value)
      const row = await findPerson(store.read, id)
      if (!row || !enabled(row)) return refused
      const passed = await store.write((tx) => spendCode(tx, id, code, clock.now()))
      if (passed === 'asked') return fail({ code: 'code-needed' })
      return passed === 'refused' ? refused : ok(row)
    })
