/** Before a risky act the person at the desk proves once more that it is they, by their password. */
import { ok, type Outcome } from '#app/domain/outcome.ts'
import { actorOf, type Act } from '../door/handler.ts'
import { forgetKeys, type Vault } from '../vault/vault.ts'
import type { SignInGuard } from './guard.ts'

/** Faults: sign-in-refused, as often and as slowly as at sign-in; store. */
export type SamePerson = (act: Act, password: string) => Promise<Outcome<void>>

export const samePersonBy =
  (guard: SignInGuard, vault: Pick<Vault, 'openWithPassword'>): SamePerson =>
  async (act, password) => {
    const { personId } = actorOf(act)
    const opened = await guard.attempt(personId, () => vault.openWithPassword(personId, password))
    if (!opened.ok) return opened
    forgetKeys(opened.value)
    return ok(undefined)
  }
